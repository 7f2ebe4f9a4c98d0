/** Is a cable plugged in, or a radio associated? Linux says so in /sys/class/net (sysfs-class-net). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * True when any network interface has a carrier. Where there is hardware, only hardware counts: bridges of containers
 * stay up without a cable. True also when the system does not say.
 */
export function hasNetwork(folder = '/sys/class/net'): boolean {
  try {
    const names = readdirSync(folder).filter((name) => name !== 'lo');
    const hardware = names.filter((name) => existsSync(join(folder, name, 'device')));
    const counted = hardware.length > 0 ? hardware : names;
    return counted.length === 0 || counted.some((name) => hasCarrier(join(folder, name)));
  } catch {
    return true;
  }
}

/** The file cannot be read while an interface is switched off. */
function hasCarrier(folder: string): boolean {
  try {
    return readFileSync(join(folder, 'carrier'), 'utf8').trim() === '1';
  } catch {
    return false;
  }
}
