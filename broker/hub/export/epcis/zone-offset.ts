/** Offsets from UTC as EPCIS writes them: `+01:00`, at the most 14 hours. */

const OFFSET = /([+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;

/** The offset in force in an IANA time zone; undefined when there is no such zone. */
export class ZoneOffsets {
  readonly #formats = new Map<string, Intl.DateTimeFormat | undefined>();

  at(time: number, zone: string): string | undefined {
    if (!this.#formats.has(zone)) this.#formats.set(zone, formatOf(zone));
    const parts = this.#formats.get(zone)?.formatToParts(time);
    const name = parts?.find(({ type }) => type === 'timeZoneName')?.value;
    if (name === undefined) return undefined;
    return name === 'GMT' ? '+00:00' : OFFSET.exec(name.replace('\u2212', '-'))?.[1];
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  if (timeZone === '') return undefined;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    return undefined;
  }
}

/** The offset that stands in an ISO 8601 time; `+00:00` for `Z`. */
export function offsetIn(time: string): string {
  return OFFSET.exec(time)?.[1] ?? '+00:00';
}
