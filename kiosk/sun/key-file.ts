/**
 * The file with the keys of signed tags (NTAG 424 DNA). It belongs to the hub: whoever reads it can make tags that pass
 * for genuine. What is wrong with it is said by place, never by value.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { cardFileKey, issuerMetaKey } from '../../device/sun/card-keys.ts';
import { DEFAULT_SUN_PARAMETERS } from '../../device/sun/sun-url.ts';
import type { SunKeys } from '../../device/sun/verify.ts';
import type { Settings } from '../config/settings.ts';
import { KioskError } from '../errors.ts';
import type { KeySet } from './key-set.ts';

const Closed = { additionalProperties: false } as const;
const Key = Type.String({ pattern: '^[0-9a-fA-F]{32}$' });
const Name = Type.Optional(Type.String({ minLength: 1, maxLength: 32 }));

const KeySetEntry = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9_-]{1,64}$' }),
    purpose: Type.Union([Type.Literal('product'), Type.Literal('card')]),
    hosts: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { maxItems: 32 })),
    parameters: Type.Optional(
      Type.Object(
        {
          picc: Name,
          enc: Name,
          mac: Name,
          uid: Name,
          counter: Name,
          macFrom: Type.Optional(Type.String({ maxLength: 32 })),
        },
        Closed,
      ),
    ),
    metaKey: Type.Optional(Key),
    fileKeys: Type.Optional(Type.Array(Key, { minItems: 1, maxItems: 8 })),
    issuerKey: Type.Optional(Key),
    keyVersions: Type.Optional(
      Type.Array(Type.Integer({ minimum: 0, maximum: 0xff_ff_ff_ff }), { minItems: 1, maxItems: 8 }),
    ),
  },
  Closed,
);
type KeySetEntry = Static<typeof KeySetEntry>;

const KeyFile = Type.Object({ keySets: Type.Array(KeySetEntry, { minItems: 1, maxItems: 32 }) }, Closed);

const OTHERS = 0o077;

/** Where the keys are unless a setting says so, in the data folder. */
export const SUN_KEYS_FILE = 'sun-keys.json';

/**
 * The sets of a hub; none when it was given no file.
 * @throws KioskError TW_SUN_KEYS
 */
export function sunKeySets({ data, sunKeysFile }: Pick<Settings, 'data' | 'sunKeysFile'>): KeySet[] {
  if (sunKeysFile !== '') return loadSunKeys(sunKeysFile);
  const path = join(data, SUN_KEYS_FILE);
  return existsSync(path) ? loadSunKeys(path) : [];
}

/** @throws KioskError TW_SUN_KEYS */
export function loadSunKeys(path: string): KeySet[] {
  const value = parse(path, read(path));
  const [problem] = Value.Errors(KeyFile, value);
  if (problem !== undefined)
    throw refusal(path, `${problem.instancePath || 'the whole of it'} ${problem.message}`);
  const { keySets } = value as Static<typeof KeyFile>;
  const ids = keySets.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw refusal(path, `the id ${twice} is given twice`);
  return keySets.map((entry) => toKeySet(path, entry));
}

function read(path: string): string {
  try {
    const { mode } = statSync(path);
    if ((mode & OTHERS) !== 0) throw refusal(path, 'others may read it: chmod 600');
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof KioskError) throw error;
    throw refusal(path, 'it is not there or cannot be read', error);
  }
}

/** What a parser says of broken JSON may quote a key, so that it is not passed on. */
function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(path, 'it does not hold JSON');
  }
}

function toKeySet(path: string, entry: KeySetEntry): KeySet {
  const { id, purpose, hosts = [], parameters = {} } = entry;
  const keys = keysOf(entry);
  if (keys === undefined) throw refusal(path, `${id} needs either fileKeys or issuerKey`);
  if (purpose === 'card' && keys.some(({ metaKey }) => metaKey === undefined))
    throw refusal(path, `${id} needs metaKey: a card must not tell its UID in the clear`);
  return {
    id,
    purpose,
    hosts: hosts.map((host) => host.toLowerCase()),
    parameters: { ...DEFAULT_SUN_PARAMETERS, ...parameters },
    keys,
  };
}

function keysOf({ metaKey, fileKeys, issuerKey, keyVersions = [1] }: KeySetEntry): SunKeys[] | undefined {
  if ((fileKeys === undefined) === (issuerKey === undefined)) return undefined;
  const own = metaKey === undefined ? undefined : bytes(metaKey);
  if (fileKeys !== undefined) return fileKeys.map((key) => ({ metaKey: own, fileKey: bytes(key) }));
  const issuer = bytes(issuerKey ?? '');
  return keyVersions.map((version) => ({
    metaKey: own ?? issuerMetaKey(issuer),
    fileKey: (uid) => cardFileKey(issuer, uid ?? '', version),
  }));
}

function bytes(hex: string): Uint8Array {
  return Buffer.from(hex, 'hex');
}

function refusal(path: string, what: string, cause?: unknown): KioskError {
  return new KioskError('TW_SUN_KEYS', `The keys of signed tags in ${path} cannot be used: ${what}.`, {
    cause,
  });
}
