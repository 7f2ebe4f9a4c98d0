/** Secrets of devices: they stand in files of their own, never in a device file. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DeviceError, isDeviceError } from '../../device/errors.ts';

const MOST_BYTES = 4_096;
/** A webhook's secret is all that keeps others from inventing readings. */
const LEAST_SECRET = 16;

/** @throws DeviceError TW_NETWORK_CREDENTIALS */
export async function readSecret(dir: string, file: string): Promise<string> {
  const text = await readLine(dir, file);
  if (text.length < LEAST_SECRET)
    throw new DeviceError('TW_NETWORK_CREDENTIALS', {
      detail: `${file} holds fewer than ${LEAST_SECRET} characters.`,
    });
  return text;
}

export interface Credentials {
  user: string;
  password: string;
}

/** @throws DeviceError TW_NETWORK_CREDENTIALS */
export async function readCredentials(dir: string, file: string): Promise<Credentials> {
  const text = await readLine(dir, file);
  const colon = text.indexOf(':');
  if (colon < 1) throw new DeviceError('TW_NETWORK_CREDENTIALS', { detail: `${file} is not user:password.` });
  return { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

async function readLine(dir: string, file: string): Promise<string> {
  try {
    const handle = await open(resolve(dir, file), constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!(await handle.stat()).isFile())
        throw new DeviceError('TW_NETWORK_CREDENTIALS', { detail: `${file} is not a file.` });
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
      return (buffer.subarray(0, bytesRead).toString('utf8').split('\n')[0] ?? '').trim();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (isDeviceError(cause)) throw cause;
    throw new DeviceError('TW_NETWORK_CREDENTIALS', { detail: `${file} cannot be read.`, cause });
  }
}
