/** The client id of a kiosk, which is also the common name of its certificate. */
import { createHash } from 'node:crypto';
import type { KioskAddress } from '../contract/topics.ts';

/** Azure and the common name of X.509 (ub-common-name) take no more. */
const MOST = 64;
const TAIL = 12;

/**
 * `{root}-{tenant}-{store}-{kiosk}`. A longer one is cut and ends with 12 hexadecimal digits of its own, so that two long
 * addresses that begin alike do not put each other out.
 */
export function clientIdOf({ root, tenant, store, kiosk }: KioskAddress): string {
  const name = `${root}-${tenant}-${store}-${kiosk}`;
  if (name.length <= MOST) return name;
  const tail = createHash('sha256')
    .update(`${root}/${tenant}/${store}/${kiosk}`)
    .digest('hex')
    .slice(0, TAIL);
  return `${name.slice(0, MOST - TAIL - 1)}-${tail}`;
}

/** Of the hub of a tenant. */
export function hubClientId(root: string, tenant: string): string {
  return `${root}-${tenant}-hub`.slice(0, MOST);
}
