/**
 * Settings of a paired kiosk. Its place (root, tenant, store, kiosk) is what the manager decided: settings of these names
 * were a claim. An explicit `broker` or `loyaltyKeyFile` wins over the grant's.
 */
import { isLoopback } from '../../broker/loopback.ts';
import type { LoadedSettings } from '../config/load.ts';
import type { SettingName } from '../config/settings.ts';
import { KioskError } from '../errors.ts';
import type { KioskIdentity } from './identity.ts';

/** What was claimed and is not so, e.g. `store MIL-02`. */
export type Displaced = string[];

/**
 * Changes the settings; answers the claims that the grant overrules.
 * @throws KioskError TW_CONFIG_INVALID when an explicit broker would send the certificate's kiosk into the clear
 */
export function takePlace({ values, origins }: LoadedSettings, { grant }: KioskIdentity): Displaced {
  const place = { root: grant.root, tenant: grant.tenant, store: grant.storeCode, kiosk: grant.kiosk };
  const displaced = Object.entries(place).flatMap(([name, value]) => {
    const setting = name as keyof typeof place;
    const claimed = values[setting];
    values[setting] = value;
    return isExplicit(origins, setting) && claimed !== '' && claimed !== value ? [`${name} ${claimed}`] : [];
  });
  if (values.broker === '' || !isExplicit(origins, 'broker')) values.broker = grant.broker;
  const broker = new URL(values.broker);
  if (!/^(mqtts|wss):$/.test(broker.protocol) && !isLoopback(broker.hostname))
    throw new KioskError(
      'TW_CONFIG_INVALID',
      `broker is ${values.broker} (from ${origins.broker}), but a paired kiosk connects over mqtts:// or wss://. Leave broker out to use ${grant.broker}.`,
    );
  return displaced;
}

function isExplicit(origins: LoadedSettings['origins'], name: SettingName): boolean {
  return origins[name] !== 'default';
}
