/** One set of keys of signed tags, and what it makes of a URL. */
import { isDeviceError } from '../../device/errors.ts';
import { parseSunUrl, type SunMessage, type SunParameters } from '../../device/sun/sun-url.ts';
import { verifySun, type SunKeys, type SunResult } from '../../device/sun/verify.ts';

export interface KeySet {
  id: string;
  purpose: 'product' | 'card';
  /** Lower case. Empty: any. */
  hosts: readonly string[];
  parameters: SunParameters;
  /** Those in use and older ones, the likeliest first. */
  keys: readonly SunKeys[];
}

/** `broken`: the parameters of a message are there, and no message in them. */
export type KeySetResult = SunResult | 'broken';

/**
 * Tries the keys of a set.
 * @returns undefined when the set is not for such tags.
 */
export function tryKeySet(set: KeySet, url: string, previousCounter?: number): KeySetResult | undefined {
  if (!isForHost(set, url)) return undefined;
  const message = readMessage(set, url);
  if (message === undefined || message === 'broken') return message;
  let result: SunResult | undefined;
  for (const keys of set.keys) {
    const next = verifySun(message, keys, previousCounter);
    if (next.problem !== 'wrong_key' && next.problem !== 'wrong_mac') return next;
    // What went further says more.
    if (result === undefined || next.problem === 'wrong_mac') result = next;
  }
  return result;
}

function isForHost({ hosts }: KeySet, url: string): boolean {
  if (hosts.length === 0) return true;
  return URL.canParse(url) && hosts.includes(new URL(url).hostname);
}

function readMessage({ parameters, purpose }: KeySet, url: string): SunMessage | 'broken' | undefined {
  try {
    const message = parseSunUrl(url, parameters);
    // A card that tells its UID in the clear tells it to every reader that it passes.
    return purpose === 'card' && 'plain' in message.picc ? undefined : message;
  } catch (error) {
    if (!isDeviceError(error)) throw error;
    return error.code === 'TW_SUN_NO_MESSAGE' ? undefined : 'broken';
  }
}
