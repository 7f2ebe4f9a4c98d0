/** A fitting room: who is in it, and which garments. */
import type { SessionInput } from './input.ts';
import type { Garment } from './state.ts';
import type { Turn } from './turn.ts';

/** More than anybody may take along, and what a screen can still show. */
const MOST_GARMENTS = 12;
const MOST_PIECES = 24;

type GarmentInput = Extract<SessionInput, { type: 'garment' }>;

export function onPresence(turn: Turn, input: Extract<SessionInput, { type: 'presence' }>): void {
  if (turn.context.display.kind !== 'room') return;
  if (input.present === null) loseSensor(turn);
  else if (input.present) enter(turn, input.device);
  else leave(turn, input.device);
}

function enter(turn: Turn, device: string): void {
  if (turn.state.occupied !== null) return;
  turn.begin('presence');
  turn.emit('room_entered', { display: turn.context.display.id, device });
  turn.activity();
  turn.patch({ occupied: { device, since: turn.context.now } });
}

function leave(turn: Turn, device: string): void {
  const { occupied, session } = turn.state;
  if (session === null) return;
  if (occupied !== null) {
    const seconds = Math.max(0, Math.round((turn.context.now - occupied.since) / 1000));
    turn.emit('room_left', { display: turn.context.display.id, device, seconds });
  }
  turn.end('left');
}

/** Nobody can tell any more whether the room is empty, so that the idle time has to. */
function loseSensor(turn: Turn): void {
  if (turn.state.occupied === null) return;
  turn.patch({ occupied: null });
  turn.activity();
}

/** A garment held to the room's reader comes in; held there again, it goes, unless its radio tag says that it is here. */
export function garmentTapped(turn: Turn, sku: string): void {
  const { garments } = turn.state;
  if (garments.some(({ tag, epcs }) => tag === sku && epcs !== undefined)) {
    turn.patch({ focus: sku, place: { name: 'room' }, trail: [] });
    return;
  }
  const data = { display: turn.context.display.id, items: turn.items(sku) };
  const isLeaving = garments.some((garment) => garment.tag === sku);
  const next: Garment[] = isLeaving
    ? garments.filter((garment) => garment.tag !== sku)
    : [...garments, { tag: sku, shown: sku }].slice(-MOST_GARMENTS);
  turn.emit(isLeaving ? 'garment_left' : 'garment_entered', data);
  turn.patch({ garments: next, focus: next.at(-1)?.tag ?? null, place: { name: 'room' }, trail: [] });
}

/** What a radio tag tells is what is there: nothing toggles, and two pieces of a SKU are two. */
export function onGarment(turn: Turn, { sku, epc, present }: GarmentInput): void {
  if (turn.context.display.kind !== 'room') return;
  if (present) pieceEntered(turn, sku, epc);
  else pieceLeft(turn, epc);
}

function pieceEntered(turn: Turn, sku: string, epc: string): void {
  const items = turn.items(sku);
  if (items.length === 0 || pieceOf(turn, epc) !== undefined) return;
  turn.begin('tag');
  turn.activity();
  const { garments } = turn.state;
  const same = garments.find(({ tag }) => tag === sku);
  const garment: Garment = {
    ...(same ?? { tag: sku, shown: sku }),
    epcs: [...(same?.epcs ?? []), epc].slice(-MOST_PIECES),
  };
  // A garment that was held to the reader before is the same piece: it is here already.
  const isNew = same === undefined || same.epcs !== undefined;
  if (isNew) turn.emit('garment_entered', { display: turn.context.display.id, items });
  turn.patch({
    garments: (same === undefined
      ? [...garments, garment]
      : garments.map((one) => (one === same ? garment : one))
    ).slice(-MOST_GARMENTS),
  });
  // Whoever reads reviews must not lose them because another garment came into range.
  if (turn.standing().name === 'room') turn.patch({ focus: sku });
}

function pieceLeft(turn: Turn, epc: string): void {
  const garment = pieceOf(turn, epc);
  if (garment === undefined) return;
  const rest = (garment.epcs ?? []).filter((one) => one !== epc);
  const garments = turn.state.garments.flatMap((one) =>
    one !== garment ? [one] : rest.length === 0 ? [] : [{ ...one, epcs: rest }],
  );
  turn.emit('garment_left', { display: turn.context.display.id, items: turn.items(garment.tag) });
  const hasFocus = garments.some(({ tag }) => tag === turn.state.focus);
  turn.patch({ garments, focus: hasFocus ? turn.state.focus : (garments.at(-1)?.tag ?? null) });
}

function pieceOf(turn: Turn, epc: string): Garment | undefined {
  return turn.state.garments.find(({ epcs }) => epcs?.includes(epc) === true);
}

/** Puts the garment that shows `sku` in focus; false when there is none. */
export function focusGarment(turn: Turn, sku: string): boolean {
  const garment = turn.state.garments.find((entry) => entry.shown === sku || entry.tag === sku);
  if (garment !== undefined) turn.patch({ focus: garment.tag });
  return garment !== undefined;
}

/** Shows another variant of a garment that is in the room; false when there is none of that product. */
export function showVariantOfGarment(turn: Turn, sku: string): boolean {
  const productId = turn.productOf(sku);
  const { garments, focus } = turn.state;
  const ofProduct = garments.filter((entry) => turn.productOf(entry.tag) === productId);
  const garment = ofProduct.find((entry) => entry.tag === focus) ?? ofProduct[0];
  if (garment === undefined || garment.shown === sku) return false;
  turn.patch({
    garments: garments.map((entry) => (entry === garment ? { ...entry, shown: sku } : entry)),
    focus: garment.tag,
  });
  return true;
}
