import * as assert from 'uvu/assert';
import { checkEntry } from '../../../kiosk/device-files/check-entry.ts';
import { DRIVERS, knownDriver } from '../../../kiosk/hardware/drivers.ts';
import { listed, textOf } from '../../../kiosk/cli/commands/devices.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('tapwall devices');
const DISPLAYS = [{ id: 'wall', kind: 'wall' as const, name: 'Wall', readers: [], radars: [] }];
const AROUND = { driverNames: Object.keys(DRIVERS), driver: knownDriver, displays: DISPLAYS };
const VALUES = { data: '/var/lib/tapwall', devicesDir: 'devices.d' };
const scanner = {
  path: '/dev/serial/by-id/usb-Honeywell_Scanning_Xenon_1900-if00',
  vendorId: '0c2e',
  productId: '0206',
};

test('suggests a device file that is right', async () => {
  for (const port of [scanner, { ...scanner, path: '/dev/ttyACM0' }]) {
    const { file } = listed(port, DISPLAYS);
    const checked = await checkEntry(file, AROUND);
    assert.ok(checked.ok, JSON.stringify(checked));
    assert.not.match(JSON.stringify(file), /tty/, 'a name that changes is no name');
  }
});

test('says where to save it', () => {
  const text = textOf([listed(scanner, DISPLAYS)], VALUES);
  assert.match(text, /Save as \/var\/lib\/tapwall\/devices\.d\/barcode-1\.json/);
});

test('asks to listen where an adapter says too little', () => {
  const bridge = {
    path: '/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0',
    vendorId: '1a86',
    productId: '7523',
  };
  const device = listed(bridge, DISPLAYS);
  assert.is(device.file, null);
  assert.match(textOf([device], VALUES), /tapwall sniff --driver \w+ \/dev\/serial\/by-id\//);
});

test('says what to do when nothing is plugged in', () => {
  assert.match(textOf([], VALUES), /No serial adapter is plugged in/);
});
