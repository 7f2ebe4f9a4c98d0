/** Where the fleet's database is. Its password may be in a file only: command lines and environments are for all to see. */
import type { Settings } from '../../config/settings.ts';
import { KioskError } from '../../errors.ts';
import { secretFrom } from '../../system/secrets.ts';

/** `postgres://…`; null: a file of this hub alone. @throws KioskError TW_CONFIG_INVALID */
export function fleetUrl({
  fleetDatabase,
  fleetDatabaseFile,
}: Pick<Settings, 'fleetDatabase' | 'fleetDatabaseFile'>): string | null {
  const secret = secretFrom('fleetDatabaseFile', fleetDatabaseFile);
  if (secret !== null) return checked(secret);
  if (fleetDatabase === '') return null;
  if (URL.canParse(fleetDatabase) && new URL(fleetDatabase).password !== '')
    throw new KioskError(
      'TW_CONFIG_INVALID',
      'fleetDatabase holds a password. Put the URL into a file and name that as fleetDatabaseFile.',
    );
  return checked(fleetDatabase);
}

/** The value itself is not repeated: it may hold the password. */
function checked(url: string): string {
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return url;
  throw new KioskError(
    'TW_CONFIG_INVALID',
    'The address of the fleet’s database is no URL like postgres://user@host/name.',
  );
}
