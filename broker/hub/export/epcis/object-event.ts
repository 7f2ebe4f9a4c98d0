/**
 * An event of ours as an EPCIS 2.0 ObjectEvent: which things were observed, when and where.
 *
 * Only what was observed becomes one: a tag that was held to a reader or checked, garments that came into a fitting room
 * or left it. A product that was merely shown on a screen was not there. CBV's business steps are of supply chains; the
 * one that is true of us is `inspecting`, of the check whether a tag is genuine. `entering_exiting` is the door of the
 * shop with purchases and returns, not a fitting room. So the others have none, and no disposition: nobody asked whether
 * the thing can be sold. `tapwall:type` says what happened.
 */
import type { Store } from '../../../contract/domain.ts';
import { eventType, type EventName } from '../../../contract/events.ts';
import type { CommittedEvent } from './committed-events.ts';
import { glnPlace, gtinClass, place, skuClass } from './vocabulary.ts';
import { offsetIn, type ZoneOffsets } from './zone-offset.ts';

const OBSERVING = [
  'tag_tapped',
  'tag_checked',
  'garment_entered',
  'garment_left',
] as const satisfies EventName[];

/** Types of the events that say something about things. */
export const OBSERVING_TYPES: readonly string[] = OBSERVING.map(eventType);

export interface Lookups {
  tenant: string;
  /** GTIN-14 of a SKU; undefined when it has none. */
  gtinOf(sku: string): string | undefined;
  /** By its topic level. */
  storeAt(level: string): Pick<Store, 'timezone' | 'gln'> | undefined;
  offsets: ZoneOffsets;
}

export interface ObjectEvent {
  type: 'ObjectEvent';
  eventID: string;
  eventTime: string;
  eventTimeZoneOffset: string;
  recordTime: string;
  action: 'OBSERVE';
  bizStep?: 'inspecting';
  quantityList: QuantityElement[];
  readPoint: { id: string };
  bizLocation: { id: string };
  'tapwall:type': string;
  'tapwall:source': string;
  'tapwall:sequence': number;
  'tapwall:skus'?: string[];
  'tapwall:device'?: string;
  'tapwall:result'?: string;
}

interface QuantityElement {
  epcClass: string;
  quantity: number;
}

interface Thing {
  sku: string | undefined;
  gtin: string | undefined;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const GTIN_14 = /^[0-9]{14}$/;

/** Undefined when no thing is in it: the tag was a card, or what was held there is unknown. */
export function objectEventOf(event: CommittedEvent, lookups: Lookups): ObjectEvent | undefined {
  const things = thingsIn(event.data).map(({ sku, gtin }) => ({
    sku,
    gtin: gtin ?? (sku && lookups.gtinOf(sku)),
  }));
  const quantityList = count(things, lookups.tenant);
  const time = Date.parse(event.time);
  if (quantityList.length === 0 || Number.isNaN(time)) return undefined;
  const store = lookups.storeAt(event.store);
  const skus = [...new Set(things.flatMap(({ sku }) => sku ?? []))];
  return {
    type: 'ObjectEvent',
    eventID: UUID.test(event.id) ? `urn:uuid:${event.id}` : `urn:tapwall:event:${event.id}`,
    eventTime: new Date(time).toISOString(),
    eventTimeZoneOffset: lookups.offsets.at(time, store?.timezone ?? '') ?? offsetIn(event.time),
    recordTime: event.receivedAt,
    action: 'OBSERVE',
    ...(event.type === eventType('tag_checked') && { bizStep: 'inspecting' as const }),
    quantityList,
    ...whereOf(event, { tenant: lookups.tenant, gln: store?.gln }),
    'tapwall:type': event.type,
    'tapwall:source': `/${lookups.tenant}/${event.store}/${event.kiosk}`,
    'tapwall:sequence': event.sequence,
    ...(skus.length > 0 && { 'tapwall:skus': skus }),
    ...textField('tapwall:device', event.data['device']),
    ...textField('tapwall:result', event.data['result']),
  };
}

/** The read point is the display; what is in a fitting room stays there until it leaves. */
function whereOf(
  { type, store, kiosk, data }: CommittedEvent,
  { tenant, gln }: { tenant: string; gln: string | undefined },
): Pick<ObjectEvent, 'readPoint' | 'bizLocation'> {
  const display = typeof data['display'] === 'string' && data['display'] !== '' ? [data['display']] : [];
  const readPoint = { id: place(tenant, store, kiosk, ...display) };
  if (type === eventType('garment_entered')) return { readPoint, bizLocation: readPoint };
  return { readPoint, bizLocation: { id: gln === undefined ? place(tenant, store) : glnPlace(gln) } };
}

function thingsIn(data: Record<string, unknown>): Thing[] {
  if (data['tag'] === 'card') return [];
  if (!Array.isArray(data['items'])) return [{ sku: textOf(data['sku']), gtin: gtinIn(data['gtin']) }];
  return data['items'].map((item: unknown) => ({
    sku: textOf((item as Record<string, unknown> | null)?.['item_id']),
    gtin: undefined,
  }));
}

/** Alike things are counted together. */
function count(things: readonly Thing[], tenant: string): QuantityElement[] {
  const quantities = new Map<string, number>();
  for (const { sku, gtin } of things) {
    if (gtin === undefined && sku === undefined) continue;
    const epcClass = gtin === undefined ? skuClass(tenant, sku ?? '') : gtinClass(gtin);
    quantities.set(epcClass, (quantities.get(epcClass) ?? 0) + 1);
  }
  return [...quantities].map(([epcClass, quantity]) => ({ epcClass, quantity }));
}

function gtinIn(value: unknown): string | undefined {
  const gtin = typeof value === 'string' ? value.padStart(14, '0') : '';
  return GTIN_14.test(gtin) ? gtin : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function textField<N extends string>(name: N, value: unknown): { [K in N]?: string } {
  const text = textOf(value);
  return (text === undefined ? {} : { [name]: text }) as { [K in N]?: string };
}
