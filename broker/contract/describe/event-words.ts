/** Every event in one sentence, with an example of its data that its schema accepts. */
import type { EventData, EventName } from '../events.ts';

export interface EventWords<N extends EventName> {
  summary: string;
  example: EventData<N>;
}

const ITEM = { item_id: 'ASKA-OAT-M', item_group_id: 'ASKA', item_name: 'Aska jumper' } as const;
const PRICED = { ...ITEM, item_variant: 'Oatmeal, M', price_minor: 8900, currency: 'EUR' } as const;

export const EVENT_WORDS: { readonly [N in EventName]: EventWords<N> } = {
  session_started: {
    summary: 'Somebody began to use a display.',
    example: { display: 'wall', cause: 'tag' },
  },
  session_ended: {
    summary: 'A visit ended; everything of the shopper is gone from the display.',
    example: { display: 'wall', reason: 'idle', seconds: 74 },
  },
  tag_tapped: {
    summary: 'A known tag was held to a reader. A card is told as a card and nothing else.',
    example: {
      display: 'wall',
      device: 'reader-1',
      tag: 'product',
      sku: 'ASKA-OAT-M',
      gtin: '09506000134352',
    },
  },
  tag_unknown: {
    summary: 'A tag was held to a reader and means nothing here.',
    example: { display: 'wall', device: 'reader-1', reason: 'unknown_gtin', gtin: '09506000134369' },
  },
  tag_checked: {
    summary: 'A signed tag of a product was checked for being genuine.',
    example: { display: 'wall', device: 'reader-1', result: 'genuine', sku: 'ASKA-OAT-M' },
  },
  view_item: {
    summary: 'A product was shown.',
    example: { display: 'wall', items: [PRICED] },
  },
  select_item: {
    summary: 'A product was chosen from a list.',
    example: { display: 'wall', list: 'search', items: [{ ...ITEM, index: 2 }] },
  },
  view_item_list: {
    summary: 'A list of products was shown.',
    example: { display: 'wall', list: 'related', items: [{ ...ITEM, index: 0 }] },
  },
  search: {
    summary: 'A shopper searched.',
    example: { display: 'wall', search_term: 'jumper', results: 12 },
  },
  review_read: {
    summary: 'The reviews of a product were opened.',
    example: { display: 'wall', product: 'ASKA' },
  },
  stock_checked: {
    summary: 'The stock of a product here and in other stores was opened.',
    example: { display: 'wall', items: [ITEM] },
  },
  size_requested: {
    summary: 'A shopper in a fitting room asked for another size or colour.',
    example: { display: 'room', items: [ITEM] },
  },
  reserve_requested: {
    summary: 'A shopper asked to have something put aside in this store.',
    example: { display: 'wall', items: [ITEM] },
  },
  begin_checkout: {
    summary: 'A shopper began to buy: at another store, by post, or at the till.',
    example: { display: 'wall', way: 'pickup', items: [PRICED] },
  },
  order_placed: {
    summary: 'The shop’s system took an order that was begun at a display.',
    example: { display: 'wall', way: 'pickup', items: [PRICED] },
  },
  handover_shown: {
    summary: 'A code for the till was shown; the code itself is not told.',
    example: { display: 'wall', items: [PRICED] },
  },
  handover_claimed: {
    summary: 'A till took over what a shopper chose at a display.',
    example: { display: 'wall', items: [PRICED] },
  },
  associate_called: { summary: 'A shopper called for somebody of the team.', example: { display: 'room' } },
  customer_recognised: {
    summary: 'A shopper chose to be recognised; by whom is not told.',
    example: { display: 'wall', method: 'card' },
  },
  add_to_wishlist: {
    summary: 'A recognised shopper put something on their list, and its source has it.',
    example: { display: 'wall', items: [ITEM] },
  },
  remove_from_wishlist: {
    summary: 'A recognised shopper took something off their list, and its source has done so.',
    example: { display: 'wall', items: [ITEM] },
  },
  consent_given: {
    summary: 'A shopper agreed to one purpose, on their phone; who is not told.',
    example: { display: 'wall', purpose: 'style_tips', version: '2', lang: 'it', method: 'phone' },
  },
  consent_revoked: {
    summary: 'A shopper took one consent back; the visit goes on as before.',
    example: { display: 'wall', purpose: 'style_tips', version: '2', lang: 'it', method: 'phone' },
  },
  room_entered: {
    summary: 'Somebody entered a fitting room.',
    example: { display: 'room', device: 'radar-1' },
  },
  room_left: {
    summary: 'A fitting room is empty again.',
    example: { display: 'room', device: 'radar-1', seconds: 412 },
  },
  garment_entered: {
    summary: 'Garments came into a fitting room.',
    example: { display: 'room', items: [ITEM] },
  },
  garment_left: { summary: 'Garments left a fitting room.', example: { display: 'room', items: [ITEM] } },
  device_changed: {
    summary: 'A device was connected, lost or found again.',
    example: { device: 'reader-1', driver: 'pcsc', status: 'connected' },
  },
  incident_opened: {
    summary: 'Something needs somebody to look at it.',
    example: {
      incident: '01938b7e-6211-7a90-b3c4-8d2e5f60719a',
      code: 'TW_NFC_UNPLUGGED',
      message: 'The reader is unplugged.',
    },
  },
  incident_closed: {
    summary: 'It is over.',
    example: {
      incident: '01938b7e-6211-7a90-b3c4-8d2e5f60719a',
      code: 'TW_NFC_UNPLUGGED',
      message: 'The reader is unplugged.',
      seconds: 63,
    },
  },
  consent_withdrawn: {
    summary:
      'A shopper withdrew their consent: the events of the visit with these numbers are to be deleted.',
    example: {
      display: 'wall',
      dropped: 4,
      epoch: '01938b7e-5a00-7c11-9a3e-2f6d8c4b1a09',
      ranges: [
        [4705, 4709],
        [4711, 4712],
      ],
    },
  },
  events_evicted: {
    summary:
      'Events that were never sent were dropped, with their numbers: the proof that they will not come.',
    example: {
      epoch: '01938b7e-5a00-7c11-9a3e-2f6d8c4b1a09',
      ranges: [[101, 180]],
      count: 80,
      reason: 'bytes',
    },
  },
};
