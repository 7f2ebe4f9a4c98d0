/** Events as sentences: each event of the contract has one, and none trusts the data of a newer kiosk. */
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { EVENT_NAMES, type EventName } from '../../../broker/contract/events.ts';
import { productNames } from '../../../ui/console/data/names.ts';
import { sentence, type Sentence } from '../../../ui/console/data/sentences.ts';
import { activity, kiosk, line } from './fixtures.ts';

const test = suite('Console sentences');

const context = { kiosk: kiosk(), products: productNames(activity()) };

function told(name: EventName, data: Record<string, unknown>): string {
  return words(sentence(line(name, data), context));
}

function words({ parts }: Sentence): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.strong)).join('');
}

test('has a sentence for every event of the contract', () => {
  for (const name of EVENT_NAMES)
    assert.match(told(name, { display: 'wall', device: 'wall-reader' }), /\w/u, name);
});

test('survives data of any shape', () => {
  for (const name of EVENT_NAMES)
    for (const data of [
      {},
      { items: 'x' },
      { items: [null, 7, {}] },
      { display: 7, seconds: 'x', device: null },
    ])
      assert.type(told(name, data), 'string');
});

test('shows an event it does not know by its name', () => {
  assert.is(words(sentence({ ...line('search', {}), name: 'content_played' }, context)), 'Content played');
});

test('calls a product by its name when any event has given it, otherwise by its SKU', () => {
  const tap = { display: 'wall', device: 'wall-reader', tag: 'product' };
  assert.is(
    told('tag_tapped', { ...tap, sku: 'MF01-M-Olive' }),
    'Somebody tapped Morene Field Jacket at Wall.',
  );
  assert.is(told('tag_tapped', { ...tap, sku: 'NEW-1' }), 'Somebody tapped NEW-1 at Wall.');
});

test('asks somebody to look at a piece whose tag is a copy or a forgery, and only says the rest', () => {
  const tag = { display: 'wall', device: 'wall-reader', sku: 'MF01-M-Olive' };
  for (const result of ['replayed', 'not_genuine']) {
    const found = sentence(line('tag_checked', { ...tag, result }), context);
    assert.equal([found.tone, found.kind], ['ask', 'asks']);
    assert.match(words(found), /^The tag of Morene Field Jacket at Wall .*: please look at the piece\.$/u);
  }
  for (const result of ['genuine', 'unavailable', 'something_new', undefined])
    assert.is(sentence(line('tag_checked', { ...tag, result }), context).tone, 'quiet');
  assert.is(
    told('tag_checked', { ...tag, result: 'genuine' }),
    'The tag of Morene Field Jacket at Wall is genuine.',
  );
});

test('calls a display by the name the kiosk gives it', () => {
  assert.is(told('room_entered', { display: 'room' }), 'Room 3: somebody walked in.');
});

test('marks what needs somebody', () => {
  const asks = EVENT_NAMES.filter((name) => sentence(line(name, {}), context).tone === 'ask');
  assert.equal(asks, ['size_requested', 'reserve_requested', 'order_placed', 'associate_called']);
});

test('calls a device by its name in the message of an incident', () => {
  const message = 'wall-reader: The reader is unplugged.';
  assert.is(told('incident_opened', { message }), 'Problem: Wall reader: The reader is unplugged.');
  assert.is(
    told('incident_closed', { message, seconds: 0 }),
    'Solved: Wall reader: The reader is unplugged.',
  );
});

test('tells of a forgotten visit and of what was given up, each for what it is', () => {
  const ranges = [[1, 4]];
  assert.is(
    told('consent_withdrawn', { display: 'wall', dropped: 0, epoch: 'e', ranges }),
    'Somebody at Wall asked to be forgotten: what was noted of the visit is deleted.',
  );
  assert.is(
    told('consent_withdrawn', { display: 'wall', dropped: 1, epoch: 'e', ranges }),
    'Somebody at Wall asked to be forgotten: what was noted of the visit is deleted, 1 event of it before being sent.',
  );
  assert.is(
    told('events_evicted', { epoch: 'e', ranges, count: 3, reason: 'consent' }),
    '3 events of a forgotten visit were deleted before being sent.',
  );
  assert.is(
    told('events_evicted', { epoch: 'e', ranges, count: 1, reason: 'bytes' }),
    '1 event was given up: the space for events was used up.',
  );
});
