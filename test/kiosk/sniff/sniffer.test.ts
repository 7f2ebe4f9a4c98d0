/** Sniffing: readings as they come, and an account of every byte. */
import * as assert from 'uvu/assert';
import { Type } from 'typebox';
import type { StreamDriver } from '../../../device/driver.ts';
import { ScanningFramer } from '../../../device/scanning-framer.ts';
import { Sniffer } from '../../../kiosk/sniff/sniffer.ts';
import { suite } from '../../harness/suite.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('sniffer');

/** `!` and a digit of bytes; a `0` is a keep-alive. */
const driver: StreamDriver<object, string> = {
  name: 'toy',
  options: Type.Object({}),
  baudRate: 9_600,
  silenceMs: null,
  silentCode: 'TW_DEVICE_NO_ANSWER',
  gapMs: 100,
  createFramer: () =>
    new ScanningFramer((bytes, at) => {
      if (bytes[at] !== 0x21) return 'none';
      const digit = bytes[at + 1];
      if (digit === undefined) return 'incomplete';
      const count = digit - 0x30;
      if (count < 0 || count > 9) return 'none';
      const end = at + 2 + count;
      if (bytes.length < end) return 'incomplete';
      return { frame: Buffer.from(bytes.slice(at + 2, end)).toString('latin1'), length: 2 + count };
    }, 11),
  createDecoder: (source) => ({
    decode: (text, at) => (text === '' ? [] : [{ kind: 'code', source, text, at }]),
    reset: () => undefined,
  }),
};

function stage(): { clock: VirtualClock; lines: string[]; sniffer: Sniffer; push: (text: string) => void } {
  const clock = new VirtualClock();
  const lines: string[] = [];
  const sniffer = new Sniffer({ driver, options: {}, clock, print: (line) => lines.push(line) });
  return { clock, lines, sniffer, push: (text) => sniffer.push(Buffer.from(text, 'latin1')) };
}

const texts = (lines: string[]): unknown[] =>
  lines.map((line) => (JSON.parse(line) as { text: unknown }).text);

test('prints a reading as soon as its frame is whole', () => {
  const { lines, push } = stage();
  push('!3ab');
  assert.equal(lines, []);
  push('c');
  assert.equal(JSON.parse(lines[0] ?? ''), {
    kind: 'code',
    source: 'toy',
    text: 'abc',
    at: '2026-11-22T10:00:00.000Z',
  });
});

test('counts keep-alives as frames and every other byte as discarded', () => {
  const { lines, push, sniffer } = stage();
  push('xx!0!2ab!7rest');
  assert.equal(texts(lines), ['ab']);
  assert.equal(sniffer.end(), { kind: 'end', frames: 2, discardedBytes: 8 });
});

test('finds a frame behind a false start once the line is silent', async () => {
  const { clock, lines, push, sniffer } = stage();
  push('!9!2ab');
  assert.equal(lines, []);
  await clock.advance(100);
  assert.equal(texts(lines), ['ab']);
  assert.equal(sniffer.end(), { kind: 'end', frames: 1, discardedBytes: 2 });
});

test('does not give up a frame that comes slowly', async () => {
  const { clock, lines, push, sniffer } = stage();
  push('!4ab');
  await clock.advance(5_000);
  push('cd');
  assert.equal(texts(lines), ['abcd']);
  assert.equal(sniffer.end(), { kind: 'end', frames: 1, discardedBytes: 0 });
  assert.is(clock.pending, 0);
});

test('finds what hides behind a false start at the end of a recording', () => {
  const { lines, push, sniffer } = stage();
  push('!9!2ab');
  assert.equal(sniffer.end(), { kind: 'end', frames: 1, discardedBytes: 2 });
  assert.equal(texts(lines), ['ab']);
});
