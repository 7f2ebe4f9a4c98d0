/** Figures of the whole fleet that are counted in the database. */
import type { Figure } from '../../metrics/figures.ts';

/** Sums over the fleet of what its kiosks' numbers prove. */
export interface ProofTotals {
  /** Numbers that never came and will not. */
  missing: number;
  /** Numbers that kiosks themselves gave up. */
  evicted: number;
  /** Events deleted because a shopper withdrew their consent. */
  withdrawn: number;
}

export interface CountedFiguresOptions {
  /** As last counted; null until they were. */
  proofs: () => ProofTotals | null;
  /** Orders that the shop has not cancelled yet, as last counted; null until they were. */
  snags: () => number | null;
}

export function countedFigures({ proofs, snags }: CountedFiguresOptions): Figure[] {
  return [
    {
      name: 'tapwall_hub_events_missing',
      type: 'gauge',
      help: 'Numbers of events that never came and that no kiosk has given up itself: losses. Should be 0.',
      read: () => proofs()?.missing ?? null,
    },
    {
      name: 'tapwall_hub_events_evicted',
      type: 'gauge',
      help: 'Numbers of events that kiosks gave up themselves, over all time.',
      read: () => proofs()?.evicted ?? null,
    },
    {
      name: 'tapwall_hub_events_withdrawn',
      type: 'gauge',
      help: 'Events deleted because a shopper took their consent back, over all time.',
      read: () => proofs()?.withdrawn ?? null,
    },
    {
      name: 'tapwall_hub_orders_uncancelled',
      type: 'gauge',
      help: 'Orders that were called off and that the shop has not cancelled yet; the console lists them. Should be 0.',
      read: () => snags(),
    },
  ];
}
