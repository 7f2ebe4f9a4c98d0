/** How something stands that a shopper asked for, in one sentence and perhaps a second. */
import type { IntentView } from '../../../broker/contract/screen.ts';
import { isolate } from '../i18n/isolate.ts';
import type { Speech } from '../i18n/speech.ts';
import { wantedWords, type WantedWords } from './wanted-words.ts';

export interface WantedSentence {
  title: string;
  body: string;
  /** `go`: as hoped. `wait`: not known yet. `warn`: not, or not any more. */
  tone: 'go' | 'wait' | 'warn';
}

type Say = (intent: IntentView, words: WantedWords, time: string) => WantedSentence;

const go = (title: string, body = ''): WantedSentence => ({ title, body, tone: 'go' });
const wait = (title: string, body = ''): WantedSentence => ({ title, body, tone: 'wait' });
const warn = (title: string, body = ''): WantedSentence => ({ title, body, tone: 'warn' });

const no: Say = ({ reason }, words) => warn(words.refused[reason ?? 'refused'], words.refusedBody);

const forTheTill: Say = ({ link }, words, time) => {
  const good = words.codeGood(time);
  return go(words.showCode, link === null ? good : `${words.payHere} ${good}`);
};

/** What somebody is called who brings another size: the size, or else the colour. */
export function sizeOf({ size, colour, title }: IntentView): string {
  return isolate(size || colour || title);
}

const SAY: Readonly<Record<IntentView['state'], Say>> = {
  asking: (_, words) => wait(words.asking, words.askingBody),
  offline: (_, words) => warn(words.offline, words.offlineBody),
  placing: ({ reason }, words) =>
    reason === 'unreachable' ? wait(words.unreachable, words.unreachableBody) : wait(words.placing),
  requested: (intent, words) =>
    intent.kind === 'room' ? wait(words.roomAsked(sizeOf(intent))) : wait(words.asking, words.askingBody),
  held: (_, words, time) => go(words.held(time), words.heldBody),
  ready: (_, words, time) => go(words.ready, words.readyBody(time)),
  placed: ({ kind, storeName }, words) =>
    go(words.placed, kind === 'ship' ? words.shipBody : words.placedBody(isolate(storeName))),
  accepted: (intent, words) =>
    intent.kind === 'room' ? go(words.roomComing(sizeOf(intent))) : go(words.working),
  picking: (intent, words) =>
    intent.kind === 'room' ? go(words.roomComing(sizeOf(intent))) : go(words.working),
  delivered: (intent, words) =>
    intent.kind === 'room' ? go(words.roomThere(sizeOf(intent))) : go(words.collected),
  ready_for_pickup: ({ storeName }, words, time) =>
    go(
      words.fetchIt(isolate(storeName)),
      [words.heldBody, time && words.readyBody(time)].filter((part) => part !== '').join(' '),
    ),
  allocated: (_, words) => go(words.working),
  packed: (_, words) => go(words.working),
  shipped: (_, words) => go(words.shipped),
  created: forTheTill,
  shown: forTheTill,
  opened: forTheTill,
  claimed: (_, words) => go(words.claimed, words.claimedBody),
  purchased: (_, words) => go(words.collected),
  collected: (_, words) => go(words.collected),
  unavailable: (intent, words) => warn(words.roomNot(sizeOf(intent))),
  rejected: no,
  cancelled: (_, words) => warn(words.cancelled),
  released: (_, words) => warn(words.released, words.expiredBody),
  expired: (_, words) => warn(words.expired, words.expiredBody),
  no_show: (_, words) => warn(words.expired, words.expiredBody),
};

/** @param now Epoch milliseconds; what runs out on another day is said with it. */
export function wantedSentence(intent: IntentView, speech: Speech, now: number = Date.now()): WantedSentence {
  const time = intent.expiresAt === null ? '' : isolate(speech.until(intent.expiresAt, now));
  return SAY[intent.state](intent, wantedWords(speech.language), time);
}
