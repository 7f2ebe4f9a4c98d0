import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { STREAM_DRIVERS } from '../../device/drivers.ts';
import { isDeviceError } from '../../device/errors.ts';
import { discoverPorts } from '../../device/serial/discover.ts';
import { MemoryTransport } from '../../device/serial/memory-transport.ts';
import { candidatesFor, PORT_HINTS } from '../../device/serial/port-hints.ts';
import {
  fitsWish,
  isConvincing,
  isVague,
  scorePort,
  type PortFacts,
} from '../../device/serial/port-score.ts';
import { UsbTransport } from '../../device/serial/usb-transport.ts';
import { suite } from '../harness/suite.ts';
import { temporaryFolder } from '../support/sample-replica.ts';

const test = suite('Serial ports and what they lead to');

const BY_ID = '/dev/serial/by-id';
const CP210X: PortFacts = {
  path: `${BY_ID}/usb-Silicon_Labs_CP2102N_0001-if00-port0`,
  vendorId: '10c4',
  productId: 'ea60',
  manufacturer: 'Silicon Labs',
  serialNumber: '0001',
};
const SCANNER: PortFacts = {
  path: `${BY_ID}/usb-Honeywell_Scanning_Xenon_1900_123-if00`,
  vendorId: '0c2e',
  productId: '0206',
  manufacturer: 'Honeywell Scanning',
};

test('are scored by ids, then maker, then name, then all', () => {
  const hint = { vendorId: '0C2E', manufacturer: 'honeywell', path: 'xenon' };
  assert.is(scorePort(SCANNER, hint), 4);
  assert.is(scorePort(SCANNER, { ...hint, manufacturer: 'Zebra' }), 3);
  assert.is(scorePort(SCANNER, { ...hint, path: 'Granit' }), 2);
  assert.is(scorePort(SCANNER, { vendorId: '0c2e' }), 1);
  assert.is(scorePort(SCANNER, { ...hint, vendorId: '05e0' }), 0);
  assert.is(scorePort(SCANNER, { vendorId: '0c2e', productId: '0207' }), 0);
  assert.is(scorePort({ path: CP210X.path }, hint), 0, 'nothing is known of the adapter');
});

test('with a bridge that is in everything need more than its ids', () => {
  assert.ok(isConvincing(SCANNER, 1));
  assert.not.ok(isConvincing(CP210X, 1));
  assert.ok(isConvincing(CP210X, 2));
  for (const [vendorId, productId] of [
    ['10C4', 'EA60'],
    ['1a86', '7523'],
    ['1a86', '55d4'],
    ['0403', '6001'],
    ['067b', '2303'],
  ])
    assert.ok(isVague({ vendorId: vendorId ?? '', productId: productId ?? '' }), vendorId);
  assert.not.ok(isVague({ vendorId: '10c4', productId: 'ea60', path: 'CP2102N_0001' }));
});

test('fit a wish only when everything it says fits', () => {
  const ids = { vendorId: '10C4', productId: 'EA60' };
  assert.ok(fitsWish(CP210X, { ...ids, serialNumber: '0001', manufacturer: 'silicon', path: 'cp2102n' }));
  assert.not.ok(fitsWish(CP210X, { ...ids, serialNumber: '0002' }));
  assert.not.ok(fitsWish(CP210X, { ...ids, manufacturer: 'FTDI' }));
  assert.not.ok(fitsWish(CP210X, { ...ids, path: 'port1' }));
  assert.not.ok(fitsWish({ path: CP210X.path }, ids));
});

test('name a scanner, and of a bare bridge only what it may be', () => {
  const [best] = candidatesFor(SCANNER);
  assert.equal(best, { driver: 'barcode', score: 4, isConvincing: true });
  const many = candidatesFor(CP210X);
  assert.ok(many.length > 3);
  assert.not.ok(many.some((candidate) => candidate.isConvincing));
  assert.equal(candidatesFor({ path: '/dev/ttyS0' }), []);
});

test('have hints for every stream driver, and for no other', () => {
  assert.equal(Object.keys(PORT_HINTS).sort(), Object.keys(STREAM_DRIVERS).sort());
});

test('are listed by their lasting names, without the ports of the mainboard', async (t) => {
  const dir = temporaryFolder(t);
  const byId = join(dir, 'by-id');
  mkdirSync(byId);
  writeFileSync(join(dir, 'ttyUSB0'), '');
  symlinkSync('../ttyUSB0', join(byId, 'usb-radar'));
  const list = async () => [
    { path: join(dir, 'ttyUSB0'), vendorId: '10C4', productId: 'EA60' },
    { path: '/dev/ttyACM3', vendorId: '0c2e', productId: '0206' },
    { path: '/dev/ttyS0' },
  ];
  assert.equal(await discoverPorts({ list, byId }), [
    { path: '/dev/ttyACM3', vendorId: '0c2e', productId: '0206' },
    { path: join(byId, 'usb-radar'), vendorId: '10c4', productId: 'ea60' },
  ]);
});

test('are listed by their lasting names alone where udevadm is missing', async (t) => {
  const byId = temporaryFolder(t);
  symlinkSync('/nowhere', join(byId, 'usb-radar'));
  const list = async (): Promise<never> => {
    throw Object.assign(new TypeError('spawn udevadm ENOENT'), { code: 'ENOENT' });
  };
  assert.equal(await discoverPorts({ list, byId }), [{ path: join(byId, 'usb-radar') }]);
  assert.equal(await discoverPorts({ list, byId: join(byId, 'missing') }), []);
});

test('are looked for at every opening, in whatever socket the adapter is', async () => {
  const opened: string[] = [];
  let ports: PortFacts[] = [];
  const transport = new UsbTransport({
    wish: { vendorId: '10c4', productId: 'ea60', serialNumber: '0001' },
    baudRate: 9_600,
    discover: async () => ports,
    createPort: ({ path }) => {
      opened.push(path);
      return new MemoryTransport(path);
    },
  });
  const quiet = { data: () => undefined, lost: () => undefined };
  const codes: unknown[] = [];
  const open = async (): Promise<void> => {
    try {
      await transport.open(quiet);
    } catch (error) {
      codes.push(isDeviceError(error) && error.code);
    }
  };
  await open();
  ports = [CP210X, { ...CP210X, serialNumber: '0002' }, SCANNER];
  await open();
  assert.is(transport.path, CP210X.path);
  await transport.close();
  ports = [CP210X, { ...CP210X, path: `${BY_ID}/other` }];
  await open();
  assert.equal(codes, ['TW_SERIAL_NOT_FOUND', 'TW_DEVICE_NOT_UNIQUE']);
  assert.equal(opened, [CP210X.path]);
});
