/** Files of a broker's configuration, written whole or not at all; keys are readable by their owner alone. */
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KioskError } from '../../errors.ts';

const OWNER_ONLY = 0o600;
const EVERYBODY = 0o644;
/** A certificate with less left than this is made anew. */
const SOON_MS = 60 * 86_400_000;

export function writeFileWhole(folder: string, { name, text }: { name: string; text: string }): void {
  const path = join(folder, name);
  const mode = name.endsWith('.key') ? OWNER_ONLY : EVERYBODY;
  try {
    writeFileSync(`${path}.part`, text, { mode, flush: true });
    renameSync(`${path}.part`, path);
  } catch (error) {
    throw new KioskError('TW_OUTPUT', `${path} cannot be written.`, { cause: error });
  }
}

export interface PairOfFiles {
  certificate: string;
  key: string;
}

/**
 * True when the pair is there, of this authority, for these names, and good for a while: a broker keeps its key when only the
 * list of kiosks has changed.
 */
export function isStillGood(
  folder: string,
  files: PairOfFiles,
  { ca, names, now }: { ca: string; names: readonly string[]; now: number },
): boolean {
  const path = join(folder, files.certificate);
  if (!existsSync(path) || !existsSync(join(folder, files.key))) return false;
  try {
    const certificate = new X509Certificate(readFileSync(path));
    const lasts = Date.parse(certificate.validTo) - now > SOON_MS;
    const fits = names.every((name) => certificate.checkHost(name) ?? certificate.checkIP(name));
    return lasts && fits && certificate.verify(new X509Certificate(ca).publicKey);
  } catch {
    return false;
  }
}
