/** The file of `mqttAccountsFile`: who may use the embedded broker with a user name and a password. */
import { readFileSync } from 'node:fs';
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { BrokerAccount } from '../../broker/embedded/access.ts';
import { toTopicLevel } from '../../broker/contract/topics.ts';
import { clientIdOf } from '../../broker/identity/client-id.ts';
import { KioskError } from '../errors.ts';

const Closed = { additionalProperties: false } as const;
const Login = {
  username: Type.String({ minLength: 1, maxLength: 128 }),
  /** Sixteen random characters are beyond guessing over a network. */
  password: Type.String({ minLength: 16, maxLength: 256 }),
};
const Accounts = Type.Array(
  Type.Union([
    Type.Object({ ...Login, role: Type.Union([Type.Literal('hub'), Type.Literal('reader')]) }, Closed),
    Type.Object(
      {
        ...Login,
        role: Type.Literal('kiosk'),
        store: Type.String({ minLength: 1, maxLength: 64 }),
        kiosk: Type.String({ pattern: '^[a-z0-9_-]{1,64}$' }),
      },
      Closed,
    ),
  ]),
  { maxItems: 1_000 },
);
const AccountsFile = Compile(Accounts);

/** Those of the file; none when there is no such setting. @throws KioskError TW_CONFIG_INVALID */
export function brokerAccounts(
  path: string,
  fleet: { root: string; tenant: string },
): readonly BrokerAccount[] {
  if (path === '') return [];
  return read(path).map((account): BrokerAccount => {
    const { username, password } = account;
    if (account.role !== 'kiosk') return { username, password, role: account.role };
    const kiosk = { ...fleet, store: toTopicLevel(account.store), kiosk: account.kiosk };
    return { username, password, role: { kiosk, clientId: clientIdOf(kiosk) } };
  });
}

function read(path: string): Static<typeof Accounts> {
  try {
    const accounts: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (AccountsFile.Check(accounts)) return accounts;
  } catch (error) {
    throw new KioskError('TW_CONFIG_INVALID', `mqttAccountsFile names ${path}, which cannot be read.`, {
      cause: error,
    });
  }
  throw new KioskError(
    'TW_CONFIG_INVALID',
    `${path} is not a list of accounts: username, password of 16 characters or more, role hub, reader or kiosk (with store and kiosk).`,
  );
}
