/** Recognition by phone, from the settings of `tapwall hub`. */
import type { HubOptions } from '../../../broker/hub/hub.ts';
import { readPurposes } from '../../../broker/hub/people/consent/purposes.ts';
import type { JoinOptions } from '../../../broker/hub/people/people-parts.ts';
import { keysAt, keysOf } from '../../../broker/hub/people/pass/pass-keys.ts';
import { OpenIdSignIn } from '../../../broker/hub/people/sign-in/openid-sign-in.ts';
import { isLoopback } from '../../../broker/loopback.ts';
import { isBrokerError } from '../../../broker/errors.ts';
import type { Settings } from '../../config/settings.ts';
import { KioskError } from '../../errors.ts';
import { systemClock } from '../../system/clock.ts';
import { secretFrom } from '../../system/secrets.ts';

/** Null: not set up. @throws KioskError TW_CONFIG_INVALID */
export function joinOf(values: Settings): JoinOptions | null {
  const { openidIssuer: issuer, openidClientId: clientId, publicUrl } = values;
  if (issuer === '') return null;
  if (clientId === '' || publicUrl === '')
    throw new KioskError('TW_CONFIG_INVALID', 'openidIssuer needs openidClientId and publicUrl.');
  assertSafe('publicUrl', publicUrl);
  assertSafe('openidIssuer', issuer);
  const signIn = new OpenIdSignIn({
    issuer,
    clientId,
    clientSecret: secretFrom('openidSecretFile', values.openidSecretFile),
    scopes: values.openidScopes,
    loyaltyClaim: values.openidLoyaltyClaim,
    redirectUri: `${publicUrl}/join/callback`,
    clock: systemClock,
  });
  return { signIn, publicUrl, purposes: purposesFrom(values.consentsFile) };
}

/** @throws KioskError TW_CONFIG_INVALID */
export function passKeysOf({ passKeysFile, passKeysUrl }: Settings): Pick<HubOptions, 'passKeys'> {
  const text = secretFrom('passKeysFile', passKeysFile);
  if (text !== null && passKeysUrl !== '')
    throw new KioskError('TW_CONFIG_INVALID', 'passKeysFile and passKeysUrl exclude each other.');
  if (passKeysUrl !== '') return { passKeys: keysAt(passKeysUrl) };
  if (text === null) return {};
  try {
    return { passKeys: keysOf(text) };
  } catch (error) {
    if (!isBrokerError(error, 'TW_PASS_KEYS')) throw error;
    throw new KioskError('TW_CONFIG_INVALID', `passKeysFile: ${error.message}`, { cause: error });
  }
}

/** Whoever stands between a phone and a plain address could act for the shopper. */
function assertSafe(setting: string, address: string): void {
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' || isLoopback(hostname)) return;
  throw new KioskError('TW_CONFIG_INVALID', `${setting} has to begin with https:// beyond this machine.`);
}

function purposesFrom(path: string): JoinOptions['purposes'] {
  const text = secretFrom('consentsFile', path);
  if (text === null) return [];
  try {
    return readPurposes(text);
  } catch (error) {
    if (!isBrokerError(error, 'TW_CONSENTS_INVALID')) throw error;
    throw new KioskError('TW_CONFIG_INVALID', `consentsFile: ${error.message}`, { cause: error });
  }
}
