import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { toHex } from '../../device/bytes.ts';
import { uriRecord } from '../../device/ndef/encode.ts';
import type { SimulatedCard } from '../../device/nfc/simulated-card.ts';
import { misbehaving, type CardFaults } from '../../device/nfc/simulated-faults.ts';
import type { SimulatedTagOptions, SimulatedType2Tag } from '../../device/nfc/simulated-tag.ts';
import type { NdefOrder } from '../../device/nfc/write-tag.ts';
import { suite } from '../harness/suite.ts';
import { found, NEW, OLD, tagWith, uriOf, write } from './type2-writing.ts';

const test = suite('Type 2 tag lifted while it is written');

/** Commands that an undisturbed write takes. */
async function commandsOf(tag: SimulatedType2Tag, order: Partial<NdefOrder>): Promise<number> {
  let count = 0;
  const counting = { ...tag, answer: (apdu: Uint8Array) => ((count += 1), tag.answer(apdu)) };
  assert.is(await write(counting, order), undefined);
  return count;
}

const tears = (at: number): CardFaults[] => [{ leaveAfter: at }, { leaveWhileDoing: at }];

/** Lifts the tag at every command, before and after it is carried out. */
async function tearEverywhere(make: () => SimulatedType2Tag, uri: string, order: Partial<NdefOrder> = {}) {
  const request = { records: [uriRecord(uri)], ...order };
  const old = await found(make());
  const total = await commandsOf(make(), request);
  const seen = new Set<string>();
  for (let at = 0; at < total; at += 1) {
    for (const faults of tears(at)) {
      const tag = make();
      assert.is(await write(misbehaving(tag, faults), request), 'TW_NFC_TAG_TORN');
      const content = await found(tag);
      assert.ok(
        [old, 'TW_NFC_TAG_BLANK', uri].includes(content),
        `${content} after ${JSON.stringify(faults)}`,
      );
      seen.add(content);
      assert.is(await write(tag, request), undefined, 'the next try works');
      assert.is(await found(tag), uri);
    }
  }
  assert.ok(seen.has(old) && seen.has(uri));
}

/** Lifts the tag right after every command that changes it: nothing changes in between. */
async function tearWrites(make: () => SimulatedType2Tag, uri: string): Promise<void> {
  const request = { records: [uriRecord(uri)] };
  const old = await found(make());
  for (let count = 1; ; count += 1) {
    const tag = make();
    let writes = 0;
    const stopping: SimulatedCard = {
      ...tag,
      answer: (apdu) => {
        if (writes >= count) return undefined;
        writes += apdu[1] === 0xd6 ? 1 : 0;
        return tag.answer(apdu);
      },
    };
    const code = await write(stopping, request);
    const content = await found(tag);
    assert.ok([old, 'TW_NFC_TAG_BLANK', uri].includes(content), `${content} after ${count} writes`);
    if (code === undefined || content === uri) return assert.is(content, uri);
  }
}

const lifts: readonly [what: string, options: Partial<SimulatedTagOptions>, uri: string][] = [
  ['a short message over a short one', { ndef: [uriRecord(OLD)] }, NEW],
  ['a message over an empty tag', {}, NEW],
  ['a message over a factory-new tag', { unformatted: true }, NEW],
  ['a long message over a short one', { model: 'ntag215', ndef: [uriRecord(OLD)] }, uriOf(262)],
  ['a short message over a long one', { model: 'ntag215', ndef: [uriRecord(uriOf(262))] }, NEW],
  ['a long message over a long one', { model: 'ntag216', ndef: [uriRecord(uriOf(259))] }, uriOf(262)],
  ['a message over nonsense', { rawNdef: Uint8Array.of(0xff, 0xff, 0xff) }, NEW],
  ['a message over an announcement of too much', { truncated: true, ndef: [uriRecord(OLD)] }, NEW],
  ['a message on an Ultralight', { model: 'ultralight', ndef: [uriRecord('https://o.p')] }, 'https://c.d'],
];

for (const [what, options, uri] of lifts) {
  test(`survives, at any moment: ${what}`, () => tearEverywhere(() => tagWith(options), uri));
}

test('survives being lifted at any moment while it is locked', () =>
  tearEverywhere(() => tagWith({ ndef: [uriRecord(OLD)] }), NEW, { lock: true }));

for (const shift of [0, 1, 2, 3]) {
  test(`survives, at any moment: a message that begins ${shift} bytes further on`, async () => {
    for (const old of [undefined, OLD, uriOf(262)])
      for (const uri of [NEW, uriOf(262)]) await tearWrites(() => shifted(shift, old), uri);
  });
}

test('leaves an end behind the empty message, for software that reads on', async () => {
  const tag = tagWith({ ndef: [uriRecord(OLD)] });
  let writes = 0;
  const stopping: SimulatedCard = {
    ...tag,
    answer: (apdu) => (apdu[1] === 0xd6 && (writes += 1) > 1 ? undefined : tag.answer(apdu)),
  };
  assert.is(await write(stopping), 'TW_NFC_TAG_TORN');
  assert.is(toHex(tag.memory.subarray(21, 24)), '0300FE');
});

test('keeps every promise wherever the message begins and whatever its length', async () => {
  const scenario = fc.record({
    shift: fc.nat({ max: 9 }),
    before: fc.option(fc.integer({ min: 1, max: 330 }), { nil: undefined }),
    after: fc.integer({ min: 1, max: 330 }),
    at: fc.nat({ max: 400 }),
    late: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ shift, before, after, at, late }) => {
      const old = before === undefined ? undefined : uriOf(before);
      const uri = uriOf(after);
      const tag = shifted(shift, old);
      const faults = late ? { leaveWhileDoing: at } : { leaveAfter: at };
      const code = await write(misbehaving(tag, faults), { records: [uriRecord(uri)] });
      const content = await found(tag);
      assert.ok(code === undefined || code === 'TW_NFC_TAG_TORN');
      if (code === undefined) assert.is(content, uri);
      else assert.ok([old, 'TW_NFC_TAG_BLANK', uri].includes(content), content);
    }),
    { seed: 20261125, numRuns: 400 },
  );
});

/** An NTAG215 whose message, or terminator, lies behind `shift` NULL TLVs. */
function shifted(shift: number, uri: string | undefined): SimulatedType2Tag {
  const tag = tagWith({ model: 'ntag215', ...(uri === undefined ? {} : { ndef: [uriRecord(uri)] }) });
  const content = uri === undefined ? Uint8Array.of(0xfe) : tag.memory.slice(21, 21 + 400);
  // What lies behind the terminator is not empty: it would be read if the order of writing let it.
  tag.memory.fill(0xd1, 21, 500);
  tag.memory.fill(0, 21, 21 + shift);
  tag.memory.set(content, 21 + shift);
  return tag;
}
