/** Collects what devices tell, and swallows what they log. */
import type {
  DeviceHealth,
  DeviceListener,
  Logger,
  PresenceReading,
  Reading,
  TagReading,
  TagRemovedReading,
} from '../../device/ports.ts';

export class Recorder implements DeviceListener {
  readonly readings: Reading[] = [];
  readonly healths: DeviceHealth[] = [];

  reading(reading: Reading): void {
    this.readings.push(reading);
  }

  health(health: DeviceHealth): void {
    this.healths.push(health);
  }

  get tags(): TagReading[] {
    return this.readings.filter((reading) => reading.kind === 'tag');
  }

  get removals(): TagRemovedReading[] {
    return this.readings.filter((reading) => reading.kind === 'tag_removed');
  }

  get presences(): PresenceReading[] {
    return this.readings.filter((reading) => reading.kind === 'presence');
  }

  /** Statuses in order, with their codes: `searching TW_NFC_NO_READER`. */
  get story(): string[] {
    return this.healths.map(({ status, code }) => (code === undefined ? status : `${status} ${code}`));
  }
}

export interface LogLine {
  level: keyof Logger;
  message: string;
  fields: object;
}

/** A logger that keeps its lines. */
export function recordingLogger(): Logger & { lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at =
    (level: keyof Logger) =>
    (fields: object, message: string): void =>
      void lines.push({ level, message, fields });
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
