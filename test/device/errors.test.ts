import { readdirSync, readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import {
  DeviceError,
  deviceErrors,
  isDeviceError,
  remedyOf,
  type DeviceErrorCode,
} from '../../device/errors.ts';
import { suite } from '../harness/suite.ts';

const test = suite('Device error catalogue');
const room = new URL('../../device/', import.meta.url);
/** Makes the devices, and says what their files and secrets lack in the same words. */
const maker = new URL('../../kiosk/hardware/', import.meta.url);
const codes = Object.keys(deviceErrors) as DeviceErrorCode[];

function sources(folder = room): { name: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
}

test('has no code that nothing uses, and no code is used that it lacks', () => {
  const codesIn = (folder: URL): Set<string> =>
    new Set(
      sources(folder)
        .filter(({ name }) => name !== 'errors.ts')
        .flatMap(({ text }) => text.match(/TW_[A-Z0-9_]+[A-Z0-9]/g) ?? []),
    );
  const used = codesIn(room);
  const made = codesIn(maker);
  for (const code of codes) assert.ok(used.has(code) || made.has(code), `${code} is used`);
  for (const code of used) assert.ok(code in deviceErrors, `${code} is in the catalogue`);
});

test('says whole sentences, and never names a port that changes with every plug', () => {
  for (const code of codes) assert.match(deviceErrors[code].message, /^[A-Z].*\.$/);
  for (const { name, text } of sources()) assert.not(/\/dev\/tty(USB|ACM|S)\d/.test(text), name);
  assert.match(remedyOf('TW_SERIAL_NOT_FOUND') ?? '', '/dev/serial/by-id/');
});

test('keeps code, detail and cause together', () => {
  const cause = new TypeError('low');
  const error = new DeviceError('TW_SERIAL_LOST', { detail: 'It is x.', cause });
  assert.equal(
    [error.code, error.message, error.cause],
    ['TW_SERIAL_LOST', 'The serial port went away. It is x.', cause],
  );
  assert.ok(isDeviceError(error, 'TW_SERIAL_LOST'));
  assert.not(isDeviceError(error, 'TW_SERIAL_BUSY'));
  assert.not(isDeviceError(cause));
});
