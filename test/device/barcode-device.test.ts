import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { decodeCode, encodeCode, type ScannedCode } from '../../device/barcode/code.ts';
import { barcode } from '../../device/barcode/driver.ts';
import type { BarcodeOptions } from '../../device/barcode/options.ts';
import { SimulatedScannerDevice, type ScannerFault } from '../../device/barcode/simulated-scanner.ts';
import { parseDriverOptions } from '../../device/driver-options.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('barcode scanner');

const EAN: ScannedCode = { text: '4006381333931', symbology: ']E0' };
const GS1: ScannedCode = { text: '01040063813339311725123110AB\u{1d}21X', symbology: ']d2' };

const optionsOf = (given: Partial<BarcodeOptions>): BarcodeOptions =>
  parseDriverOptions(barcode, given) as BarcodeOptions;
const decode = (sent: string | Uint8Array, given: Partial<BarcodeOptions> = {}): ScannedCode | undefined =>
  decodeCode(typeof sent === 'string' ? new Uint8Array(Buffer.from(sent, 'utf8')) : sent, optionsOf(given));

interface Bench {
  clock: VirtualClock;
  device: SimulatedScannerDevice;
  seen: Recorder;
}

async function bench(
  t: TestContext,
  options: Partial<BarcodeOptions> = {},
  fault: ScannerFault = 'none',
): Promise<Bench> {
  const clock = new VirtualClock();
  const device = new SimulatedScannerDevice({ id: 'scanner', clock, logger: recordingLogger(), ...options });
  t.after(async () => {
    await device.stop();
    assert.is(clock.pending, 0);
  });
  const seen = new Recorder();
  device.subscribe(seen);
  device.scanner.misbehave(fault);
  await device.start();
  return { clock, device, seen };
}

const texts = ({ seen }: Bench): string[] =>
  seen.readings.flatMap((reading) => (reading.kind === 'code' ? [reading.text] : []));

test('splits the symbology identifier off, and keeps GS', () => {
  assert.equal(decode(']E04006381333931'), EAN);
  assert.equal(decode(`${GS1.symbology}${GS1.text}`), GS1);
  assert.equal(decode(']Q1https://id.gs1.org/01/04006381333931'), {
    symbology: ']Q1',
    text: 'https://id.gs1.org/01/04006381333931',
  });
  assert.equal(decode('4006381333931'), { text: '4006381333931' });
  assert.equal(decode('](not one'), { text: '](not one' });
  assert.equal(decode(']E0123', { aimIdentifier: false }), { text: ']E0123' });
});

test('takes the configured prefix and suffix off, before it looks for an identifier', () => {
  const options = { stripPrefix: '\u{2}', stripSuffix: '\u{3}' };
  assert.equal(decode('\u{2}]E04006381333931\u{3}', options), EAN);
  assert.equal(decode(']E04006381333931', options), EAN);
});

test('makes no code of a prefix or an identifier alone', () => {
  assert.is(decode(']E0'), undefined);
  assert.is(decode('PRE', { stripPrefix: 'PRE' }), undefined);
});

test('reads UTF-8, and Latin-1 where it is none or is asked for', () => {
  assert.equal(decode('Größe'), { text: 'Größe' });
  assert.equal(decode(Uint8Array.of(0x47, 0xf6, 0xdf)), { text: 'Göß' });
  assert.equal(decode(Uint8Array.of(0xc3, 0xb6), { encoding: 'latin-1' }), { text: 'Ã¶' });
});

test('decodes what it encodes', () => {
  const text = fc.string({ minLength: 1, unit: 'binary' }).filter((one) => !/^\]|[\r\n\t]/.test(one));
  const symbology = fc.constantFrom(']E0', ']C1', ']d2', ']Q3');
  fc.assert(
    fc.property(text, symbology, fc.constantFrom('', '<'), (code, aim, stripPrefix) => {
      const options = optionsOf({ stripPrefix, suffix: 'tab' });
      const sent = encodeCode({ text: code, symbology: aim }, options);
      assert.equal(decodeCode(sent.slice(0, -1), options), { text: code, symbology: aim });
    }),
    { seed: 8 },
  );
});

test('is connected as soon as the port is open, and tells a code at once', async (t) => {
  const { device, seen } = await bench(t);
  assert.is(device.health().status, 'connected');
  device.scanner.scan(EAN);
  assert.equal(seen.readings, [{ kind: 'code', source: 'scanner', ...EAN, at: '2026-11-22T10:00:00.000Z' }]);
});

test('tells a code once while it is in sight, and again when it comes back', async (t) => {
  const all = await bench(t, { repeatMs: 1_000 });
  for (let time = 0; time < 5; time += 1) {
    all.device.scanner.scan(EAN);
    await all.clock.advance(700);
  }
  assert.is(texts(all).length, 1);
  all.device.scanner.scan(GS1);
  all.device.scanner.scan(EAN);
  assert.is(texts(all).length, 3);
  await all.clock.advance(1_000);
  all.device.scanner.scan(EAN);
  assert.is(texts(all).length, 4);
});

test('tells every code when it is told to', async (t) => {
  const all = await bench(t, { repeatMs: 0 }, 'stutter');
  all.device.scanner.scan(EAN);
  await all.clock.advance(1_000);
  assert.is(texts(all).length, 3);
});

test('puts a code that comes in pieces together', async (t) => {
  for (const suffix of ['auto', 'cr', 'crlf', 'lf', 'tab', 'none'] as const) {
    const all = await bench(t, { suffix }, 'pieces');
    all.device.scanner.scan(GS1);
    await all.clock.advance(1_000);
    assert.equal(texts(all), [GS1.text], suffix);
    assert.is(all.device.counters.discardedBytes, 0);
  }
});

test('ends a code without suffix after 80 ms', async (t) => {
  const all = await bench(t, { suffix: 'none' });
  all.device.scanner.scan(EAN);
  await all.clock.advance(79);
  assert.equal(texts(all), []);
  await all.clock.advance(1);
  assert.equal(texts(all), [EAN.text]);
});

test('reads the code behind a flood, and counts the flood', async (t) => {
  const all = await bench(t, {}, 'flood');
  all.device.scanner.scan(EAN);
  assert.equal(texts(all), [EAN.text]);
  assert.is(all.device.counters.discardedBytes, 5_001);
});

test('makes nothing of empty lines', async (t) => {
  const all = await bench(t, {}, 'blank');
  all.device.scanner.scan(EAN);
  assert.equal(texts(all), [EAN.text]);
  assert.equal(all.device.counters, { frames: 1, discardedBytes: 3 });
});

test('drops half a code when the line goes away', async (t) => {
  const all = await bench(t, {}, 'cut');
  const { clock, device } = all;
  device.scanner.scan({ text: '40063' });
  device.transport.unplug();
  assert.is(device.health().code, 'TW_SERIAL_LOST');
  device.transport.plug();
  await clock.advance(5_000);
  device.scanner.misbehave('none');
  device.scanner.scan(EAN);
  assert.equal(texts(all), [EAN.text]);
  assert.is(device.counters.discardedBytes, 5);
});

test('acknowledges every code to a scanner that waits for it, repeats too', async (t) => {
  const all = await bench(t, { acknowledge: 'honeywell' }, 'stutter');
  all.device.scanner.scan(EAN);
  await all.clock.advance(1_000);
  assert.is(all.device.scanner.acknowledged, 3);
  assert.is(texts(all).length, 1);
  const silent = await bench(t);
  silent.device.scanner.scan(EAN);
  assert.is(silent.device.transport.written.length, 0);
});
