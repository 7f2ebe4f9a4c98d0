/** Smart card readers on USB, and kernel drivers that take them away from pcscd. */
import type { Settings } from '../config/settings.ts';
import type { MachineFacts } from './facts.ts';
import type { Finding } from './finding.ts';

const USB = '/sys/bus/usb/devices';
/** Interface class of chip card readers (USB CCID 1.1, 4.1). */
const CCID = '0b';
/** Kernel drivers that claim an ACR122U before pcscd can. */
const GRABBERS = ['pn533_usb', 'pn533', 'nfc'];
const BLACKLIST = `Write to /etc/modprobe.d/blacklist-nfc.conf, each on a line of its own: ${GRABBERS.map((name) => `blacklist ${name}`).join('; ')}; then restart.`;

export type UsbFacts = Pick<MachineFacts, 'list' | 'readText' | 'linkTarget'>;

export interface UsbReader {
  name: string;
  /** Kernel driver that holds it; empty when none does, as pcscd needs it. */
  driver: string;
}

export function checkUsbReaders(_settings: Settings, facts: UsbFacts): Finding[] {
  const what = 'USB reader';
  const readers = findReaders(facts);
  if (readers.length === 0)
    return [{ level: 'note', what, finding: 'none plugged in', remedy: 'Plug it in; lsusb should show it.' }];
  return readers.map(({ name, driver }) => {
    if (!GRABBERS.includes(driver)) return { level: 'good', what, finding: name };
    return {
      level: 'bad',
      what,
      finding: `${name} is held by the kernel driver ${driver}`,
      remedy: BLACKLIST,
    };
  });
}

export function checkKernelModules(_settings: Settings, facts: Pick<MachineFacts, 'readText'>): Finding[] {
  const modules = facts
    .readText('/proc/modules')
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '');
  const loaded = GRABBERS.filter((name) => modules.includes(name));
  if (loaded.length === 0)
    return [{ level: 'good', what: 'Kernel', finding: 'no driver that would grab the reader' }];
  return [
    {
      level: 'bad',
      what: 'Kernel',
      finding: `${loaded.join(', ')} grabs ACR122U readers before pcscd can`,
      remedy: BLACKLIST,
    },
  ];
}

/** What is plugged in. Interfaces are named `1-2:1.0`, of the device `1-2`. */
export function findReaders({ list, readText, linkTarget }: UsbFacts): UsbReader[] {
  return list(USB)
    .filter((name) => name.includes(':') && readText(`${USB}/${name}/bInterfaceClass`).trim() === CCID)
    .map((name) => {
      const device = `${USB}/${name.split(':')[0]}`;
      const read = (field: string): string => readText(`${device}/${field}`).trim();
      const id = `${read('idVendor')}:${read('idProduct')}`;
      const driver = linkTarget(`${USB}/${name}/driver`).split('/').at(-1) ?? '';
      return { name: [read('manufacturer'), read('product'), `(${id})`].filter(Boolean).join(' '), driver };
    });
}
