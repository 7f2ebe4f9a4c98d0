/** Asks the hub for the first store of its catalogue: where a kiosk without a store stands. */
import type { ConsoleOverview } from '../../broker/contract/http.ts';
import { KioskError } from '../errors.ts';

/** @throws KioskError TW_UNREACHABLE when the hub does not answer or knows no store. */
export async function lookAtHub(hub: string, token: string | null): Promise<string> {
  const response = await ask(
    `${hub}/api/console/overview`,
    token === null ? {} : { headers: { authorization: `Bearer ${token}` } },
  );
  if (!response.ok) throw new KioskError('TW_UNREACHABLE', `The hub at ${hub} answers ${response.status}.`);
  const overview = (await response.json()) as ConsoleOverview;
  const [first] = overview.stores;
  if (first === undefined)
    throw new KioskError(
      'TW_UNREACHABLE',
      `The hub at ${hub} has no store yet; import feeds or say --store CODE.`,
    );
  return first.storeCode;
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new KioskError('TW_UNREACHABLE', `No hub answers at ${url}.`, { cause: error });
  }
}
