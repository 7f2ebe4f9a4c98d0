/** Command lines: the settings a command reads, plus flags of its own. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { join } from 'node:path';
import { loadSettings, SETTING_NAMES, type LoadedSettings } from '../config/load.ts';
import { flagOf, SETTINGS, type SettingName, type Settings } from '../config/settings.ts';
import { exampleLines, usageError } from './tool-flags.ts';

export interface OwnFlag {
  type: 'string' | 'boolean';
  description: string;
}

export interface FlagSpec {
  command: string;
  settings: readonly SettingName[];
  own?: Readonly<Record<string, OwnFlag>>;
  /** What is wanted besides flags. */
  positionals?: { name: string; description: string };
  /** Whole command lines for help. */
  examples?: readonly string[];
}

export interface ParsedFlags {
  settings: Partial<Record<SettingName, string>>;
  own: Readonly<Record<string, string | boolean | undefined>>;
  positionals: readonly string[];
}

const DEFAULT_DATA = (SETTINGS.data as { default?: string }).default ?? '.tapwall';
const CONFIG_FLAG: OwnFlag = {
  type: 'string',
  description: 'JSON file with settings; default tapwall.json in the data folder',
};

/** Answers null after printing help. @throws KioskError TW_USAGE */
export function parseFlags(spec: FlagSpec, args: readonly string[]): ParsedFlags | null {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage(spec));
    return null;
  }
  const own = ownFlags(spec);
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const name of spec.settings) options[flagOf(name)] = { type: 'string' };
  for (const [name, { type }] of Object.entries(own)) options[name] = { type };
  const { values, positionals } = parse(spec.command, {
    args: [...args],
    options,
    allowPositionals: spec.positionals !== undefined,
    strict: true,
  });
  const settings: Partial<Record<SettingName, string>> = {};
  for (const name of spec.settings) {
    const value = values[flagOf(name)];
    if (typeof value === 'string') settings[name] = value;
  }
  return { settings, own: values as ParsedFlags['own'], positionals };
}

/** A command that reads no settings takes no file of them either: it would be ignored. */
function ownFlags({ own, settings }: FlagSpec): Readonly<Record<string, OwnFlag>> {
  return settings.length === 0 ? { ...own } : { ...own, config: CONFIG_FLAG };
}

/** Settings from all sources, the file being `--config` or `tapwall.json` in the data folder. */
export function settingsOf(flags: ParsedFlags, defaults: Partial<Settings> = {}): LoadedSettings {
  const given = flags.own['config'];
  const data = flags.settings.data ?? process.env['TAPWALL_DATA'] ?? DEFAULT_DATA;
  const file =
    typeof given === 'string'
      ? { path: given, required: true }
      : { path: join(data, 'tapwall.json'), required: false };
  return loadSettings({ file, environment: process.env, flags: flags.settings, defaults });
}

/** `{ kioskPort: '0' }` → `['--kiosk-port', '0']` */
export function toArguments(settings: Partial<Record<SettingName, string>>): string[] {
  return SETTING_NAMES.flatMap((name) => {
    const value = settings[name];
    return value === undefined ? [] : [`--${flagOf(name)}`, value];
  });
}

function parse(
  command: string,
  config: ParseArgsConfig,
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs(config) as { values: Record<string, unknown>; positionals: string[] };
  } catch (error) {
    throw usageError(command, error);
  }
}

function usage(spec: FlagSpec): string {
  const { positionals: place, examples = [] } = spec;
  const first = place === undefined ? '' : ` ${place.name}`;
  const lines = [
    ...(place === undefined ? [] : [line(place.name, place.description)]),
    ...Object.entries(ownFlags(spec)).map(([name, flag]) => line(`--${name}`, flag.description)),
    ...spec.settings.map((name) => line(`--${flagOf(name)}`, describe(name))),
  ];
  const parts = [`tapwall ${spec.command}${first} [FLAGS]`, lines.join('\n'), exampleLines(examples)];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function describe(name: SettingName): string {
  const { description, default: fallback } = SETTINGS[name] as { description?: string; default?: unknown };
  return `${description ?? ''} Default ${JSON.stringify(fallback)}.`;
}

function line(name: string, text: string): string {
  return `  ${name.padEnd(24)} ${text}`;
}
