/**
 * Command lines of small tools that read no settings. Apart from `flags.ts`, which loads every setting's schema: a tool
 * that answers in a line should start in a blink.
 */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { KioskError } from '../errors.ts';

export interface ToolFlag {
  /** What stands behind the flag in help, e.g. `HEX`. Undefined: the flag takes nothing. */
  value?: string;
  description: string;
}

export interface ToolSpec {
  /** With its words: `decode sun`. */
  command: string;
  /** What is wanted besides flags, e.g. `URL`. */
  input: string;
  summary: string;
  flags: Readonly<Record<string, ToolFlag>>;
  examples: readonly string[];
}

export interface ToolArguments {
  values: Readonly<Record<string, string | boolean | undefined>>;
  positionals: readonly string[];
}

/**
 * Answers null when help is asked for. Only what begins with two dashes is a flag: a text may begin with one.
 * @throws KioskError TW_USAGE
 */
export function parseTool(spec: ToolSpec, args: readonly string[]): ToolArguments | null {
  const end = args.indexOf('--');
  const flagged = end === -1 ? args : args.slice(0, end);
  if (flagged.includes('--help') || flagged.includes('-h')) return null;
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, { value }] of Object.entries(spec.flags))
    options[name] = { type: value === undefined ? 'boolean' : 'string' };
  try {
    const { values, positionals } = parseArgs({
      args: shieldDashes(flagged, spec.flags),
      options,
      allowPositionals: true,
      strict: true,
    });
    const rest = end === -1 ? [] : args.slice(end + 1);
    return {
      values: values as ToolArguments['values'],
      positionals: [...positionals.map(unshield), ...rest],
    };
  } catch (error) {
    throw usageError(spec.command, error);
  }
}

/** What the parser of Node.js found wrong, without its advice, which is about programs of another kind. */
export function usageError(command: string, cause: unknown): KioskError {
  const said = cause instanceof Error ? cause.message : String(cause);
  const [what = said] = said.split(/\.? To specify |\n/);
  return new KioskError('TW_USAGE', `${what.replace(/\.$/, '')}. See tapwall ${command} --help.`, { cause });
}

export function toolHelp({ command, input, summary, flags, examples }: ToolSpec): string {
  const lines = Object.entries(flags).map(([name, { value, description }]) => {
    const flag = value === undefined ? name : `${name} ${value}`;
    return `  --${flag.padEnd(22)} ${description}`;
  });
  const parts = [`tapwall ${command} ${input} [FLAGS]`, summary, lines.join('\n'), exampleLines(examples)];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

export function exampleLines(examples: readonly string[]): string {
  return examples.length === 0 ? '' : `Examples:\n${examples.map((line) => `  ${line}`).join('\n')}`;
}

/** Keeps a text with one dash in front from being read as a bundle of short flags, which these tools do not have. */
const SHIELD = '\0';

function shieldDashes(args: readonly string[], flags: ToolSpec['flags']): string[] {
  return args.map((text, index) => {
    const before = args[index - 1] ?? '';
    const isValue = before.startsWith('--') && flags[before.slice(2)]?.value !== undefined;
    return /^-[^-]/.test(text) && !isValue ? SHIELD + text : text;
  });
}

function unshield(text: string): string {
  return text.startsWith(SHIELD) ? text.slice(SHIELD.length) : text;
}
