/** Does this kiosk go by an identity that a hub granted, or by its settings alone? */
import { isLoopback } from '../../broker/loopback.ts';
import type { LoadedSettings } from '../config/load.ts';
import type { SettingName } from '../config/settings.ts';
import { KioskError } from '../errors.ts';

/** A login of one's own instead of one that the hub grants. */
const LOGINS: readonly SettingName[] = ['brokerUser', 'brokerPasswordFile', 'hubTokenFile'];

/**
 * @param forced `--pair` was given.
 * @throws KioskError TW_CONFIG_INVALID when settings contradict each other
 */
export function wantsPairing({ values, origins }: LoadedSettings, forced = false): boolean {
  const login = LOGINS.find((name) => values[name] !== '');
  const hub = new URL(values.hub);
  const isRemote = hub.protocol === 'https:' && !isLoopback(hub.hostname);
  const isWanted = values.pairing === 'on' || (values.pairing === 'auto' && isRemote && login === undefined);
  if (!isWanted && forced)
    throw new KioskError(
      'TW_CONFIG_INVALID',
      `--pair needs a hub that pairs kiosks: a remote one over https://, without ${LOGINS.join(', ')}; or pairing on.`,
    );
  if (!isWanted) return false;
  if (login !== undefined)
    throw new KioskError(
      'TW_CONFIG_INVALID',
      `pairing is on and ${login} is given (from ${origins[login]}): a paired kiosk gets its login from the hub. Take one of the two away.`,
    );
  if (hub.protocol !== 'https:' && !isLoopback(hub.hostname))
    throw new KioskError(
      'TW_CONFIG_INVALID',
      `hub is ${values.hub}, but a kiosk is paired over https:// only (plain http:// to this machine alone).`,
    );
  return true;
}
