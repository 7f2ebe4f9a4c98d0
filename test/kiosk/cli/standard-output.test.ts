import { PassThrough } from 'node:stream';
import * as assert from 'uvu/assert';
import { guardOutput } from '../../../kiosk/cli/standard-output.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Standard output that cannot be written');

function failures(...codes: string[]): string[] {
  const stdout = new PassThrough();
  const told: string[] = [];
  guardOutput({ stdout, stderr: new PassThrough() }, ({ code, message }) => told.push(`${code} ${message}`));
  for (const code of codes) stdout.emit('error', Object.assign(new RangeError('no space left'), { code }));
  return told;
}

test('is no failure when whoever read it has gone', () => {
  assert.equal(failures('EPIPE', 'EPIPE'), []);
});

test('is told once when the disk is full', () => {
  assert.equal(failures('ENOSPC', 'ENOSPC'), ['TW_OUTPUT The output cannot be written: no space left.']);
});

test('ends nothing when it is that of errors', () => {
  const stderr = new PassThrough();
  guardOutput({ stdout: new PassThrough(), stderr }, () => assert.unreachable());
  stderr.emit('error', new RangeError('gone'));
});
