/** One entry of an interface, read through a mapping as if it were a line of a feed. Bounded, and without running anything. */
import { keysOf } from '../../../config-files/pointer.ts';
import type { Fields } from '../../import/formats/fields.ts';
import { minorDigits } from '../../import/values.ts';
import type { FieldSpec } from './mapping.ts';

export interface Entry {
  value: unknown;
  /** The entry that it lies in; undefined for one that lies in none. */
  around: unknown;
  /** Number from 1, over all pages. */
  number: number;
}

const MOST_VALUES = 200;
const MOST_TEXT = 20_000;

export class MappedFields implements Fields {
  readonly line: number;
  readonly #entry: Entry;
  readonly #fields: Readonly<Record<string, FieldSpec>>;

  constructor(entry: Entry, fields: Readonly<Record<string, FieldSpec>>) {
    this.line = entry.number;
    this.#entry = entry;
    this.#fields = fields;
  }

  get(name: string): string {
    return this.all(name)[0] ?? '';
  }

  all(name: string): string[] {
    const spec = Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
    return spec === undefined ? [] : valuesOf(spec, this.#entry);
  }
}

/** The texts that a field has in an entry. */
export function valuesOf(spec: FieldSpec, entry: Entry): string[] {
  if (typeof spec === 'string') return listOf(at(spec, entry)).flatMap(textOf);
  if ('const' in spec) return [spec.const];
  const paths = typeof spec.path === 'string' ? [spec.path] : spec.path;
  const found = paths.map((path) => at(path, entry)).find((value) => !isNothing(value));
  let texts = listOf(found)
    .map((value) => (spec.pick === undefined ? value : follow(value, spec.pick)))
    .flatMap(textOf);
  if (spec.split !== undefined) texts = texts.flatMap((text) => text.split(spec.split ?? ',', MOST_VALUES));
  texts = texts
    .map((text) => transformed(text.trim(), spec))
    .filter((text) => text !== '')
    .slice(0, MOST_VALUES);
  return spec.join === undefined || texts.length === 0 ? texts : [texts.join(spec.join).slice(0, MOST_TEXT)];
}

type Spec = Exclude<FieldSpec, string | { const: string }>;

function transformed(text: string, { map, as, currency = '', prefix = '' }: Spec): string {
  if (text === '') return '';
  const mapped = map !== undefined && Object.hasOwn(map, text) ? (map[text] ?? text) : text;
  if (as === 'seconds' || as === 'milliseconds')
    return timeOf(Number(mapped) * (as === 'seconds' ? 1_000 : 1));
  if (as === 'minor') return `${amountOf(mapped, currency)} ${currency}`.trim();
  return `${prefix}${mapped}${currency === '' ? '' : ` ${currency}`}`;
}

/** `1050` of EUR → `10.50`; what is no whole number stays, and is refused where amounts are read. */
function amountOf(text: string, currency: string): string {
  const digits = currency === '' ? 2 : minorDigits(currency);
  if (!/^\d{1,15}$/.test(text)) return text === '' ? '' : `?${text}`;
  if (digits === 0) return text;
  const padded = text.padStart(digits + 1, '0');
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

function timeOf(ms: number): string {
  return Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : '';
}

function at(path: string, { value, around }: Entry): unknown {
  return path.startsWith('^') ? follow(around, path.slice(1)) : follow(value, path);
}

/** Own members only: a path may not lead into what every object has. */
export function follow(value: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>((now, key) => {
    if (typeof now !== 'object' || now === null || !Object.hasOwn(now, key)) return undefined;
    return (now as Record<string, unknown>)[key];
  }, value);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST_VALUES) : [value];
}

/** Texts, numbers and yes or no; an object is no text. */
function textOf(value: unknown): string[] {
  if (typeof value === 'string') return [value.slice(0, MOST_TEXT).trim()];
  return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
