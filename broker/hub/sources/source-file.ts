/** One file of `sources.d`: which kind of source, how often it is read, and what it is the authority for. */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { mistakeOf, type SchemaMistake } from '../../config-files/allowed.ts';
import { parseLocated } from '../../config-files/located-json.ts';
import { keysOf, valueAt } from '../../config-files/pointer.ts';
import type { FileText } from '../../config-files/read-file.ts';
import { PARTS, type Part } from './parts-given.ts';
import type { SourceKind } from './source-kind.ts';

const DAY_SECONDS = 86_400;
const NAME = /^[a-z0-9_-]{1,32}\.json$/;

export const SourceFile = Type.Object(
  {
    kind: Type.String({ description: 'Which kind of source this is.' }),
    every: Type.Optional(
      Type.Integer({
        description: 'Time between two readings. 0: when a file changes, or somebody asks.',
        default: 600,
        minimum: 0,
        maximum: 7 * DAY_SECONDS,
        'x-unit': 's',
      }),
    ),
    parts: Type.Optional(
      Type.Array(Type.Union(PARTS.map((part) => Type.Literal(part))), {
        description: 'What the hub takes from this source. Left out: all that it can give.',
        minItems: 1,
        uniqueItems: true,
      }),
    ),
    paused: Type.Optional(
      Type.Boolean({ description: 'It is neither read nor asked; what it gave stays.', default: false }),
    ),
    options: Type.Optional(Type.Object({}, { description: 'What this kind needs to know.' })),
  },
  { additionalProperties: false },
);
export type SourceFile = Static<typeof SourceFile>;

/** A source that can be made: its file says nothing wrong. */
export interface ConfiguredSource {
  name: string;
  kind: SourceKind;
  every: number;
  paused: boolean;
  /** What the hub takes from it: what the file says, else all the kind can give. */
  parts: readonly Part[];
  /** Checked by the kind's schema, with its defaults. */
  options: unknown;
}

export type CheckedSource =
  | { ok: true; source: ConfiguredSource }
  /** `message` names the file, the line, the key, what stands there and what is allowed. */
  | { ok: false; name: string; message: string };

/** @param file Name of the file, with `.json`. */
export function checkSource(file: string, text: FileText, kinds: readonly SourceKind[]): CheckedSource {
  const name = file.replace(/\.json$/, '');
  const wrong = (message: string): CheckedSource => ({ ok: false, name, message });
  if (!NAME.test(file))
    return wrong(`${file} is not a name for a source: use 1 to 32 of a-z, 0-9, _ and -, then .json.`);
  if (!text.ok) return wrong(`${file} ${text.message}.`);
  const parsed = parseLocated(text.text);
  if (!parsed.ok) {
    const { line, column, message } = parsed.mistake;
    return wrong(`${file}, line ${line}, column ${column}: ${message}.`);
  }
  const { json } = parsed;
  const checked = checkValue(name, json.value, kinds);
  if ('source' in checked) return { ok: true, source: checked.source };
  const { pointer, message } = checked;
  const at = keysOf(pointer).join('.');
  const says = message.startsWith('must ')
    ? `is ${shown(valueAt(json.value, pointer))}, but ${message}`
    : message;
  return wrong(`${file}, line ${json.placeOf(pointer).line}: ${at === '' ? 'the source' : at} ${says}.`);
}

function checkValue(
  name: string,
  value: unknown,
  kinds: readonly SourceKind[],
): { source: ConfiguredSource } | SchemaMistake {
  const shape = mistakeOf(SourceFile, value);
  if (shape !== undefined) return shape;
  const file = value as SourceFile;
  const kind = kinds.find((one) => one.kind === file.kind);
  if (kind === undefined)
    return {
      pointer: '/kind',
      message: `must be one of ${kinds.map((one) => JSON.stringify(one.kind)).join(', ')}`,
    };
  const options = Value.Default(kind.options, structuredClone(file.options ?? {}));
  const mistake = mistakeOf(kind.options, options);
  if (mistake !== undefined) return { ...mistake, pointer: `/options${mistake.pointer}` };
  const able = kind.parts(options);
  const unable = file.parts?.findIndex((part) => !able.includes(part)) ?? -1;
  if (unable >= 0)
    return {
      pointer: `/parts/${unable}`,
      message: `must be one of ${able.join(', ')}, which is what it can give`,
    };
  if (able.length === 0) return { pointer: '/options', message: 'gives nothing' };
  return {
    source: {
      name,
      kind,
      every: file.every ?? 600,
      paused: file.paused ?? false,
      parts: file.parts ?? able,
      options,
    },
  };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
