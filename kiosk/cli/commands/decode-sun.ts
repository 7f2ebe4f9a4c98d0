/** `tapwall decode sun`: is this URL from an NTAG 424 DNA tag that holds the keys, and what does it say? */
import { fromHex } from '../../../device/bytes.ts';
import { cardFileKey, issuerMetaKey } from '../../../device/sun/card-keys.ts';
import { MAX_COUNTER } from '../../../device/sun/picc-data.ts';
import { DEFAULT_SUN_PARAMETERS, parseSunUrl, type SunParameters } from '../../../device/sun/sun-url.ts';
import { verifySun, type SunKeys, type SunProblem, type SunResult } from '../../../device/sun/verify.ts';
import { KioskError } from '../../errors.ts';
import type { ToolArguments, ToolSpec } from '../tool-flags.ts';

export const SUN_SPEC: ToolSpec = {
  command: 'decode sun',
  input: 'URL',
  summary:
    'Opens and checks the SUN message of an NTAG 424 DNA tag. A message that is not valid is no error: `valid` is false and\n' +
    '`reason` says why (wrong_key, wrong_mac, replayed, no_counter). File data that is text is printed as text, else as\n' +
    'hexadecimal; zeros that fill it up are left out.',
  flags: {
    'meta-key': {
      value: 'HEX',
      description: 'key of SDMMetaRead; not needed where UID and counter are in the clear',
    },
    'file-key': { value: 'HEX', description: 'key of SDMFileRead' },
    keys: {
      value: 'FILE',
      description:
        'file of a hub with sets of keys (sun-keys.json) instead of all other flags of keys and names',
    },
    'issuer-key': { value: 'HEX', description: 'derive both from this one instead, as Bolt Card does' },
    'key-version': { value: 'N', description: 'version of the derived file key; default 1' },
    'previous-counter': {
      value: 'N',
      description: 'highest counter seen of this tag; not above it is replayed',
    },
    'picc-param': { value: 'NAME', description: 'parameter of encrypted PICC data; default picc_data' },
    'enc-param': { value: 'NAME', description: 'parameter of encrypted file data; default enc' },
    'mac-param': { value: 'NAME', description: 'parameter of the MAC; default cmac' },
    'uid-param': { value: 'NAME', description: 'parameter of a UID in the clear; default uid' },
    'ctr-param': { value: 'NAME', description: 'parameter of a counter in the clear; default ctr' },
    'mac-from': {
      value: 'NAME',
      description:
        'parameter at whose value the signed text begins, or a text like /01/; default that of file data, else nothing is signed',
    },
  },
  examples: [
    'tapwall decode sun "https://www.my424dna.com/?picc_data=FD91EC264309878BE6345CBE53BADF40&enc=CEE9A53E3E463EF1F459635736738962&cmac=ECC1E7F6C6C73BF6" \\',
    '  --meta-key 00000000000000000000000000000000 --file-key 00000000000000000000000000000000',
  ],
};

export interface SunJson {
  uid?: string;
  counter?: number;
  data?: string;
  valid: boolean;
  reason?: SunProblem;
}

const KEY_BYTES = 16;
const MAX_VERSION = 0xff_ff_ff_ff;

/** @throws DeviceError TW_SUN_NO_MESSAGE, TW_SUN_MALFORMED, TW_SUN_LRP | KioskError TW_USAGE, TW_SUN_KEYS */
export async function decodeSun(url: string, { values }: Pick<ToolArguments, 'values'>): Promise<SunJson> {
  const previous = numberOf(values, 'previous-counter', MAX_COUNTER);
  const { keys: file } = values;
  if (typeof file === 'string') return sunToJson(await openWithFile(url, file, previous));
  const keys = keysOf(values);
  const message = parseSunUrl(url, parametersOf(values));
  if ('encrypted' in message.picc && keys.metaKey === undefined)
    throw new KioskError('TW_USAGE', 'The PICC data is encrypted: --meta-key HEX is missing.');
  return sunToJson(verifySun(message, keys, previous));
}

/** The set that opens it, else what the last one for such tags says. */
async function openWithFile(url: string, path: string, previous: number | undefined): Promise<SunResult> {
  const { loadSunKeys } = await import('../../sun/key-file.ts');
  const { tryKeySet } = await import('../../sun/key-set.ts');
  let last: SunResult | undefined;
  for (const set of loadSunKeys(path)) {
    const result = tryKeySet(set, url, previous);
    if (result === 'broken') parseSunUrl(url, set.parameters);
    else if (result !== undefined) last = result;
    if (last !== undefined && last.problem !== 'wrong_key' && last.problem !== 'wrong_mac') break;
  }
  if (last === undefined) throw new KioskError('TW_SUN_KEYS', `No set of keys in ${path} is for such a URL.`);
  return last;
}

export function sunToJson({ uid, counter, data, valid, problem }: SunResult): SunJson {
  return {
    ...(uid === undefined ? {} : { uid }),
    ...(counter === undefined ? {} : { counter }),
    ...(data === undefined ? {} : { data: printable(data) }),
    valid,
    ...(problem === undefined ? {} : { reason: problem }),
  };
}

/** Printable ASCII, with zeros behind it, is text; all else is shown byte by byte. */
function printable(data: Uint8Array): string {
  const bytes = Buffer.from(data);
  const text = bytes.toString('latin1').replace(/\0+$/, '');
  return /^[\x20-\x7e]+$/.test(text) ? text : bytes.toString('hex').toUpperCase();
}

function keysOf(values: ToolArguments['values']): SunKeys {
  const issuerKey = keyOf(values, 'issuer-key');
  const metaKey = keyOf(values, 'meta-key');
  const fileKey = keyOf(values, 'file-key');
  const version = numberOf(values, 'key-version', MAX_VERSION) ?? 1;
  if (issuerKey !== undefined) {
    const derive = (uid: string | undefined): Uint8Array => cardFileKey(issuerKey, uid ?? '', version);
    return { metaKey: metaKey ?? issuerMetaKey(issuerKey), fileKey: fileKey ?? derive };
  }
  if (fileKey === undefined) throw new KioskError('TW_USAGE', '--file-key HEX is missing.');
  return { metaKey, fileKey };
}

/** What is wrong is named, the key is not: messages end up in logs. */
function keyOf(values: ToolArguments['values'], name: string): Uint8Array | undefined {
  const text = values[name];
  if (typeof text !== 'string') return undefined;
  const bytes = fromHex(text);
  if (bytes?.length !== KEY_BYTES)
    throw new KioskError('TW_USAGE', `--${name} takes ${KEY_BYTES * 2} hexadecimal digits.`);
  return bytes;
}

function numberOf(values: ToolArguments['values'], name: string, most: number): number | undefined {
  const text = values[name];
  if (typeof text !== 'string') return undefined;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= most))
    throw new KioskError('TW_USAGE', `--${name} takes a whole number from 0 to ${most}.`);
  return number;
}

function parametersOf(values: ToolArguments['values']): SunParameters {
  const name = (flag: string, fallback: string): string => {
    const value = values[flag];
    return typeof value === 'string' ? value : fallback;
  };
  const { picc, enc, mac, uid, counter } = DEFAULT_SUN_PARAMETERS;
  const macFrom = values['mac-from'];
  return {
    picc: name('picc-param', picc),
    enc: name('enc-param', enc),
    mac: name('mac-param', mac),
    uid: name('uid-param', uid),
    counter: name('ctr-param', counter),
    ...(typeof macFrom === 'string' ? { macFrom } : {}),
  };
}
