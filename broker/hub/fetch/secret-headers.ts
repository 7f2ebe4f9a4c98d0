/** Headers that hold a secret: from a file or the environment, sent to the host they belong to, never logged. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Type, type Static } from 'typebox';
import { BrokerError } from '../../errors.ts';

export const SecretHeader = Type.Object(
  {
    host: Type.String({
      description: 'The host it is sent to, and no other; with its port, where that is not the usual one.',
      pattern: '^[A-Za-z0-9.:\\[\\]-]{1,260}$',
    }),
    name: Type.String({
      description: 'Name of the header, e.g. `authorization`.',
      pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$",
    }),
    prefix: Type.Optional(
      Type.String({
        description: 'What stands before the secret, e.g. `Bearer `.',
        default: '',
        maxLength: 64,
      }),
    ),
    file: Type.Optional(
      Type.String({ description: 'File that holds the secret, beside the source file.', minLength: 1 }),
    ),
    variable: Type.Optional(
      Type.String({
        description: 'Environment variable that holds it, when there is no file.',
        pattern: '^[A-Z][A-Z0-9_]{0,63}$',
      }),
    ),
  },
  { additionalProperties: false },
);
export type SecretHeader = Static<typeof SecretHeader>;

/** The headers that go to an address. */
export type HostSecrets = (url: URL) => Readonly<Record<string, string>>;

const MOST_BYTES = 8_192;

/** Read each time, so that a new secret counts at once. @throws BrokerError TW_SECRET_MISSING, without the secret */
export async function readSecretHeaders(
  headers: readonly SecretHeader[],
  base: string,
): Promise<HostSecrets> {
  const byHost = new Map<string, Record<string, string>>();
  for (const { host, name, prefix = '', file, variable } of headers) {
    const secret = file === undefined ? ofVariable(name, variable) : await readSecret(resolve(base, file));
    if (secret === '' || !/^[\t\x20-\x7E\x80-\xFF]*$/.test(secret))
      throw new BrokerError(
        'TW_SECRET_MISSING',
        `What the header ${name} needs is empty, or is not one line.`,
      );
    const key = host.toLowerCase();
    byHost.set(key, { ...byHost.get(key), [name.toLowerCase()]: `${prefix}${secret}` });
  }
  return (url) => byHost.get(url.host) ?? {};
}

/** The one line of a file. @throws BrokerError TW_SECRET_MISSING */
export async function readSecret(path: string): Promise<string> {
  try {
    const text = await readFile(path, 'utf8');
    if (text.length <= MOST_BYTES) return text.trim();
  } catch (error) {
    throw new BrokerError('TW_SECRET_MISSING', `The secret in ${path} cannot be read.`, { cause: error });
  }
  throw new BrokerError('TW_SECRET_MISSING', `${path} is too large for a secret.`);
}

function ofVariable(name: string, variable: string | undefined): string {
  const value = variable === undefined ? undefined : process.env[variable];
  if (value === undefined)
    throw new BrokerError(
      'TW_SECRET_MISSING',
      variable === undefined
        ? `The header ${name} names neither a file nor a variable.`
        : `The environment variable ${variable} is not set.`,
    );
  return value.trim();
}
