/** Asks the hub which stores its catalogue has, for the one a kiosk is to stand in. */
import type { ConsoleOverview } from '../../broker/contract/http.ts';
import { KioskError } from '../errors.ts';

export interface Standing {
  /** Address of the hub. */
  hub: string;
  token: string | null;
  /** The store that was asked for; empty: the first of the catalogue. */
  wanted: string;
}

/**
 * The code of the store.
 * @throws KioskError TW_UNREACHABLE when the hub does not answer or knows no store; TW_STORE_UNKNOWN
 */
export async function chooseStore({ hub, token, wanted }: Standing): Promise<string> {
  const codes = await storesOf(hub, token);
  const [first] = codes;
  // A shop that imported its products alone: nobody can say that the code is wrong.
  if (first === undefined && wanted !== '') return wanted;
  if (first === undefined)
    throw new KioskError(
      'TW_UNREACHABLE',
      `The hub at ${hub} has no store yet: import one with tapwall import --stores, or name yours with --store.`,
    );
  if (wanted === '') return first;
  if (codes.includes(wanted)) return wanted;
  throw new KioskError(
    'TW_STORE_UNKNOWN',
    `The catalogue has no store ${JSON.stringify(wanted)}. Known: ${codes.join(', ')}.`,
  );
}

async function storesOf(hub: string, token: string | null): Promise<string[]> {
  const response = await ask(
    `${hub}/api/console/overview`,
    token === null ? {} : { headers: { authorization: `Bearer ${token}` } },
  );
  if (!response.ok) throw new KioskError('TW_UNREACHABLE', `The hub at ${hub} answers ${response.status}.`);
  const overview = (await response.json()) as ConsoleOverview;
  return overview.stores.map(({ storeCode }) => storeCode);
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new KioskError('TW_UNREACHABLE', `No hub answers at ${url}.`, { cause: error });
  }
}
