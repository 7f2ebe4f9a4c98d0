/** What elements say in texts (format B). Each says what it is, so that nothing needs to be configured for it. */

export type ElementText =
  /** X-Eye, time of flight: zone 1 is the nearest; `air` is a hand right in front; null is nobody. */
  | { kind: 'zone'; zone: number | 'air' | null }
  /** X-Eye gender sensors; what they think of the person is not looked at. */
  | { kind: 'person'; present: boolean }
  /** XT-EF air button. */
  | { kind: 'hand'; level: 'near' | 'far' | null }
  /** Rotary knob, 1 to 20. */
  | { kind: 'dial'; position: number }
  /** XR-DR2 and XR-DW2: an NFC tag came or went; `tag` is its UID, number or label, as the element is set. */
  | { kind: 'nfc'; tag: string | null; present: boolean }
  /** XR-DR1, asked: the numbered tags that lie on the antenna. */
  | { kind: 'lying'; tags: string[] };

type Reader = (groups: readonly string[]) => ElementText | undefined;

const TEXTS: readonly (readonly [RegExp, Reader])[] = [
  [/^Dz=(AB|XX|\d{1,2})$/, ([zone = '']) => ({ kind: 'zone', zone: readZone(zone) })],
  [/^([01])[MFU][XLH][0-8][XLH][LCRU]$/, ([present]) => ({ kind: 'person', present: present === '1' })],
  [/^Bs=(NEAR|FAR|IDLE)$/, ([level = '']) => ({ kind: 'hand', level: LEVELS[level] ?? null })],
  [/^Dr=(\d{1,2})$/, ([position]) => ({ kind: 'dial', position: Number(position) })],
  [/^T([DR])=(.*)$/, ([move, tag = '']) => ({ kind: 'nfc', tag: readNfcTag(tag), present: move === 'D' })],
  [/^((?: ?d\d{3}){1,8})$/, ([tags = '']) => ({ kind: 'lying', tags: readLying(tags) })],
];

const LEVELS: Readonly<Record<string, 'near' | 'far'>> = { NEAR: 'near', FAR: 'far' };

/** Undefined for what is none of these: answers to requests, gestures, elements we do not know. */
export function readElementText(text: string): ElementText | undefined {
  const trimmed = text.trim();
  for (const [pattern, read] of TEXTS) {
    const groups = pattern.exec(trimmed);
    if (groups !== null) return read(groups.slice(1));
  }
  return undefined;
}

/** The field and padded value of a diagnostic answer: `TYPE=XY146 ` or `SERIAL=32132_18-101-24 `. */
export function readDiagnostic(text: string): { field: string; value: string } | undefined {
  const [, field, value] = /^([A-Z]+)=(.*)$/.exec(text) ?? [];
  return field === undefined || value === undefined ? undefined : { field, value: value.trim() };
}

function readZone(zone: string): number | 'air' | null {
  if (zone === 'AB') return 'air';
  return zone === 'XX' || Number(zone) === 0 ? null : Number(zone);
}

/** `UID:04A2B3C4D5E6F7`, `TNR:00042`, `LB1:text`. */
function readNfcTag(tag: string): string | null {
  const [, field, value = ''] = /^(\w+):(.*)$/.exec(tag.trim()) ?? [];
  if (field === 'TNR' && /^\d+$/.test(value)) return tagNumber(Number(value));
  return value === '' ? null : value;
}

/** `d000` is an empty place. */
function readLying(tags: string): string[] {
  const numbers = [...tags.matchAll(/\d{3}/g)].map(([number]) => Number(number));
  return numbers.filter((number) => number > 0).map(tagNumber);
}

/** How a numbered tag is called in readings. */
export function tagNumber(number: number): string {
  return String(number);
}
