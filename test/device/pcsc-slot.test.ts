import { EventEmitter } from 'node:events';
import * as assert from 'uvu/assert';
import { uriRecord } from '../../device/ndef/encode.ts';
import type { PcscSlot } from '../../device/nfc/pcsc-binding.ts';
import type { ChildMessage } from '../../device/nfc/pcsc-messages.ts';
import { watchSlot } from '../../device/nfc/pcsc-slot.ts';
import type { SimulatedCard } from '../../device/nfc/simulated-card.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { suite } from '../harness/suite.ts';

const test = suite('Reader inside the reader process');
const UID = '04A1B2C3D4E580';

/** A reader of nfc-pcsc with a simulated card on it. */
class FakeSlot extends EventEmitter implements PcscSlot {
  readonly name: string;
  autoProcessing = true;
  card: SimulatedCard | undefined;
  inFlight = 0;
  mostInFlight = 0;

  constructor(name = 'ACS ACR122U PICC Interface 00 00') {
    super();
    this.name = name;
  }

  async transmit(data: Buffer): Promise<Buffer> {
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    await settled();
    this.inFlight -= 1;
    const answer = this.card?.answer(data);
    if (answer === undefined) throw new TypeError('SCardTransmit error: Card was removed.(0x80100069)');
    return Buffer.from(answer);
  }
}

interface Bench {
  slot: FakeSlot;
  sent: ChildMessage[];
  fatal: () => number;
}

function bench(slot = new FakeSlot()): Bench {
  const sent: ChildMessage[] = [];
  let deaths = 0;
  watchSlot(slot, {
    send: (message) => void sent.push(message),
    fatal: () => void (deaths += 1),
    pause: settled,
  });
  return { slot, sent, fatal: () => deaths };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
}

async function drained(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await settled();
}

const codes = (sent: readonly ChildMessage[]): string[] =>
  sent.map((message) =>
    message.type === 'tag' ? `tag ${message.content.problem?.code ?? 'ok'}` : message.type,
  );

test('switches off the processing of nfc-pcsc and hears errors of readers it does not use', () => {
  const { slot, sent } = bench(new FakeSlot('ACS ACR1252 Dual Reader SAM 01 00'));
  assert.is(slot.autoProcessing, false);
  slot.emit('error', new TypeError('odd'));
  slot.emit('card', {});
  assert.equal(codes(sent), ['reader_error']);
});

test('asks for a new process when a reader fails and does not end', async () => {
  const dead = bench();
  dead.slot.emit('error', new TypeError('SCardGetStatusChange error: Invalid handle.(0x80100003)'));
  await drained();
  assert.is(dead.fatal(), 1);
  const unplugged = bench();
  unplugged.slot.emit('error', new TypeError('SCardGetStatusChange error: Unknown reader.(0x80100009)'));
  unplugged.slot.emit('end');
  await drained();
  assert.is(unplugged.fatal(), 0);
});

test('reads a card with one exchange in flight, however fast cards change', async () => {
  const { slot, sent } = bench();
  slot.card = simulatedTag({ uid: UID, ndef: [uriRecord('https://example.com/')] });
  for (let round = 0; round < 3; round += 1) {
    slot.emit('card', { atr: Buffer.from(slot.card.atr) });
    slot.emit('card.off', { atr: Buffer.from(slot.card.atr) });
  }
  await drained();
  assert.equal(codes(sent), ['attached', 'tag ok', 'removed', 'tag ok', 'removed', 'tag ok', 'removed']);
  assert.is(slot.mostInFlight, 1);
});

test('tells a card whose connection failed as torn', async () => {
  const { slot, sent } = bench();
  slot.emit('card.off', { atr: undefined });
  await drained();
  assert.equal(codes(sent), ['attached', 'tag TW_NFC_TAG_TORN', 'removed']);
});

test('tries a tag at the edge of the field again, and not one that has left', async () => {
  const edge = bench();
  edge.slot.card = simulatedTag({
    uid: UID,
    ndef: [uriRecord('https://example.com/')],
    faults: { failOnceAt: [2, 3] },
  });
  edge.slot.emit('card', { atr: Buffer.from(edge.slot.card.atr) });
  await drained();
  assert.equal(codes(edge.sent), ['attached', 'tag ok']);

  const gone = bench();
  const tag = simulatedTag({
    uid: UID,
    ndef: [uriRecord('https://example.com/')],
    faults: { leaveAfter: 2 },
  });
  gone.slot.card = tag;
  gone.slot.emit('card', { atr: Buffer.from(tag.atr) });
  gone.slot.emit('card.off', { atr: Buffer.from(tag.atr) });
  await drained();
  assert.equal(codes(gone.sent), ['attached', 'tag TW_NFC_TAG_TORN', 'removed']);
});

for (const [code, text] of [
  ['0x80100013', 'RPC transport error.'],
  ['0x8010001d', 'Service not available.'],
  ['0x8010001e', 'Service was stopped.'],
] as const) {
  test(`asks for a new process at ${code}`, () => {
    const { slot, fatal } = bench();
    slot.emit('error', new TypeError(`SCardGetStatusChange error: ${text}(${code})`));
    assert.is(fatal(), 1);
  });
}

test('tells the end of a reader', () => {
  const { slot, sent } = bench();
  slot.emit('end');
  assert.equal(codes(sent), ['attached', 'detached']);
});
