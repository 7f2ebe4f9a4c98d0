/** Whatever can be held to a reader: a product of the shelf, a customer card, or a tag that goes wrong. */
import type { LabPiece, LabRequests, LabState } from '../../../broker/contract/http.ts';
import { texts } from '../texts.ts';

export type Thing =
  | { kind: 'sku'; id: string; name: string; note: string; mediaUrl: string | null }
  | { kind: 'piece'; id: string; sku: string; name: string; note: string; mediaUrl: string | null }
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

/** The garments in the row of fitting rooms, with where each one really is. */
export function pieces(lab: LabState): { thing: Extract<Thing, { kind: 'piece' }>; piece: LabPiece }[] {
  const known = new Map(lab.shelf.map((product) => [product.sku, product]));
  return (lab.rooms?.pieces ?? []).map((piece) => {
    const product = known.get(piece.sku);
    const note = [product?.colour ?? '', product?.size ?? ''].filter((word) => word !== '').join(', ');
    const { epc: id, sku } = piece;
    return {
      piece,
      thing: {
        kind: 'piece',
        id,
        sku,
        name: product?.title ?? sku,
        note,
        mediaUrl: product?.mediaUrl ?? null,
      },
    };
  });
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
    thing.kind === 'sku' || thing.kind === 'piece'
      ? { sku: thing.kind === 'sku' ? thing.id : thing.sku }
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
  const kind = /^virtual-([a-z]+)-1$/u.exec(id)?.[1] ?? '';
  const known = texts.device[kind];
  if (known !== undefined) return known;
  const words = id.replaceAll(/[-_\s]+/gu, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
