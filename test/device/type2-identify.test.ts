import * as assert from 'uvu/assert';
import { fromHex } from '../../device/bytes.ts';
import { isDeviceError } from '../../device/errors.ts';
import { SimulatedTransport, type SimulatedCard } from '../../device/nfc/simulated-card.ts';
import { simulatedTag, type SimulatedTagOptions } from '../../device/nfc/simulated-tag.ts';
import { identifyType2, modelOfVersion } from '../../device/nfc/type2-identify.ts';
import { Type2Memory } from '../../device/nfc/type2-memory.ts';
import { type2Models, type Type2ModelName } from '../../device/nfc/type2-models.ts';
import { suite } from '../harness/suite.ts';

const test = suite('Type 2 chips told apart');
const UID = '04A1B2C3D4E580';
const MODELS = Object.keys(type2Models) as Type2ModelName[];

interface Finding {
  /** Size and number of pages say where everything lies. */
  layout: string | undefined;
  name: string | undefined;
  commands: string[];
  reconnects: number;
}

async function identify(options: Partial<SimulatedTagOptions>, canReconnect = false): Promise<Finding> {
  const tag = simulatedTag({ uid: UID, ...options });
  const commands: string[] = [];
  const watched: SimulatedCard = {
    ...tag,
    answer: (apdu) => {
      commands.push(Buffer.from(apdu).toString('hex'));
      return tag.answer(apdu);
    },
  };
  const transport = new SimulatedTransport(watched);
  let reconnects = 0;
  const reconnect = async (): Promise<void> => {
    reconnects += 1;
    tag.powerOn();
  };
  const target = { atr: tag.atr, uid: tag.uid, transport, ...(canReconnect ? { reconnect } : {}) };
  const model = await identifyType2(target, new Type2Memory(transport, tag.uid));
  return { layout: model && `${model.pages} ${model.size}`, name: model?.name, commands, reconnects };
}

for (const name of MODELS) {
  const { pages, size } = type2Models[name];
  for (const unformatted of [false, true]) {
    test(`knows an ${name}, formatted: ${!unformatted}, by reads that it answers`, async () => {
      const { layout, commands } = await identify({ model: name, unformatted });
      assert.is(layout, `${pages} ${size}`);
      for (const command of commands) assert.match(command, /^ffb0/, 'nothing that a chip may not know');
    });
  }

  test(`asks an unformatted ${name} for its version where it can be selected anew`, async () => {
    const found = await identify({ model: name, unformatted: true }, true);
    assert.is(found.layout, `${pages} ${size}`);
    const knowsCommand = type2Models[name].version !== undefined;
    const isToldByAtr = name === 'ultralight_c';
    if (knowsCommand) assert.is(found.name, name);
    assert.is(found.reconnects, knowsCommand || isToldByAtr ? 0 : 1);
  });
}

test('finds the chip also where the reader hands no raw commands on', async () => {
  const found = await identify({ model: 'ntag216', unformatted: true, directTransmit: false }, true);
  assert.equal([found.name, found.reconnects], ['ntag216', 1]);
});

test('does not believe a size that somebody made smaller', async () => {
  const tag = simulatedTag({ uid: UID, model: 'ntag215' });
  tag.memory[14] = 0x12;
  const transport = new SimulatedTransport(tag);
  const target = { atr: tag.atr, uid: tag.uid, transport };
  const model = await identifyType2(target, new Type2Memory(transport, tag.uid));
  assert.is(model?.name, 'ntag215');
});

test('does not try a chip that is smaller than all it knows', async () => {
  const tag = simulatedTag({ uid: UID, model: 'ultralight' });
  tag.memory[14] = 0x05;
  const transport = new SimulatedTransport(tag);
  const target = { atr: tag.atr, uid: tag.uid, transport };
  assert.is(await identifyType2(target, new Type2Memory(transport, tag.uid)), undefined);
});

test('passes over a chip of NXP that refuses a read, where it can be selected anew', async () => {
  const tag = simulatedTag({ uid: UID, model: 'ntag213' });
  tag.memory[14] = 0x6d;
  const transport = new SimulatedTransport(tag);
  const target = { atr: tag.atr, uid: tag.uid, transport };
  const error: unknown = await identifyType2(target, new Type2Memory(transport, tag.uid)).catch((e) => e);
  assert.ok(isDeviceError(error, 'TW_NFC_TAG_TORN'));
  tag.powerOn();
  const reconnect = async (): Promise<void> => tag.powerOn();
  assert.is(await identifyType2({ ...target, reconnect }, new Type2Memory(transport, tag.uid)), undefined);
});

test('reads versions, also of later minor ones, and none of chips with another layout', () => {
  const of = (hex: string): string | undefined => modelOfVersion(fromHex(hex) ?? new Uint8Array())?.name;
  assert.is(of('0004040201000F03'), 'ntag213');
  assert.is(of('0004040401010F03'), 'ntag213');
  assert.is(of('0004040201001303'), 'ntag216');
  assert.is(of('0004030101000B03'), 'ultralight_ev1_11');
  for (const other of [
    '0004040502011303',
    '0004040502011503',
    '0004040201001203',
    '0053040201000F03',
    '',
    '00',
  ])
    assert.is(of(other), undefined, other);
});
