/** Which version of the file with its secret a device is made with: a new secret makes the device anew. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CheckedFile, FiledDevice } from './check-file.ts';

/** The same devices, each with the stamp of the secret that it names. @param dir That names of files are relative to. */
export async function withSecretStamps(checked: CheckedFile, dir: string): Promise<CheckedFile> {
  if (!checked.ok) return checked;
  return { ok: true, devices: await Promise.all(checked.devices.map((device) => stamped(device, dir))) };
}

async function stamped(device: FiledDevice, dir: string): Promise<FiledDevice> {
  const { webhook, credentials } = device.entry.match;
  const file = webhook ?? credentials;
  if (file === undefined) return device;
  return { ...device, entry: { ...device.entry, secretStamp: await stampOf(resolve(dir, file)) } };
}

async function stampOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return 'none';
  }
}
