/** Offsets from UTC as EPCIS writes them: `+01:00`, at the most 14 hours. */

const OFFSET = /([+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;

/** Clocks change on quarters of an hour; asking for every event takes longer than all the rest of it. */
const QUARTER_MS = 900_000;

interface Zone {
  format: Intl.DateTimeFormat | undefined;
  /** The quarter that was asked for last, and its answer: events come in order. */
  quarter: number;
  offset: string | undefined;
}

export class ZoneOffsets {
  readonly #zones = new Map<string, Zone>();

  /** The offset in force in an IANA time zone; undefined when there is no such zone. */
  at(time: number, name: string): string | undefined {
    const zone = this.#zones.get(name) ?? { format: formatOf(name), quarter: Number.NaN, offset: undefined };
    this.#zones.set(name, zone);
    const quarter = Math.floor(time / QUARTER_MS);
    if (zone.quarter !== quarter) Object.assign(zone, { quarter, offset: offsetAt(time, zone.format) });
    return zone.offset;
  }
}

function offsetAt(time: number, format: Intl.DateTimeFormat | undefined): string | undefined {
  const name = format?.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value;
  if (name === undefined) return undefined;
  return name === 'GMT' ? '+00:00' : OFFSET.exec(name.replace('\u2212', '-'))?.[1];
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
