/** What a tap does. */
import type { IdentifiedCard, IdentifiedProduct, IdentifiedUnknown } from '../identify/identified.ts';
import type { SessionInput } from './input.ts';
import { garmentTapped } from './room.ts';
import { dropSeeking, seek } from './seeking.ts';
import { checkTag } from './signed-tags.ts';
import type { Turn } from './turn.ts';

type TagInput = Extract<SessionInput, { type: 'tag' }>;

export function onTag(turn: Turn, input: TagInput): void {
  const { identified } = input;
  turn.activity();
  // Whatever was asked about the tag before it is of no interest any more.
  dropSeeking(turn);
  if (identified.kind === 'sought') seek(turn, input, identified);
  else if (identified.kind === 'product') onProduct(turn, input, identified);
  else if (identified.kind === 'card') onCard(turn, input, identified);
  else onUnknown(turn, input, identified);
}

/** The answer counts only while its question stands; it is what the tap meant. */
export function onSought(turn: Turn, input: Extract<SessionInput, { type: 'sought' }>): void {
  const { seeking } = turn.state;
  if (seeking?.requestId !== input.requestId) return;
  const { tap, device } = seeking;
  onTag(turn, { type: 'tag', tap, device, identified: input.identified });
}

function onProduct(turn: Turn, input: TagInput, product: IdentifiedProduct): void {
  const display = turn.context.display;
  const { sku, gtin } = product;
  turn.begin('tag');
  turn.emit('tag_tapped', {
    display: display.id,
    device: input.device,
    tag: 'product',
    sku,
    ...(gtin === undefined ? {} : { gtin }),
  });
  checkTag(turn, input, product);
  if (display.kind === 'room') garmentTapped(turn, sku);
  else showTapped(turn, sku);
}

function showTapped(turn: Turn, sku: string): void {
  const here = turn.standing();
  if (here.name === 'product' && here.sku === sku) {
    turn.patch({ place: here });
    return;
  }
  const page = { name: 'product', sku, panel: 'none', personal: false } as const;
  // A tapped product takes the place of the one before it; a list under it stays where `back` finds it.
  if (here.name === 'product') turn.patch({ place: page });
  else turn.open(page);
  turn.emit('view_item', { display: turn.context.display.id, items: turn.items(sku) });
}

function onCard(turn: Turn, input: TagInput, card: IdentifiedCard): void {
  const { display, newId } = turn.context;
  turn.begin('tag');
  turn.emit('tag_tapped', { display: display.id, device: input.device, tag: 'card' });
  turn.patch({
    asking: {
      requestId: newId,
      tap: input.tap,
      otherwise: card.otherwise,
      device: input.device,
      method: card.pass === undefined ? 'card' : 'pass',
    },
  });
  if (card.pass !== undefined)
    turn.effects.push({ type: 'recognise_pass', pass: card.pass, requestId: newId });
  else if (card.sun === undefined) turn.effects.push({ type: 'recognise', uid: card.uid, requestId: newId });
  else turn.effects.push({ type: 'recognise_signed', sun: card.sun, requestId: newId });
  const here = turn.standing();
  turn.patch({ place: here.name === 'attract' ? { name: 'recognising' } : here });
}

function onUnknown(turn: Turn, input: TagInput, unknown: IdentifiedUnknown): void {
  turn.emit('tag_unknown', {
    display: turn.context.display.id,
    device: input.device,
    reason: unknown.reason.slice(0, 64),
    ...(unknown.gtin === undefined ? {} : { gtin: unknown.gtin }),
  });
  turn.notice(unknown.notice);
}
