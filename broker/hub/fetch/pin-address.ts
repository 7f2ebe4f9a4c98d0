/**
 * A name is looked up once, and the connection goes to the address that was checked: a name server that answers
 * differently the second time (DNS rebinding) is never asked a second time.
 */
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { BrokerError } from '../../errors.ts';
import { isPublicAddress } from './addresses.ts';
import { isInternal, type HostRules } from './host-rules.ts';

export interface Address {
  address: string;
  family: number;
}

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<Address[]>;

export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

/** @throws BrokerError TW_FETCH_REFUSED for an address inside, TW_FETCH_FAILED when the name has none */
export async function pinAddress(url: URL, rules: HostRules, resolve: Resolve): Promise<Address> {
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = await addressesOf(hostname, resolve);
  const [first] = addresses;
  if (first === undefined) throw new BrokerError('TW_FETCH_FAILED', `${hostname} has no address.`);
  // One private address among public ones is an attempt, or a mistake: neither is to be guessed at.
  if (!isInternal(url, rules) && !addresses.every(({ address }) => isPublicAddress(address)))
    throw new BrokerError(
      'TW_FETCH_REFUSED',
      `${hostname} leads to an address that is not of the public internet. If it is a server of yours, name it in "internalHosts".`,
    );
  return first;
}

async function addressesOf(hostname: string, resolve: Resolve): Promise<Address[]> {
  const family = isIP(hostname);
  if (family !== 0) return [{ address: hostname, family }];
  try {
    return await resolve(hostname);
  } catch (error) {
    throw new BrokerError('TW_FETCH_FAILED', `The name ${hostname} cannot be looked up.`, { cause: error });
  }
}

/** Answers every question with the address that was checked. */
export function lookupOf({ address, family }: Address): LookupFunction {
  return (_hostname, options, done) => {
    if (options.all === true) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}
