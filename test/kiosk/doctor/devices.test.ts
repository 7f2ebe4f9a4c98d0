import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { checkDeviceFiles } from '../../../kiosk/doctor/devices.ts';
import type { Finding } from '../../../kiosk/doctor/finding.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { load } from '../config/kit.ts';
import { machine, type Machine } from './kit.ts';

const test = suite('Doctor, about device files');
const PORT = '/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0';

async function findings(
  t: TestContext,
  files: Record<string, unknown>,
  of: Machine = {},
): Promise<Finding[]> {
  const data = temporaryFolder(t);
  const dir = join(data, 'devices.d');
  mkdirSync(dir);
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content));
  return checkDeviceFiles({ ...load().values, data }, machine(of));
}

const RADAR = { id: 'room-radar', driver: 'ld2410', match: { port: PORT } };

test('has nothing to say where there are none', async (t) => {
  assert.equal(await checkDeviceFiles({ ...load().values, data: temporaryFolder(t) }, machine()), []);
  assert.equal(await findings(t, {}), []);
});

test('names the devices of a good file, and looks for their ports', async (t) => {
  const good = { level: 'good', what: 'Device file', finding: 'room.json: room-radar' };
  const there = await findings(t, { 'room.json': RADAR }, { ports: { [PORT]: 'ok' } });
  assert.equal(there, [good, { level: 'good', what: 'room-radar', finding: PORT }]);
  const [file, port] = await findings(t, { 'room.json': RADAR });
  assert.equal([file, port?.level, port?.what], [good, 'bad', 'room-radar']);
});

test('names file, line and mistake of a bad one, and an id that two have', async (t) => {
  const all = await findings(t, {
    'a.json': RADAR,
    'b.json': RADAR,
    'c.json': '{\n"id": "x"\n',
    'd.json': { ...RADAR, id: 'y', driver: 'ld9999' },
  });
  const wrong = all.filter(({ what, level }) => what === 'Device file' && level === 'bad');
  const text = wrong.map(({ finding }) => finding).join('\n');
  for (const part of [/b\.json/, /c\.json, line 3/, /d\.json, line 1: driver is "ld9999"/])
    assert.match(text, part);
  assert.ok(wrong.every(({ remedy }) => remedy !== undefined));
});

test('says when the folder cannot be read', async (t) => {
  const data = temporaryFolder(t);
  writeFileSync(join(data, 'devices.d'), '');
  const [folder] = await checkDeviceFiles({ ...load().values, data }, machine());
  assert.match(folder?.finding ?? '', /cannot be read \(ENOTDIR\)/);
});
