/** PC/SC, kernel modules that grab readers, and the serial port of the radar. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pcscSocketPath, probePcsc } from '../../device/nfc/pcsc-probe.ts';
import type { Settings } from '../config/settings.ts';
import type { Finding } from './finding.ts';

/** Kernel drivers that claim an ACR122U before pcscd can. */
const GRABBERS = ['pn533_usb', 'pn533', 'nfc'];

export async function checkPcsc(): Promise<Finding[]> {
  return [bindingFinding(), await serviceFinding()];
}

export function checkKernelModules(): Finding[] {
  const modules = readText('/proc/modules')
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '');
  const loaded = GRABBERS.filter((name) => modules.includes(name));
  if (loaded.length === 0)
    return [{ level: 'good', what: 'Kernel', finding: 'no driver that would grab the reader' }];
  const lines = GRABBERS.map((name) => `blacklist ${name}`).join('; ');
  return [
    {
      level: 'bad',
      what: 'Kernel',
      finding: `${loaded.join(', ')} grabs ACR122U readers before pcscd can`,
      remedy: `Write to /etc/modprobe.d/blacklist-nfc.conf, each on a line of its own: ${lines}; then restart.`,
    },
  ];
}

export function checkRadar(settings: Settings): Finding[] {
  const paths = [
    ...settings.radars.map(({ path }) => path),
    ...(settings.radar === '' ? [] : [settings.radar]),
  ];
  if (paths.length === 0)
    return [
      {
        level: 'note',
        what: 'Radar',
        finding: 'none configured',
        remedy: 'With an LD2410 on a USB adapter: --radar /dev/serial/by-id/…',
      },
    ];
  return paths.map(radarFinding);
}

function radarFinding(path: string): Finding {
  const what = 'Radar';
  if (!existsSync(path))
    return {
      level: 'bad',
      what,
      finding: `${path} is not there`,
      remedy: 'Plug the adapter in; ls /dev/serial/by-id shows its lasting name.',
    };
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch {
    return {
      level: 'bad',
      what,
      finding: `${path} may not be opened by this user`,
      remedy: 'Add the user to the group dialout and log in again.',
    };
  }
  if (path.startsWith('/dev/tty'))
    return {
      level: 'note',
      what,
      finding: `${path} changes when adapters are replugged`,
      remedy: 'Use its name in /dev/serial/by-id.',
    };
  return { level: 'good', what, finding: path };
}

function bindingFinding(): Finding {
  const what = 'NFC binding';
  try {
    createRequire(import.meta.url).resolve('nfc-pcsc');
    return { level: 'good', what, finding: 'nfc-pcsc is built' };
  } catch {
    return {
      level: 'note',
      what,
      finding: 'nfc-pcsc is not built',
      remedy: 'apt-get install pcscd libpcsclite-dev, then npm install.',
    };
  }
}

async function serviceFinding(): Promise<Finding> {
  const what = 'pcscd';
  const trouble = await probePcsc(process.env);
  const path = pcscSocketPath(process.env);
  if (trouble === undefined) return { level: 'good', what, finding: `answers at ${path}` };
  if (trouble === 'TW_NFC_ACCESS_DENIED') {
    return {
      level: 'bad',
      what,
      finding: `${path} refuses this user`,
      remedy: 'Allow org.debian.pcsc-lite.access_pcsc and access_card in /etc/polkit-1/rules.d/.',
    };
  }
  return {
    level: 'note',
    what,
    finding: `does not answer at ${path}`,
    remedy: 'With a reader: apt-get install pcscd, then systemctl enable --now pcscd.socket.',
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
