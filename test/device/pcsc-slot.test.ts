import { EventEmitter } from 'node:events';
import * as assert from 'uvu/assert';
import { uriRecord } from '../../device/ndef/encode.ts';
import type { PcscConnection, PcscSlot } from '../../device/nfc/pcsc-binding.ts';
import type { ChildMessage, ParentMessage } from '../../device/nfc/pcsc-messages.ts';
import { watchSlot } from '../../device/nfc/pcsc-slot.ts';
import type { SimulatedCard } from '../../device/nfc/simulated-card.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { suite } from '../harness/suite.ts';

const test = suite('Reader inside the reader process');
const UID = '04A1B2C3D4E580';
const ACR1252 = 'ACS ACR1252 Dual Reader PICC 00 00';

/** A reader of nfc-pcsc with a simulated card on it. */
class FakeSlot extends EventEmitter implements PcscSlot {
  readonly name: string;
  autoProcessing = true;
  card: SimulatedCard | undefined;
  inFlight = 0;
  mostInFlight = 0;
  connection: PcscConnection | null = null;
  /** What was sent to the reader itself, in hexadecimal. */
  readonly escapes: string[] = [];
  escape: () => Promise<Buffer> = async () => Buffer.from('E10000000108', 'hex');

  constructor(name = 'ACS ACR122U PICC Interface 00 00') {
    super();
    this.name = name;
  }

  async transmit(data: Buffer): Promise<Buffer> {
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    await settled();
    this.inFlight -= 1;
    if (this.connection?.type !== 2 || this.connection.protocol !== 2)
      throw new TypeError('Third argument must be an integer');
    const answer = this.card?.answer(data);
    if (answer === undefined) throw new TypeError('SCardTransmit error: Card was removed.(0x80100069)');
    return Buffer.from(answer);
  }

  /** Puts a card there as the binding does: it takes a connection that is open already for the one it wants. */
  async put(card: SimulatedCard): Promise<void> {
    this.card = card;
    card.powerOn();
    await this.connect('CONNECT_MODE_CARD');
    this.emit('card', { atr: Buffer.from(card.atr) });
  }

  lift(): void {
    const atr = this.card && Buffer.from(this.card.atr);
    this.card = undefined;
    this.connection = null;
    this.emit('card.off', { atr });
  }

  async connect(mode: string): Promise<void> {
    const type = mode === 'CONNECT_MODE_CARD' ? 2 : 3;
    this.connection = this.connection === null ? { type, protocol: type === 2 ? 2 : 0 } : { type };
    await settled();
  }

  async disconnect(): Promise<void> {
    this.connection = null;
    await settled();
  }

  async control(data: Buffer): Promise<Buffer> {
    this.escapes.push(data.toString('hex').toUpperCase());
    await settled();
    return this.escape();
  }
}

interface Bench {
  slot: FakeSlot;
  sent: ChildMessage[];
  fatal: () => number;
  order: (message: ParentMessage) => void;
}

function bench(slot = new FakeSlot()): Bench {
  const sent: ChildMessage[] = [];
  let deaths = 0;
  const commands = watchSlot(slot, {
    send: (message) => void sent.push(message),
    fatal: () => void (deaths += 1),
    pause: settled,
  });
  return { slot, sent, fatal: () => deaths, order: (message) => commands?.receive(message) };
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
  slot.connection = { type: 2, protocol: 2 };
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
  await edge.slot.put(edge.slot.card);
  await drained();
  assert.equal(codes(edge.sent), ['attached', 'tag ok']);

  const gone = bench();
  const tag = simulatedTag({
    uid: UID,
    ndef: [uriRecord('https://example.com/')],
    faults: { leaveAfter: 2 },
  });
  await gone.slot.put(tag);
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

test('speaks with the reader itself while no card is there, and hangs up', async () => {
  const { slot, sent, order } = bench(new FakeSlot(ACR1252));
  order({ type: 'feedback', reader: ACR1252, feedback: 'off' });
  await drained();
  assert.equal(slot.escapes, ['E000002100', 'E00000210100']);
  assert.is(slot.connection, null);
  assert.equal(codes(sent), ['attached']);
});

test('reads a card that comes while it speaks with the reader itself', async () => {
  const { slot, sent, fatal, order } = bench(new FakeSlot(ACR1252));
  let comes: Promise<void> | undefined;
  slot.escape = async () => {
    comes ??= slot.put(simulatedTag({ uid: UID, ndef: [uriRecord('https://example.com/')] }));
    await comes;
    return Buffer.from('E10000000100', 'hex');
  };
  order({ type: 'feedback', reader: ACR1252, feedback: 'off' });
  await drained();
  assert.equal(codes(sent), ['attached', 'tag ok']);
  assert.is(fatal(), 0);
});

test('signals by the open connection while the card lies there, after its content was told', async () => {
  const { slot, sent, order } = bench(new FakeSlot(ACR1252));
  order({ type: 'feedback', reader: ACR1252, feedback: 'light' });
  await slot.put(simulatedTag({ uid: UID, ndef: [uriRecord('https://example.com/')] }));
  order({ type: 'signal', reader: ACR1252, signal: 'success' });
  await drained();
  assert.equal(slot.escapes.slice(-2), ['E00000290102', 'E00000290100']);
  assert.equal(slot.connection, { type: 2, protocol: 2 });
  slot.lift();
  await drained();
  assert.equal(codes(sent), ['attached', 'tag ok', 'removed']);
});

test('reads the next card at once, however long the light was to shine', async () => {
  const slot = new FakeSlot(ACR1252);
  const sent: ChildMessage[] = [];
  const commands = watchSlot(slot, {
    send: (message) => void sent.push(message),
    fatal: () => undefined,
    pause: () => new Promise(() => undefined),
  });
  commands?.receive({ type: 'feedback', reader: ACR1252, feedback: 'light' });
  await slot.put(simulatedTag({ uid: UID, ndef: [uriRecord('https://example.com/')] }));
  commands?.receive({ type: 'signal', reader: ACR1252, signal: 'success' });
  await drained();
  assert.is(slot.escapes.at(-1), 'E00000290102');
  slot.lift();
  await slot.put(simulatedTag({ uid: UID, ndef: [uriRecord('https://example.com/')] }));
  await drained();
  assert.equal(codes(sent), ['attached', 'tag ok', 'removed', 'tag ok']);
  assert.is(slot.escapes.at(-1), 'E00000290100');
});

test('asks for a new process when pcscd ends during a command to the reader', async () => {
  const { slot, fatal, order } = bench(new FakeSlot(ACR1252));
  slot.escape = async () => Promise.reject(new TypeError('SCardControl error: Gone.(0x8010001d)'));
  order({ type: 'feedback', reader: ACR1252, feedback: 'off' });
  await drained();
  assert.is(fatal(), 1);
});

test('tells the end of a reader', () => {
  const { slot, sent } = bench();
  slot.emit('end');
  assert.equal(codes(sent), ['attached', 'detached']);
});
