/** Committed events and a small catalogue for tests of the export. */
import type {
  CommittedEvent,
  CommittedEvents,
  Page,
  PageRequest,
} from '../../../../broker/hub/export/epcis/committed-events.ts';
import type { Lookups } from '../../../../broker/hub/export/epcis/object-event.ts';
import { ZoneOffsets } from '../../../../broker/hub/export/epcis/zone-offset.ts';

export const GTIN = '09506000134352';

export function committed(row: number, changes: Partial<CommittedEvent> = {}): CommittedEvent {
  return {
    row,
    id: `01938000-0000-7000-8000-${row.toString(16).padStart(12, '0')}`,
    store: 'mil-01',
    kiosk: 'wall-1',
    sequence: row,
    type: 'tapwall.tag_tapped.v1',
    time: '2026-07-01T10:00:00.000Z',
    receivedAt: '2026-07-01T10:00:01.000Z',
    data: { display: 'wall', device: 'reader-1', tag: 'product', sku: 'A', gtin: GTIN },
    ...changes,
  };
}

export function garments(
  type: 'garment_entered' | 'garment_left',
  skus: readonly string[],
): Partial<CommittedEvent> {
  return {
    type: `tapwall.${type}.v1`,
    data: { display: 'room', items: skus.map((sku) => ({ item_id: sku })) },
  };
}

/** `A` has a GTIN, other SKUs have none; the store is in Milan and has no GLN unless given. */
export function lookups(gln?: string): Lookups {
  return {
    tenant: 'demo',
    gtinOf: (sku) => (sku === 'A' ? GTIN : undefined),
    storeAt: (level) =>
      level === 'mil-01' ? { timezone: 'Europe/Rome', ...(gln !== undefined && { gln }) } : undefined,
    offsets: new ZoneOffsets(),
  };
}

/** Stands in for the database, and remembers what it was asked. */
export class FakeEvents implements CommittedEvents {
  readonly asked: PageRequest[] = [];
  readonly #events: readonly CommittedEvent[];

  constructor(events: readonly CommittedEvent[]) {
    this.#events = events;
  }

  page(request: PageRequest): Promise<Page> {
    this.asked.push(request);
    const events = this.#events.filter(({ row }) => row > request.after).slice(0, request.limit);
    return Promise.resolve({
      events,
      last: events.at(-1)?.row ?? request.after,
      more: events.length === request.limit,
    });
  }
}
