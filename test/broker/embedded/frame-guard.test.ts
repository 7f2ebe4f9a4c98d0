import * as assert from 'uvu/assert';
import { FrameMeter } from '../../../broker/embedded/frame-guard.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('FrameMeter');

/** PINGREQ, a PUBLISH with 200 bytes (two length bytes), PINGREQ. */
const PACKETS = Buffer.concat([
  Buffer.from('c000', 'hex'),
  Buffer.from('30c801', 'hex'),
  Buffer.alloc(200, 0xff),
  Buffer.from('c000', 'hex'),
]);

test('follows packets split at every byte', () => {
  for (let cut = 0; cut <= PACKETS.length; cut += 1) {
    const meter = new FrameMeter(200);
    assert.ok(meter.accept(PACKETS.subarray(0, cut)) && meter.accept(PACKETS.subarray(cut)), `cut at ${cut}`);
  }
});

test('refuses a packet above the limit before its body, wherever the bytes are split', () => {
  for (let cut = 0; cut <= 5; cut += 1) {
    const meter = new FrameMeter(199);
    const verdicts = [PACKETS.subarray(0, cut), PACKETS.subarray(cut, 5)].map((part) => meter.accept(part));
    assert.ok(verdicts.includes(false), `cut at ${cut}`);
  }
});

test('refuses a length of more than four bytes', () => {
  assert.not.ok(new FrameMeter(131_072).accept(Buffer.from('3080808080', 'hex')));
});
