/** Tags that sign what they say: the product is shown at once, and whether its tag is genuine a moment later. */
import type { IdentifiedProduct } from '../identify/identified.ts';
import type { SessionInput } from './input.ts';
import type { TagCheckState } from './state.ts';
import type { Turn } from './turn.ts';

/** As many as a fitting room holds garments. */
const MOST_CHECKS = 12;

/** Asks about a signed tag. What was known of another tag of this product no longer counts. */
export function checkTag(turn: Turn, input: { device: string }, product: IdentifiedProduct): void {
  const { sku, gtin, sun } = product;
  const others = turn.state.checks.filter((check) => check.sku !== sku);
  if (sun === undefined) {
    if (others.length < turn.state.checks.length) turn.patch({ checks: others });
    return;
  }
  const requestId = turn.context.newId;
  const check: TagCheckState = { requestId, sku, result: 'checking' };
  turn.patch({ checks: [...others, check].slice(-MOST_CHECKS) });
  const about = { device: input.device, sku, ...(gtin === undefined ? {} : { gtin }) };
  turn.effects.push({ type: 'check_tag', sun, requestId, about });
}

/** A copy is worth knowing about also when whoever tapped it has left. */
export function onTagChecked(turn: Turn, input: Extract<SessionInput, { type: 'tag_checked' }>): void {
  const { requestId, about, result } = input;
  const isAwaited = turn.state.checks.some((check) => check.requestId === requestId);
  if (result === 'unknown') {
    turn.patch({ checks: turn.state.checks.filter((check) => check.requestId !== requestId) });
    return;
  }
  const shown = result === 'genuine' ? 'genuine' : 'unchecked';
  turn.patch({
    checks: turn.state.checks.map((check) =>
      check.requestId === requestId ? { ...check, result: shown } : check,
    ),
  });
  const data = { display: turn.context.display.id, ...about, result };
  if (isAwaited) turn.emit('tag_checked', data);
  // It belongs to no session any more, least of all to the present one.
  else turn.effects.push({ type: 'event', event: { name: 'tag_checked', data } });
}
