/** The settings that `tapwall hub` reads. Apart from the command, which loads everything a hub needs. */
import type { SettingName } from '../../config/settings.ts';

export const HUB_SETTINGS: readonly SettingName[] = [
  'data',
  'tenant',
  'root',
  'hubHost',
  'hubPort',
  'mqttHost',
  'mqttPort',
  'broker',
  'brokerUser',
  'brokerPasswordFile',
  'hubTokenFile',
  'metricsTokenFile',
  'fleetDatabase',
  'fleetDatabaseFile',
  'keepEventsDays',
  'loyaltyKeyFile',
  'sunKeysFile',
  'logLevel',
];
