import { Readable } from 'node:stream';
import * as assert from 'uvu/assert';
import { isKioskError } from '../../../kiosk/errors.ts';
import { openInput } from '../../../kiosk/sniff/input.ts';
import { suite } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';

const test = suite('What is sniffed');
const OPTIONS = { baudRate: 115_200, stdin: Readable.from([]) };

async function pathOf(path: string): Promise<string> {
  try {
    const input = await openInput(path, OPTIONS);
    return input.kind === 'line' ? input.transport.path : input.kind;
  } catch (error) {
    if (isKioskError(error)) return error.code;
    throw error;
  }
}

test('is a network bridge of any kind of address', async () => {
  assert.is(await pathOf('tcp://192.0.2.40:6000'), 'tcp://192.0.2.40:6000');
  assert.is(await pathOf('tcp://bridge-1.example:23'), 'tcp://bridge-1.example:23');
  assert.is(await pathOf('tcp://[2001:db8::1]:6000'), 'tcp://[2001:db8::1]:6000');
});

for (const path of [
  'tcp://',
  'tcp://host',
  'tcp://:1',
  'tcp://host:0',
  'tcp://host:65536',
  'tcp://host:1/path',
  'tcp://host:1?x',
  'tcp://user@host:1',
  'tcp://[::1',
  'tcp://2001:db8::1:6000',
  'tcp://host:1 ',
]) {
  test(`is not ${path}`, async () => {
    assert.is(await pathOf(path), 'TW_USAGE');
  });
}

test('is standard input when it is named -', async () => {
  assert.is(await pathOf('-'), 'stream');
});

test('is not what is not there, nor a folder', async (t) => {
  for (const path of ['', '/nonexistent/file', temporaryFolder(t)])
    assert.is(await pathOf(path), 'TW_INPUT_NOT_FOUND', path);
});
