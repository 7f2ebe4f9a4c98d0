/** Whatever can be held to a reader: a product of the shelf, a customer card, or a tag that goes wrong. */
import type { LabRequests, LabState } from '../../../broker/contract/http.ts';
import { texts } from '../texts.ts';

export type Thing =
  | { kind: 'sku'; id: string; name: string; note: string; mediaUrl: string | null }
  | { kind: 'card'; id: string; name: string; place: number }
  | { kind: 'oddity'; id: string; name: string };

export function products(lab: LabState): Thing[] {
  return lab.shelf.map(({ sku, title, colour, size, mediaUrl }) => ({
    kind: 'sku',
    id: sku,
    name: title,
    note: [colour, size].filter((word) => word !== '').join(', '),
    mediaUrl,
  }));
}

export function cards(lab: LabState): Thing[] {
  return lab.cards.map(({ card, displayName }, place) => ({
    kind: 'card',
    id: card,
    name: displayName,
    place,
  }));
}

export function oddities(lab: LabState): Thing[] {
  return lab.oddities.map((id) => ({
    kind: 'oddity',
    id,
    name: texts.oddity[id] ?? id.replaceAll('_', ' '),
  }));
}

/** What the label of a reader stands for; a label that nothing here has is shown as it is. */
export function thingOn(lab: LabState, reader: string): Thing | null {
  const label = lab.onReader[reader];
  if (label === undefined) return null;
  const known = [...products(lab), ...cards(lab), ...oddities(lab)];
  return (
    known.find(({ id, name }) => id === label || name === label) ?? { kind: 'oddity', id: label, name: label }
  );
}

export function tagRequest(thing: Thing, reader: string, hold: boolean): LabRequests['tag'] {
  const what =
    thing.kind === 'sku'
      ? { sku: thing.id }
      : thing.kind === 'card'
        ? { card: thing.id }
        : { oddity: thing.id };
  return hold ? { reader, ...what, hold } : { reader, ...what };
}

/** The reader or radar of a display is called after it; anything else after its id. */
export function deviceName(lab: LabState, id: string): string {
  const display = lab.displays.find((one) => one.reader === id || one.radar === id);
  if (display !== undefined)
    return display.reader === id ? texts.readerOf(display.name) : texts.radarOf(display.name);
  const words = id.replaceAll(/[-_\s]+/gu, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
