/** The key for a shop's system: from a file, or from an environment variable; never from a settings file. */
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { BrokerError } from '../../../errors.ts';

export interface KeyPlace {
  /** Path of a file with nothing but the key in it, relative to `base`. */
  file?: string;
  /** Name of an environment variable; counts when there is no file. */
  variable?: string;
  /** Absolute folder. */
  base: string;
  environment: Readonly<Record<string, string | undefined>>;
}

const MOST_BYTES = 4_096;

/** Read anew each time, so that a key can be renewed while the hub runs. @throws BrokerError TW_SOURCE_KEY */
export async function readKey({ file, variable, base, environment }: KeyPlace): Promise<string> {
  if (file !== undefined && file !== '') return readKeyFile(isAbsolute(file) ? file : join(base, file));
  if (variable === undefined || variable === '')
    throw new BrokerError(
      'TW_SOURCE_KEY',
      'Neither a file nor an environment variable is named for the key.',
    );
  return usable(environment[variable] ?? '', `The environment variable ${variable}`);
}

async function readKeyFile(path: string): Promise<string> {
  let text: string;
  try {
    const { size } = await stat(path);
    text = size > MOST_BYTES ? '' : await readFile(path, 'utf8');
  } catch (error) {
    throw new BrokerError('TW_SOURCE_KEY', `The file ${path} cannot be read.`, { cause: error });
  }
  return usable(text, `The file ${path}`);
}

/** What may stand in a header (RFC 9110, section 5.5), without the line end that editors add. */
function usable(text: string, what: string): string {
  const key = text.trim();
  if (/^[\x21-\x7E]{8,2048}$/.test(key)) return key;
  throw new BrokerError('TW_SOURCE_KEY', `${what} holds no key of 8 to 2048 printable characters.`);
}
