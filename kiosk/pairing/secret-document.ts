/** A document that only this user may read, written so that a power cut leaves the old one or the new one. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Value } from 'typebox/value';
import type { Static, TSchema } from 'typebox';
import { KioskError } from '../errors.ts';

const OWNER_ONLY = 0o600;
const FOLDER = 0o700;

/** @throws KioskError TW_IDENTITY_DISK */
export function writeSecret(path: string, document: object): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: FOLDER });
    rmSync(`${path}.new`, { force: true });
    const file = openSync(`${path}.new`, 'wx', OWNER_ONLY);
    try {
      writeSync(file, JSON.stringify(document));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
    syncFolder(dirname(path));
  } catch (error) {
    throw new KioskError('TW_IDENTITY_DISK', `${path} cannot be written.`, { cause: error });
  }
}

/** Null when it is not there or not of that shape. */
export function readSecret<T extends TSchema>(path: string, shape: T): Static<T> | null {
  try {
    const document = JSON.parse(readFileSync(path, 'utf8')) as unknown;
    return Value.Check(shape, document) ? document : null;
  } catch {
    return null;
  }
}

export function removeSecret(path: string): void {
  rmSync(path, { force: true });
  rmSync(`${path}.new`, { force: true });
}

/** A new name is durable when its folder is. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
