/** The options of a driver as somebody wrote them: checked against the driver's schema, defaults filled in. */
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { DeviceError } from './errors.ts';

/**
 * @param given Usually an object from JSON; nothing in it is trusted.
 * @throws DeviceError TW_DEVICE_OPTION_INVALID, naming the option and what is wrong with it.
 */
export function parseDriverOptions(driver: { name: string; options: TSchema }, given: unknown): object {
  const filled: unknown = Value.Default(driver.options, structuredClone(given));
  const [problem] = Value.Errors(driver.options, filled);
  if (problem === undefined) return filled as object;
  const option = problem.instancePath.split('/').slice(1).join('.');
  const where = option === '' ? 'The options' : `The option ${option}`;
  throw new DeviceError('TW_DEVICE_OPTION_INVALID', {
    detail: `${where} of ${driver.name} ${problem.message}.`,
  });
}
