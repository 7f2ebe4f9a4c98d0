/** The options of a driver from a command line. */
import { Value } from 'typebox/value';
import type { StreamDriver } from '../../device/driver.ts';
import { bySchema } from '../device-files/check-entry.ts';
import { keysOf } from '../../broker/config-files/pointer.ts';
import { KioskError } from '../errors.ts';

/**
 * With the defaults of those that are not given.
 * @param text JSON; nothing in it is trusted.
 * @throws KioskError TW_USAGE, naming the option, what it is and what is allowed
 */
export function driverOptionsFrom(text: string, driver: Pick<StreamDriver, 'name' | 'options'>): object {
  const options: unknown = Value.Default(driver.options, fromJson(text));
  const mistake = bySchema(driver.options, options, '');
  if (mistake === undefined) return options as object;
  const name = keysOf(mistake.pointer).join('.');
  const what = name === '' ? `--options of ${driver.name}` : `--options of ${driver.name}: ${name}`;
  throw new KioskError('TW_USAGE', `${what} ${mistake.message}.`);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new KioskError('TW_USAGE', '--options is not JSON; e.g. --options \'{"suffix":"none"}\'.', {
      cause,
    });
  }
}
