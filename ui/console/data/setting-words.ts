/** Values of settings in words, and what is wrong with a value that was typed. */
import { texts } from '../texts.ts';
import type { SettingField, SettingValue } from './setting-fields.ts';

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

/** `45 seconds`, `“Welcome”`, `Italian`. */
export function valueWords(field: SettingField, value: SettingValue): string {
  if (value === '') return texts.settings.emptyValue;
  const { kind } = field.control;
  if (kind === 'choice') return optionWords(field, String(value));
  if (kind === 'integer') return `${value} ${field.unit}`.trim();
  if (kind === 'switch') return value === true ? 'on' : 'off';
  return `“${value}”`;
}

/** Languages by name, in their own tongue too; other options as they are. */
export function optionWords(field: SettingField, option: string): string {
  if (field.key !== 'language') return option;
  try {
    const english = languages.of(option) ?? option;
    const own = new Intl.DisplayNames([option], { type: 'language' }).of(option) ?? option;
    return own.toLowerCase() === english.toLowerCase() ? english : `${english} (${own})`;
  } catch {
    return option;
  }
}

/** `5 to 600 seconds`; empty when there is no range. */
export function rangeWords({ control, unit }: SettingField): string {
  if (control.kind !== 'integer' || control.minimum === null || control.maximum === null) return '';
  return texts.settings.range(String(control.minimum), String(control.maximum), unit);
}

/** The sentence for a value that cannot be sent; empty when it can. */
export function complaint(field: SettingField, value: SettingValue): string {
  const { control } = field;
  if (control.kind === 'text' && control.maxLength !== null && String(value).length > control.maxLength)
    return texts.settings.tooLong(control.maxLength);
  if (control.kind !== 'integer') return '';
  const inRange =
    typeof value === 'number' &&
    Number.isInteger(value) &&
    (control.minimum === null || value >= control.minimum) &&
    (control.maximum === null || value <= control.maximum);
  return inRange ? '' : texts.settings.wholeNumber(rangeWords(field));
}
