/** Checks a change of settings as a person may send it; the answer names the setting, the value and what is allowed. */
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { DISPLAY_SETTINGS } from '../../contract/settings.ts';
import { BrokerError } from '../../errors.ts';

type SettingName = keyof typeof DISPLAY_SETTINGS;

export class SettingsChecker {
  readonly #validators = new Map<SettingName, Validator>();

  constructor() {
    for (const [name, schema] of Object.entries(DISPLAY_SETTINGS)) {
      this.#validators.set(name as SettingName, Compile(schema as TSchema));
    }
  }

  /** The body as settings; null takes one back. Throws BrokerError TW_REQUEST_INVALID | TW_SETTING_INVALID. */
  check(body: unknown): Record<string, unknown> {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw new BrokerError('TW_REQUEST_INVALID', 'Send an object of settings.');
    }
    for (const [name, value] of Object.entries(body)) this.#checkOne(name, value);
    return body as Record<string, unknown>;
  }

  #checkOne(name: string, value: unknown): void {
    const validator = this.#validators.get(name as SettingName);
    if (!validator) {
      const known = [...this.#validators.keys()].join(', ');
      throw new BrokerError(
        'TW_SETTING_INVALID',
        `There is no setting ${name.slice(0, 64)}; there are ${known}.`,
      );
    }
    if (value === null || validator.Check(value)) return;
    const shown = (JSON.stringify(value) ?? 'undefined').slice(0, 80);
    throw new BrokerError(
      'TW_SETTING_INVALID',
      `${name} cannot be ${shown}; allowed: ${allowedBy(name as SettingName)}.`,
    );
  }
}

function allowedBy(name: SettingName): string {
  const schema = DISPLAY_SETTINGS[name] as TSchema & {
    type?: string;
    minimum?: number;
    maximum?: number;
    maxLength?: number;
    anyOf?: { const: string }[];
    'x-unit'?: string;
  };
  if (schema.anyOf) return schema.anyOf.map((option) => option.const).join(', ');
  if (schema.type === 'string') return `text of at most ${schema.maxLength ?? 'any number of'} characters`;
  const unit = schema['x-unit'] === undefined ? '' : ` ${schema['x-unit']}`;
  return `a whole number from ${schema.minimum ?? 0} to ${schema.maximum ?? 'any'}${unit}`;
}
