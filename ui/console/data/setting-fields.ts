/** Reads the JSON Schema of the settings into the fields of a form, and says for each value where it comes from. */
import type { DisplaySettingsView } from '../../../broker/contract/http.ts';
import type { DisplaySettings } from '../../../broker/contract/settings.ts';

export type SettingValue = string | number | boolean;

export type SettingControl =
  | { kind: 'text'; maxLength: number | null }
  | { kind: 'integer'; minimum: number | null; maximum: number | null }
  | { kind: 'choice'; options: string[] }
  | { kind: 'switch' };

export interface SettingField {
  key: string;
  title: string;
  description: string;
  unit: string;
  restart: boolean;
  default: SettingValue;
  control: SettingControl;
}

type JsonSchema = Record<string, unknown>;

/** Settings of a kind this form does not know are left out: better no field than one that damages a value. */
export function settingFields(schema: JsonSchema): SettingField[] {
  const properties = record(schema['properties']);
  return Object.entries(properties).flatMap(([key, value]) => {
    const property = record(value);
    const control = controlOf(property);
    const fallback = property['default'];
    if (control === undefined || !isValue(fallback)) return [];
    return [
      {
        key,
        title: text(property['title']) || key,
        description: text(property['description']),
        unit: text(property['x-unit']),
        restart: property['x-restart'] === true,
        default: fallback,
        control,
      },
    ];
  });
}

/** `here`: set in this console. `kiosk`: set on the machine itself. `unknown`: the kiosk has not said yet. */
export type SettingOrigin = 'here' | 'default' | 'kiosk' | 'unknown';
export type SettingState = 'in_force' | 'pending' | 'refused' | 'unknown';

export interface SettingStanding {
  /** What the form shows: what is wanted, else what the kiosk says, else the default. */
  value: SettingValue;
  /** What the kiosk runs on; undefined until it has said so. */
  inForce: SettingValue | undefined;
  origin: SettingOrigin;
  state: SettingState;
}

export function standing(field: SettingField, view: DisplaySettingsView): SettingStanding {
  const wanted = valueOf(view.desired, field.key);
  const inForce = view.reported === null ? undefined : valueOf(view.reported, field.key);
  const value = wanted ?? inForce ?? field.default;
  return { value, inForce, origin: originOf(field, wanted, inForce), state: stateOf(view, wanted, inForce) };
}

function originOf(
  field: SettingField,
  wanted: SettingValue | undefined,
  inForce: SettingValue | undefined,
): SettingOrigin {
  if (wanted !== undefined) return 'here';
  if (inForce === undefined) return 'unknown';
  return inForce === field.default ? 'default' : 'kiosk';
}

function stateOf(
  view: DisplaySettingsView,
  wanted: SettingValue | undefined,
  inForce: SettingValue | undefined,
): SettingState {
  if (wanted === undefined) return inForce === undefined ? 'unknown' : 'in_force';
  if (wanted === inForce) return 'in_force';
  return view.state === 'refused' ? 'refused' : 'pending';
}

function controlOf(property: JsonSchema): SettingControl | undefined {
  const options = choices(property);
  if (options.length > 0) return { kind: 'choice', options };
  if (property['type'] === 'boolean') return { kind: 'switch' };
  if (property['type'] === 'string') return { kind: 'text', maxLength: number(property['maxLength']) };
  if (property['type'] !== 'integer') return undefined;
  return { kind: 'integer', minimum: number(property['minimum']), maximum: number(property['maximum']) };
}

/** `enum`, or `anyOf` of constants. */
function choices(property: JsonSchema): string[] {
  const list = Array.isArray(property['enum'])
    ? (property['enum'] as unknown[])
    : Array.isArray(property['anyOf'])
      ? (property['anyOf'] as unknown[]).map((option) => record(option)['const'])
      : [];
  return list.filter((option) => typeof option === 'string');
}

function valueOf(settings: Partial<DisplaySettings>, key: string): SettingValue | undefined {
  const value = (settings as Record<string, unknown>)[key];
  return isValue(value) ? value : undefined;
}

function isValue(value: unknown): value is SettingValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function record(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null ? (value as JsonSchema) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
