/** Which hosts may be asked: those on the list, over HTTP or HTTPS, and those inside the shop's network by name alone. */
import { BrokerError } from '../../errors.ts';

export interface HostRules {
  /** Exact names, or `*.cdn.example` for every name below. */
  hosts: readonly string[];
  /** Exact names or addresses that may be of a private network, and may be asked without TLS with a secret. */
  internalHosts: readonly string[];
}

/** What may stand in either list. */
export const HOST_PATTERN =
  '^(\\*\\.)?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$|^[A-Za-z0-9-]+$|^\\[?[0-9A-Fa-f:.]+\\]?$';

/** An address that may be asked. @throws BrokerError TW_FETCH_REFUSED */
export function checkUrl(url: URL, rules: HostRules): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new BrokerError('TW_FETCH_REFUSED', `${url.protocol}// is not fetched; http and https are.`);
  if (url.username !== '' || url.password !== '')
    throw new BrokerError(
      'TW_FETCH_REFUSED',
      `An address of ${url.hostname} holds a login, which belongs in a file.`,
    );
  if (isInternal(url, rules) || rules.hosts.some((rule) => matches(rule, nameOf(url)))) return;
  throw new BrokerError('TW_FETCH_REFUSED', `${url.hostname} is not one of the allowed hosts.`);
}

/** True for a host that the operator said is inside. */
export function isInternal(url: URL, { internalHosts }: Pick<HostRules, 'internalHosts'>): boolean {
  return internalHosts.some((rule) => bare(rule) === nameOf(url));
}

/** How an address is named to people: without its query, which may hold a key. */
export function shownUrl(url: URL): string {
  return `${url.origin}${url.pathname}`.slice(0, 200);
}

function matches(rule: string, name: string): boolean {
  const wanted = bare(rule);
  return wanted.startsWith('*.')
    ? name.endsWith(wanted.slice(1)) && name.length > wanted.length - 1
    : wanted === name;
}

function nameOf({ hostname }: URL): string {
  return bare(hostname);
}

/** Case does not matter, nor the dot of the root, nor brackets. */
function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\[(.*)\]$/, '$1');
}
