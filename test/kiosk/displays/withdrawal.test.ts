import * as assert from 'uvu/assert';
import { Check } from 'typebox/value';
import { EVENT_DATA, type NewEvent } from '../../../broker/contract/events.ts';
import { Withdrawal } from '../../../kiosk/host/withdrawal.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { DisplayKit } from './kit.ts';

const test = suite('The withdrawal of consent');

function bench(withdraw: (sessionId: string) => number) {
  const events: NewEvent[] = [];
  const logger = new QuietLogger();
  const withdrawal = new Withdrawal({
    outbox: { epoch: 'epoch-now', withdraw },
    append: (wanted) => void events.push(...wanted),
    logger,
  });
  return { withdrawal, events, logger };
}

test('says which numbers the visit had, and names no session', () => {
  const { withdrawal, events } = bench(() => 3);
  const ranges: [number, number][] = [[4, 9]];
  withdrawal.run({ display: 'wall', sessionId: 'session-1', visit: [{ epoch: 'epoch-old', ranges }] });
  assert.equal(events, [
    { name: 'consent_withdrawn', data: { display: 'wall', dropped: 3, epoch: 'epoch-old', ranges } },
  ]);
});

test('fits the contract however often two displays alternated', () => {
  const { withdrawal, events } = bench(() => 0);
  const ranges = Array.from({ length: 450 }, (_, index): [number, number] => [2 * index + 1, 2 * index + 1]);
  withdrawal.run({ display: 'wall', sessionId: 's', visit: [{ epoch: 'epoch-now', ranges }] });
  assert.is(events.length, 3);
  for (const { data } of events) assert.ok(Check(EVENT_DATA.consent_withdrawn, data));
  assert.equal(
    events.flatMap(({ data }) => ('ranges' in data ? data.ranges : [])),
    ranges,
  );
});

test('is told also when nothing of the visit could be kept', () => {
  const { withdrawal, events } = bench(() => 0);
  withdrawal.run({ display: 'wall', sessionId: 's', visit: [] });
  assert.equal(
    events.map(({ data }) => data),
    [{ display: 'wall', dropped: 0, epoch: 'epoch-now', ranges: [] }],
  );
});

test('reaches the platform even when the file refuses', () => {
  const { withdrawal, events, logger } = bench(() => {
    throw new TypeError('disk');
  });
  withdrawal.run({ display: 'wall', sessionId: 's', visit: [{ epoch: 'epoch-now', ranges: [[1, 2]] }] });
  assert.is(events.length, 1);
  assert.is(logger.lines.length, 1);
});

test('comes before any browser hears that it is done, and names the numbers of this visit alone', () => {
  const kit = new DisplayKit('wall', {
    append: (events) =>
      events.map(
        (event, index) =>
          ({
            epoch: 'epoch-1',
            sequence: (kit.events.push(event), kit.events.length),
            sessionid: event.sessionId,
            index,
          }) as never,
      ),
  });
  kit.browser();
  kit.tap();
  kit.runner.dispatch({ type: 'touch', touch: { action: 'finish' } });
  const first = kit.events.length + 1;
  kit.tap({ kind: 'card', uid: '04AABBCC', otherwise: 'unknown_card' });
  const requestId = kit.questions.at(-1)?.requestId ?? '';
  const customer = {
    token: 'token-of-a-0123456789',
    displayName: 'A',
    tier: '',
    locale: 'en',
    wishlistCount: 1,
  };
  kit.runner.dispatch({ type: 'recognised', requestId, customer });
  kit.story.length = 0;
  kit.runner.dispatch({ type: 'touch', touch: { action: 'forget' } });
  const ranges = JSON.stringify([{ epoch: 'epoch-1', ranges: [[first, kit.events.length]] }]);
  assert.match(kit.story[0] ?? '', /^withdraw /);
  assert.ok(kit.story[0]?.endsWith(ranges), `${kit.story[0]} ends with ${ranges}`);
  assert.is(kit.story[1], 'send notice:forgotten');
});
