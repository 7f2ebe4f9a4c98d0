import * as assert from 'uvu/assert';
import type { ServiceTrouble } from '../../../device/nfc/pcsc-messages.ts';
import type { Settings } from '../../../kiosk/config/settings.ts';
import { checkTimeService } from '../../../kiosk/doctor/clock.ts';
import type { Finding } from '../../../kiosk/doctor/finding.ts';
import { checkBinding, checkPcscd, checkPolkit } from '../../../kiosk/doctor/pcsc.ts';
import { checkKernelModules, checkUsbReaders } from '../../../kiosk/doctor/readers.ts';
import {
  checkPortGrabbers,
  checkPortNames,
  checkRadar,
  checkSerialPorts,
} from '../../../kiosk/doctor/serial.ts';
import { suite } from '../../harness/suite.ts';
import { load } from '../config/kit.ts';
import { machine, type Machine } from './kit.ts';

const test = suite('Doctor, about hardware');
const SETTINGS = load().values;
const SOCKET = '/run/pcscd/pcscd.comm';
const USB = '/sys/bus/usb/devices';
const PORT = '/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0';

const READER: Record<string, string> = {
  [`${USB}/1-2/idVendor`]: '072f\n',
  [`${USB}/1-2/idProduct`]: '2200\n',
  [`${USB}/1-2/manufacturer`]: 'ACS\n',
  [`${USB}/1-2/product`]: 'ACR122U PICC Interface\n',
  [`${USB}/1-2:1.0/bInterfaceClass`]: '0b\n',
  [`${USB}/1-3:1.0/bInterfaceClass`]: '03\n',
};

function levels(findings: readonly Finding[]): string[] {
  return findings.map(({ level }) => level);
}

function ok(stdout = ''): () => { code: number; stdout: string } {
  return () => ({ code: 0, stdout });
}

function pcscd(of: Machine, trouble?: ServiceTrouble): Promise<Finding[]> {
  return checkPcscd(SETTINGS, machine(of), () => Promise.resolve(trouble));
}

test('tells a binding that is there from one that was not built and from none', () => {
  const find = (name: string): string => `/modules/${name}`;
  const built = machine({ files: { '/modules/@pokusew/pcsclite/build/Release/pcsclite.node': '' } });
  assert.equal(levels(checkBinding(SETTINGS, built, find)), ['good']);
  assert.equal(levels(checkBinding(SETTINGS, machine(), find)), ['bad']);
  assert.equal(levels(checkBinding(SETTINGS, machine(), () => undefined)), ['note']);
});

test('takes a pcscd that answers for good, and says when it will not start again', async () => {
  assert.equal(levels(await pcscd({})), ['good']);
  assert.equal(levels(await pcscd({ programs: { systemctl: ok('enabled\n') } })), ['good']);
  const disabled = (): { code: number; stdout: string } => ({ code: 1, stdout: 'disabled\n' });
  const [, note] = await pcscd({ programs: { systemctl: disabled } });
  assert.equal([note?.level, note?.remedy], ['note', 'systemctl enable pcscd.socket']);
});

test('has another remedy for a pcscd that is missing, not started, dead or closed to this user', async () => {
  const installed = { pcscd: ok() };
  const found = [
    await pcscd({}, 'TW_NFC_SERVICE_DOWN'),
    await pcscd({ programs: installed, files: READER }, 'TW_NFC_SERVICE_DOWN'),
    await pcscd({ programs: installed, files: { ...READER, [SOCKET]: '' } }, 'TW_NFC_SERVICE_DOWN'),
    await pcscd({ programs: installed }, 'TW_NFC_ACCESS_DENIED'),
  ].flat();
  assert.equal(levels(found), ['note', 'bad', 'bad', 'bad']);
  assert.is(new Set(found.map(({ remedy }) => remedy)).size, 4);
  assert.equal(
    levels(await pcscd({ programs: installed }, 'TW_NFC_SERVICE_DOWN')),
    ['note'],
    'no reader misses it',
  );
});

test('asks polkit for this very user', async () => {
  const asked: string[] = [];
  const pkcheck = (args: readonly string[]): { code: number; stdout: string } => {
    asked.push(args.join(' '));
    return { code: args.includes('org.debian.pcsc-lite.access_card') ? 1 : 0, stdout: '' };
  };
  const [refused] = await checkPolkit(SETTINGS, machine({ programs: { pcscd: ok(), pkcheck } }));
  assert.equal(asked, [
    '--action-id org.debian.pcsc-lite.access_pcsc --process 4711',
    '--action-id org.debian.pcsc-lite.access_card --process 4711',
  ]);
  assert.is(refused?.level, 'bad');
  assert.match(refused?.finding ?? '', /refuses this user: org\.debian\.pcsc-lite\.access_card$/);
  const allowed = machine({ programs: { pcscd: ok(), pkcheck: ok() } });
  assert.equal(levels(await checkPolkit(SETTINGS, allowed)), ['good']);
});

test('says that root proves nothing, and that nothing is asked without polkit or pcscd', async () => {
  const programs = { pcscd: ok() };
  assert.equal(levels(await checkPolkit(SETTINGS, machine({ programs, isRoot: true }))), ['note']);
  assert.equal(levels(await checkPolkit(SETTINGS, machine({ programs }))), ['note']);
  assert.equal(await checkPolkit(SETTINGS, machine()), []);
});

test('finds readers by their USB class, and the kernel driver that holds one', () => {
  assert.equal(levels(checkUsbReaders(SETTINGS, machine())), ['note']);
  assert.equal(checkUsbReaders(SETTINGS, machine({ files: READER })), [
    { level: 'good', what: 'USB reader', finding: 'ACS ACR122U PICC Interface (072f:2200)' },
  ]);
  const links = { [`${USB}/1-2:1.0/driver`]: '../../../../../../bus/usb/drivers/pn533_usb' };
  const [held] = checkUsbReaders(SETTINGS, machine({ files: READER, links }));
  assert.is(held?.level, 'bad');
  assert.match(held?.finding ?? '', /pn533_usb$/);
  assert.match(held?.remedy ?? '', /blacklist pn533_usb/);
});

test('finds kernel modules that grab readers, and none by half a name', () => {
  const modules = (text: string): Finding[] =>
    checkKernelModules(SETTINGS, machine({ files: { '/proc/modules': text } }));
  assert.equal(levels(modules('usbcore 1 0 - Live 0x0\nnfcsim 1 0 - Live 0x0\n')), ['good']);
  const [loaded] = modules('pn533_usb 1 0 - Live 0x0\npn533 1 1 pn533_usb, Live 0x0\n');
  assert.equal(
    [loaded?.level, loaded?.finding],
    ['bad', 'pn533_usb, pn533 grabs ACR122U readers before pcscd can'],
  );
});

test('tells ports that may be opened from others', () => {
  assert.equal(levels(checkSerialPorts(SETTINGS, machine())), ['note']);
  assert.equal(levels(checkSerialPorts(SETTINGS, machine({ ports: { [PORT]: 'ok' } }))), ['good']);
  const [denied] = checkSerialPorts(SETTINGS, machine({ ports: { [PORT]: 'denied' } }));
  assert.is(denied?.level, 'bad');
  assert.match(denied?.remedy ?? '', /dialout/);
});

test('misses udevadm', () => {
  assert.equal(levels(checkPortNames(SETTINGS, machine())), ['note']);
  assert.equal(levels(checkPortNames(SETTINGS, machine({ programs: { udevadm: ok() } }))), ['good']);
});

test('warns of programs that open ports which are not theirs, more so where there are ports', () => {
  const processes = ['systemd', 'ModemManager', 'brltty'];
  assert.equal(checkPortGrabbers(SETTINGS, machine()), []);
  assert.equal(levels(checkPortGrabbers(SETTINGS, machine({ processes }))), ['note', 'note']);
  const ports = { [PORT]: 'ok' } as const;
  assert.equal(levels(checkPortGrabbers(SETTINGS, machine({ processes, ports }))), ['bad', 'bad']);
  const configured: Settings = { ...SETTINGS, radar: PORT };
  assert.equal(levels(checkPortGrabbers(configured, machine({ processes }))), ['bad', 'bad']);
});

test('tells radars that are missing, closed, that change their name and that nobody has', () => {
  const of = (radar: string, access?: 'ok' | 'denied'): string[] =>
    levels(
      checkRadar({ ...SETTINGS, radar }, machine(access === undefined ? {} : { ports: { [radar]: access } })),
    );
  assert.equal(of(''), ['note']);
  assert.equal(of(PORT), ['bad']);
  assert.equal(of(PORT, 'denied'), ['bad']);
  assert.equal(of('/dev/ttyRADAR', 'ok'), ['note']);
  assert.equal(of(PORT, 'ok'), ['good']);
});

test('asks the time service', async () => {
  const level = async (timedatectl?: () => { code: number; stdout: string }): Promise<string[]> =>
    levels(
      await checkTimeService(
        SETTINGS,
        machine(timedatectl === undefined ? {} : { programs: { timedatectl } }),
      ),
    );
  assert.equal(await level(ok('yes\n')), ['good']);
  assert.equal(await level(ok('no\n')), ['bad']);
  assert.equal(await level(() => ({ code: 1, stdout: '' })), ['note']);
  assert.equal(await level(), ['note']);
});
