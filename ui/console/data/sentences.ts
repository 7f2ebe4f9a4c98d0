/** One event of the contract as one sentence for a manager. */
import type { ActivityLine, KioskSummary } from '../../../broker/contract/http.ts';
import type { EventName } from '../../../broker/contract/events.ts';
import { deviceName, itemsOf, readable } from './names.ts';
import { lasting } from './time.ts';

/** Plain text, or the one thing the eye should find. */
export type Part = string | { strong: string };

export type ActivityKind = 'asks' | 'shoppers' | 'rooms' | 'hardware';

export interface Sentence {
  parts: Part[];
  kind: ActivityKind;
  /** `ask`: somebody waits. `trouble`: something broke. `quiet`: follows from another line. */
  tone: 'ask' | 'trouble' | 'plain' | 'quiet';
}

export interface Context {
  kiosk: KioskSummary | undefined;
  products: ReadonlyMap<string, string>;
}

export function sentence(line: ActivityLine, context: Context): Sentence {
  const reader = new LineReader(line, context);
  const describe = (SENTENCES as Partial<Record<string, Describe>>)[line.name];
  return describe?.(reader) ?? plain('shoppers', deviceName(line.name));
}

type Describe = (line: LineReader) => Sentence;

const SENTENCES: Record<EventName, Describe> = {
  session_started: (line) => quiet(STARTS[line.text('cause')] ?? 'Somebody began at ', line.display, '.'),
  session_ended: (line) =>
    quiet(line.display, `: ${ENDS[line.text('reason')] ?? 'the session ended'}, `, `after ${line.duration}.`),
  tag_tapped: (line) =>
    line.text('tag') === 'card'
      ? plain('shoppers', 'Somebody tapped their card at ', line.display, '.')
      : plain('shoppers', 'Somebody tapped ', { strong: line.tapped }, ' at ', line.display, '.'),
  tag_unknown: (line) =>
    plain('shoppers', `A tag was tapped at ${line.display} that could not be used${line.reason}.`),
  tag_checked: (line) => {
    const doubt = DOUBTS[line.text('result')];
    if (doubt === undefined)
      return quiet(
        'The tag of ',
        line.tapped,
        ` at ${line.display} ${CHECKS[line.text('result')] ?? 'was checked'}.`,
      );
    return ask(
      'The tag of ',
      { strong: line.tapped },
      ` at ${line.display} ${doubt}: please look at the piece.`,
    );
  },
  view_item: (line) => quiet(line.display, ' shows ', line.product, '.'),
  select_item: (line) =>
    plain('shoppers', 'Somebody opened ', { strong: line.product }, ` at ${line.display}.`),
  view_item_list: (line) => quiet(`${line.display} shows a list of ${line.count}.`),
  search: (line) =>
    plain(
      'shoppers',
      'Somebody searched for ',
      { strong: line.text('search_term') || 'everything' },
      `: ${line.found}.`,
    ),
  review_read: (line) => plain('shoppers', `Reviews were read at ${line.display}.`),
  stock_checked: (line) =>
    plain(
      'shoppers',
      'Stock of ',
      { strong: line.product },
      ` in other stores was looked up at ${line.display}.`,
    ),
  size_requested: (line) => ask({ strong: line.wanted }, ` asked for at ${line.display}.`),
  reserve_requested: (line) =>
    ask({ strong: line.wanted }, ` to be put aside, asked for at ${line.display}.`),
  begin_checkout: (line) =>
    plain('shoppers', 'Somebody began to buy ', { strong: line.product }, ` at ${line.display}.`),
  order_placed: (line) => ask({ strong: line.wanted }, ` ordered at ${line.display}.`),
  handover_shown: (line) =>
    plain('shoppers', 'Somebody takes ', { strong: line.product }, ` from ${line.display} to the till.`),
  handover_claimed: (line) =>
    plain('shoppers', { strong: line.product }, ` from ${line.display} is at the till.`),
  associate_called: (line) => ask('Somebody asks for help at ', { strong: line.display }, '.'),
  customer_recognised: (line) =>
    plain('shoppers', `${WAYS[line.text('method')] ?? 'Somebody'} was recognised at ${line.display}.`),
  add_to_wishlist: (line) =>
    plain('shoppers', { strong: line.product }, ` was put on a wishlist at ${line.display}.`),
  remove_from_wishlist: (line) => quiet(line.product, ` was taken off a wishlist at ${line.display}.`),
  consent_given: (line) =>
    quiet(
      `Somebody at ${line.display} agreed to “${line.text('purpose').replaceAll('_', ' ')}” on their phone.`,
    ),
  consent_revoked: (line) =>
    quiet(
      `Somebody at ${line.display} took back their “${line.text('purpose').replaceAll('_', ' ')}” on their phone.`,
    ),
  room_entered: (line) => plain('rooms', line.display, ': somebody walked in.'),
  room_left: (line) => plain('rooms', line.display, `: left after ${line.duration}.`),
  garment_entered: (line) => plain('rooms', { strong: line.product }, ` was brought into ${line.display}.`),
  garment_left: (line) => plain('rooms', { strong: line.product }, ` left ${line.display}.`),
  device_changed: (line) => line.device,
  incident_opened: (line) => trouble({ strong: 'Problem: ' }, line.message),
  incident_closed: (line) =>
    plain(
      'hardware',
      line.number('seconds') > 0 ? `Solved after ${line.duration}: ` : 'Solved: ',
      line.message,
    ),
  consent_withdrawn: (line) =>
    plain(
      'shoppers',
      `Somebody at ${line.display} asked to be forgotten: what was noted of the visit is deleted${line.dropped}.`,
    ),
  events_evicted: (line) =>
    line.text('reason') === 'consent'
      ? quiet(`${line.events} of a forgotten visit ${line.were} deleted before being sent.`)
      : trouble(
          `${line.events} ${line.were} given up: ${EVICTIONS[line.text('reason')] ?? 'they could not be kept'}.`,
        ),
};

/** Of a signed tag: what somebody of the team should look at, and what is only said. */
const DOUBTS: Partial<Record<string, string>> = {
  replayed: 'said what it had said before, as a copy does',
  not_genuine: 'is not signed by a key of ours',
};
const CHECKS: Partial<Record<string, string>> = {
  genuine: 'is genuine',
  unavailable: 'could not be checked',
};

const WAYS: Partial<Record<string, string>> = {
  card: 'A loyalty card',
  phone: 'A shopper with a phone',
  pass: 'A code on a phone',
};

const EVICTIONS: Partial<Record<string, string>> = {
  bytes: 'the space for events was used up',
  age: 'they had waited too long',
};

const STARTS: Partial<Record<string, string>> = {
  tag: 'A tap woke ',
  touch: 'Somebody touched ',
  presence: 'Somebody came to ',
};
const ENDS: Partial<Record<string, string>> = {
  finished: 'the shopper finished',
  idle: 'nobody was there any more',
  left: 'the shopper left',
  restarted: 'it started anew',
};
const REASONS: Partial<Record<string, string>> = {
  unknown_gtin: 'not sold here',
  random_uid: 'a phone or a bank card',
  no_content: 'it is blank',
  no_link: 'it holds no link',
  no_gtin: 'it is no product',
  unknown_product: 'not sold here',
  foreign_tag: 'it belongs to somebody else',
  blank_tag: 'it is blank',
  unreadable_tag: 'it could not be read',
  unknown_card: 'the card is not known',
  cards_offline: 'cards need the network',
  phone: 'a phone or a bank card',
  TW_NFC_PHONE_OR_BANK_CARD: 'a phone or a bank card',
  // Any other code of these families.
  TW_NFC: 'it could not be read',
  TW_NDEF: 'it could not be read',
  TW_GS1: 'it is no product of ours',
};

function plain(kind: ActivityKind, ...parts: Part[]): Sentence {
  return { parts, kind, tone: 'plain' };
}

function quiet(...parts: Part[]): Sentence {
  return { parts, kind: 'shoppers', tone: 'quiet' };
}

function ask(...parts: Part[]): Sentence {
  return { parts, kind: 'asks', tone: 'ask' };
}

function trouble(...parts: Part[]): Sentence {
  return { parts, kind: 'hardware', tone: 'trouble' };
}

/** Reads the data of a line without trusting its shape: it may come from a newer kiosk. */
class LineReader {
  readonly #line: ActivityLine;
  readonly #context: Context;

  constructor(line: ActivityLine, context: Context) {
    this.#line = line;
    this.#context = context;
  }

  text(key: string): string {
    const value = this.#line.data[key];
    return typeof value === 'string' ? value : '';
  }

  number(key: string): number {
    const value = this.#line.data[key];
    return typeof value === 'number' ? value : 0;
  }

  get display(): string {
    const id = this.text('display');
    return (
      this.#context.kiosk?.displays.find((display) => display.id === id)?.name ??
      deviceName(id || 'a display')
    );
  }

  get message(): string {
    return readable(this.text('message'), this.#context.kiosk?.devices ?? []);
  }

  get duration(): string {
    return lasting(this.number('seconds'));
  }

  get count(): string {
    const count = itemsOf(this.#line).length;
    return count === 1 ? '1 product' : `${count} products`;
  }

  get events(): string {
    return this.number('count') === 1 ? '1 event' : `${this.number('count')} events`;
  }

  get were(): string {
    return this.number('count') === 1 ? 'was' : 'were';
  }

  /** `, 3 of it before they were sent`, when anything still waited. */
  get dropped(): string {
    const dropped = this.number('dropped');
    return dropped === 0
      ? ''
      : `, ${dropped === 1 ? '1 event' : `${dropped} events`} of it before being sent`;
  }

  get found(): string {
    const results = this.number('results');
    if (results === 0) return 'nothing found';
    return results === 1 ? '1 product found' : `${results} products found`;
  }

  /** `, because …` in brackets, when the reason is known. */
  get reason(): string {
    const given = this.text('reason');
    const reason = REASONS[given] ?? REASONS[given.split('_').slice(0, 2).join('_')];
    return reason === undefined ? '' : ` (${reason})`;
  }

  get product(): string {
    const [item] = itemsOf(this.#line);
    if (item === undefined) return 'a product';
    return item.name || this.#context.products.get(item.sku) || item.sku;
  }

  get tapped(): string {
    const sku = this.text('sku');
    return this.#context.products.get(sku) ?? (sku || this.text('gtin') || 'a product');
  }

  /** `Morene Field Jacket, Olive M` */
  get wanted(): string {
    const [item] = itemsOf(this.#line);
    return item === undefined || item.variant === '' ? this.product : `${this.product}, ${item.variant},`;
  }

  get device(): Sentence {
    const name = deviceName(this.text('device'));
    const message = this.text('message');
    const status = this.text('status');
    if (status === 'connected') return plain('hardware', { strong: name }, ' works.');
    if (status === 'starting' || status === 'stopped')
      return {
        parts: [name, status === 'starting' ? ' is starting.' : ' was switched off.'],
        kind: 'hardware',
        tone: 'quiet',
      };
    return trouble(
      { strong: name },
      status === 'searching' ? ' is unplugged. ' : ' does not work. ',
      message,
    );
  }
}
