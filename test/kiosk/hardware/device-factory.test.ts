import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { isDeviceError } from '../../../device/errors.ts';
import { checkEntry } from '../../../kiosk/device-files/check-entry.ts';
import { DeviceFactory } from '../../../kiosk/hardware/device-factory.ts';
import { DRIVERS, knownDriver } from '../../../kiosk/hardware/drivers.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('The factory of devices');
const AROUND = {
  driverNames: Object.keys(DRIVERS),
  driver: knownDriver,
  displays: ['wall', 'room', 'room-2', 'room-3', 'room-4'].map((id) => ({
    id,
    kind: id === 'wall' ? ('wall' as const) : ('room' as const),
  })),
};

function kit(t: TestContext): { dir: string; factory: DeviceFactory } {
  const dir = temporaryFolder(t);
  const factory = new DeviceFactory({
    dir,
    broker: { url: 'mqtt://127.0.0.1:1' },
    clientId: 'kiosk',
    clock: new VirtualClock(),
    logger: new QuietLogger(),
  });
  return { dir, factory };
}

for (const [name, kind] of Object.entries(DRIVERS))
  test(`makes the ${name} of its page’s example, which is a device file that is right`, async (t) => {
    const { dir, factory } = kit(t);
    const { example } = await kind.page();
    const checked = await checkEntry(example, AROUND);
    assert.ok(checked.ok, checked.ok ? '' : JSON.stringify(checked.mistake));
    const { entry } = checked;
    for (const file of [entry.match.credentials, entry.match.webhook])
      if (file !== undefined) writeFileSync(join(dir, file), 'user:0123456789abcdef\n');
    const device = await factory.create(entry);
    assert.is(device.id, entry.id);
    assert.is(device.health().driver, name);
  });

for (const [name, kind] of Object.entries(DRIVERS))
  test(`knows for every option of ${name} what it is for`, async () => {
    const { options } = await kind.load();
    const { properties, additionalProperties } = options as {
      properties?: Record<string, { description?: string }>;
      additionalProperties?: boolean;
    };
    assert.is(additionalProperties, false);
    for (const [option, { description = '' }] of Object.entries(properties ?? {}))
      assert.ok(description.length > 10, option);
  });

test('says which file with a secret is missing, too short or no login', async (t) => {
  const { dir, factory } = kit(t);
  writeFileSync(join(dir, 'short'), 'x');
  writeFileSync(join(dir, 'no-login'), 'x'.repeat(40));
  const refused: [object, RegExp][] = [
    [{ webhook: 'missing' }, /missing cannot be read/],
    [{ webhook: 'short' }, /fewer than 16/],
    [{ webhook: '.' }, /not a file/],
    [{ topic: 'a', credentials: 'no-login' }, /user:password/],
  ];
  for (const [match, pattern] of refused)
    try {
      await factory.create({ id: 'a', driver: 'zebra', match, options: { silenceSeconds: 0 } });
      assert.unreachable(JSON.stringify(match));
    } catch (error) {
      assert.ok(isDeviceError(error, 'TW_NETWORK_CREDENTIALS'), String(error));
      assert.match((error as Error).message, pattern);
    }
  assert.not.ok(existsSync(join(dir, 'missing')));
});
