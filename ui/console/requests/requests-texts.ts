/** Every sentence about what shoppers want done. */
import type {
  IntentKind,
  IntentReason,
  IntentSnag,
  IntentStateName,
} from '../../../broker/contract/intents.ts';
import type { MarkName } from '../styles/mark.ts';

const KINDS: Readonly<Record<IntentKind, string>> = {
  room: 'Bring to the fitting room',
  reserve: 'Put aside',
  pickup: 'Order to be fetched',
  ship: 'Order to be sent',
  handover: 'On the way to the till',
};

const STATES: Readonly<Record<IntentStateName, { words: string; mark: MarkName }>> = {
  requested: { words: 'Somebody waits', mark: 'busy' },
  accepted: { words: 'Accepted', mark: 'wait' },
  picking: { words: 'Being fetched', mark: 'wait' },
  delivered: { words: 'Delivered', mark: 'go' },
  unavailable: { words: 'Not to be had', mark: 'off' },
  placing: { words: 'The shop’s system is asked', mark: 'wait' },
  held: { words: 'To be put aside', mark: 'busy' },
  ready: { words: 'Ready at the till', mark: 'go' },
  collected: { words: 'Collected', mark: 'go' },
  released: { words: 'Released', mark: 'idle' },
  placed: { words: 'Ordered', mark: 'busy' },
  ready_for_pickup: { words: 'Ready to be fetched', mark: 'go' },
  no_show: { words: 'Not fetched', mark: 'off' },
  allocated: { words: 'Allocated', mark: 'wait' },
  packed: { words: 'Packed', mark: 'wait' },
  shipped: { words: 'Sent', mark: 'go' },
  created: { words: 'Code is made', mark: 'wait' },
  shown: { words: 'Code is shown', mark: 'wait' },
  opened: { words: 'At the till', mark: 'wait' },
  claimed: { words: 'Taken by a till', mark: 'go' },
  purchased: { words: 'Paid', mark: 'go' },
  cancelled: { words: 'Called off', mark: 'off' },
  expired: { words: 'Run out', mark: 'off' },
  rejected: { words: 'Refused', mark: 'off' },
};

/** What a touch on the button says that somebody has done. */
const MOVES: Partial<Record<IntentStateName, string>> = {
  accepted: 'Accept',
  picking: 'I am fetching it',
  delivered: 'Delivered',
  unavailable: 'Not found',
  ready: 'It is put aside',
  collected: 'Collected',
  released: 'Release it',
  rejected: 'Not found',
  cancelled: 'Call it off',
  ready_for_pickup: 'Ready to be fetched',
  no_show: 'Not fetched',
  allocated: 'Allocated',
  packed: 'Packed',
  shipped: 'Sent',
};

const REASONS: Readonly<Record<IntentReason, string>> = {
  sold_out: 'Sold out',
  not_found: 'Not found',
  too_many: 'Too many at once',
  refused: 'The shop’s system said no',
  unreachable: 'The shop’s system does not answer; it is asked again',
};

export const requestsTexts = {
  open: 'Requests',
  waiting: (count: number) =>
    count === 1 ? '1 request waits for somebody' : `${count} requests wait for somebody`,
  title: 'What shoppers want done',
  lead: 'The screen in front of the shopper follows every step you take here.',
  close: 'Close',
  todo: 'To do',
  stuck: 'Not cancelled at the shop',
  under: 'Under way',
  over: 'Just over',
  nothing: 'Nobody wants anything just now.',
  nothingHint: 'What is asked for at a display appears here at once.',
  loading: 'Asking the hub what shoppers want.',
  away: 'The hub does not answer; this list may be old.',
  unable: 'This hub does not take requests of shoppers.',
  store: 'Store',
  everyStore: 'Every store',
  kind: (kind: IntentKind) => KINDS[kind],
  state: (state: IntentStateName) => STATES[state].words,
  mark: (state: IntentStateName) => STATES[state].mark,
  move: (to: IntentStateName) => MOVES[to] ?? to,
  reason: (reason: IntentReason) => REASONS[reason],
  pieces: (count: number) => (count === 1 ? '' : `${count} × `),
  asked: (ago: string) => `Asked for ${ago}`,
  until: (time: string) => `until ${time}`,
  code: 'Code',
  order: (ref: string) => `Order ${ref}`,
  snag: ({ reason, settledAt }: IntentSnag) =>
    settledAt === null
      ? reason === 'refused'
        ? 'It could not be cancelled at the shop: the order still stands there.'
        : 'The shop does not answer about cancelling it: the order may still stand there.'
      : 'It was settled at the shop by hand.',
  says: (note: string) => `The shop says: “${note}”`,
  tried: (tries: number, since: string) =>
    tries === 1 ? `Asked ${since}` : `Asked ${tries} times, first ${since}`,
  again: (time: string) => `again at ${time}`,
  retry: 'Ask the shop now',
  settled: 'I have settled it at the shop',
  moved: 'It has moved on meanwhile; here is how it stands.',
  failed: 'The hub did not take it. Try again in a moment.',
};
