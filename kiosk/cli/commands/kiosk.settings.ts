/** The settings that `tapwall kiosk` reads. Apart from the command, which loads everything a kiosk needs. */
import type { SettingName } from '../../config/settings.ts';

export const KIOSK_SETTINGS: readonly SettingName[] = [
  'data',
  'store',
  'kiosk',
  'tenant',
  'root',
  'kioskHost',
  'kioskPort',
  'mqttHost',
  'mqttPort',
  'broker',
  'brokerUser',
  'brokerPasswordFile',
  'hub',
  'hubTokenFile',
  'loyaltyKeyFile',
  'ack',
  'virtualHardware',
  'readers',
  'devicesDir',
  'garmentFilter',
  'radars',
  'radar',
  'displays',
  'logLevel',
];
