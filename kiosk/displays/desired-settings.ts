/**
 * The settings of the displays in force: defaults < configuration file < the hub's desired document. The document is
 * kept on disk, so that a kiosk that restarts without network shows what the manager last asked for.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { MOST } from '../../broker/contract/events.ts';
import type { Message } from '../../broker/contract/messages.ts';
import {
  DEFAULT_DISPLAY_SETTINGS,
  DISPLAY_SETTINGS,
  type DisplaySettings,
  type DisplaySettingsPatch,
} from '../../broker/contract/settings.ts';
import type { Logger } from '../../broker/ports.ts';
import type { DisplayConfig } from '../config/settings.ts';

type Desired = Message<'desired/config'>;
type Reported = Message<'reported/config'>;
type Problem = Reported['problems'][number];

/** What a kept document must be to be of use; each setting in it is judged by itself. */
const Kept = Type.Object({
  version: Type.Integer({ minimum: 1, maximum: MOST }),
  hash: Type.String(),
  displays: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())),
});

export interface DesiredSettingsOptions {
  path: string;
  displays: readonly DisplayConfig[];
  logger: Logger;
}

export class DesiredSettings {
  readonly #options: DesiredSettingsOptions;
  #desired: Desired | null = null;
  #settings = new Map<string, DisplaySettings>();
  #problems: Problem[] = [];

  constructor(options: DesiredSettingsOptions) {
    this.#options = options;
  }

  /** Takes up what was kept; anything that cannot be used is asked for again. */
  start(): void {
    this.#desired = this.#read();
    this.#apply();
  }

  of(display: string): DisplaySettings {
    return this.#settings.get(display) ?? DEFAULT_DISPLAY_SETTINGS;
  }

  /** Takes a document; false when it is older than the one in force, or that one again. */
  accept(desired: Desired): boolean {
    const { version = 0, hash = '' } = this.#desired ?? {};
    if (desired.version < version || (desired.version === version && desired.hash === hash)) return false;
    this.#desired = desired;
    this.#apply();
    this.#write(desired);
    this.#options.logger.info(
      { version: desired.version, problems: this.#problems },
      'settings from the hub are in force',
    );
    return true;
  }

  reported(): Reported {
    return {
      version: this.#desired?.version ?? 0,
      hash: this.#desired?.hash ?? '',
      displays: Object.fromEntries(this.#settings),
      problems: this.#problems,
    };
  }

  #apply(): void {
    this.#problems = [];
    for (const config of this.#options.displays) {
      const settings = { ...DEFAULT_DISPLAY_SETTINGS };
      this.#merge(config.id, settings, config.settings ?? {});
      this.#merge(config.id, settings, this.#desired?.displays[config.id] ?? {});
      this.#settings.set(config.id, settings);
    }
  }

  #merge(display: string, settings: DisplaySettings, patch: DisplaySettingsPatch): void {
    for (const [name, value] of Object.entries(patch)) {
      if (!Object.hasOwn(DISPLAY_SETTINGS, name)) {
        this.#refuse(display, name, 'is not a setting of this version');
        continue;
      }
      const schema = DISPLAY_SETTINGS[name as keyof typeof DISPLAY_SETTINGS];
      const [error] = Value.Errors(schema, value);
      if (error) this.#refuse(display, name, `is ${JSON.stringify(value)}, but ${error.message}`);
      else Object.assign(settings, { [name]: value });
    }
  }

  #refuse(display: string, name: string, why: string): void {
    this.#problems.push({
      setting: `${display}.${name}`,
      code: 'TW_CONFIG_INVALID',
      message: `${name} ${why}.`,
    });
  }

  #read(): Desired | null {
    const { path, logger } = this.#options;
    if (!existsSync(path)) return null;
    try {
      const parsed = JSON.parse(readFileSync(path, 'utf8')) as unknown;
      if (Value.Check(Kept, parsed)) return parsed;
    } catch (error) {
      logger.debug({ err: error }, 'kept settings are unreadable');
    }
    logger.warn(
      { code: 'TW_CONFIG_UNREADABLE', path },
      'kept settings are damaged and will be asked for again',
    );
    return null;
  }

  #write(desired: Desired): void {
    const { path, logger } = this.#options;
    try {
      writeFileSync(`${path}.new`, JSON.stringify(desired));
      renameSync(`${path}.new`, path);
    } catch (error) {
      logger.warn({ err: error, path }, 'settings are in force but could not be kept');
    }
  }
}
