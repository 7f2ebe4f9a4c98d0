/** Which files `tapwall outbox` is about. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KioskError } from '../errors.ts';

export interface OutboxFiles {
  /** The kiosk's folder. */
  dir: string;
  /** Outboxes, one per address. */
  current: string[];
  /** Those that were damaged and set aside. */
  setAside: string[];
}

const CURRENT = /^outbox\..+\.sqlite$/;
const SET_ASIDE = /^outbox\..+\.sqlite\.damaged-[0-9TZ]+(-[0-9]+)?$/;

/** @throws KioskError TW_INPUT_NOT_FOUND when no kiosk ever ran in the data folder */
export function findOutboxes(data: string): OutboxFiles {
  const dir = join(data, 'kiosk');
  if (!existsSync(dir))
    throw new KioskError(
      'TW_INPUT_NOT_FOUND',
      `No kiosk has kept anything in ${data}; name its folder with --data.`,
    );
  const names = readdirSync(dir).sort();
  const fitting = (pattern: RegExp): string[] =>
    names.filter((name) => pattern.test(name)).map((name) => join(dir, name));
  return { dir, current: fitting(CURRENT), setAside: fitting(SET_ASIDE) };
}

/** The files that were named, else the outboxes of the folder. @throws KioskError TW_INPUT_NOT_FOUND */
export function chosenOutboxes(named: readonly string[], data: string): string[] {
  for (const path of named)
    if (!existsSync(path)) throw new KioskError('TW_INPUT_NOT_FOUND', `There is no file ${path}.`);
  return named.length > 0 ? [...named] : findOutboxes(data).current;
}

/** `tapwall/demo/mil-01/kiosk-1`, from the file's name; null when the name is too short to say it. */
export function addressIn(file: string): string | null {
  const levels = /outbox\.([a-z0-9_.-]+)\.sqlite/.exec(file)?.[1]?.split('.') ?? [];
  return levels.length === 4 ? levels.join('/') : null;
}
