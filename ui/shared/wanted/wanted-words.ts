/** What the screens say about things a shopper wants done. A language is a value of this type. */
import type { IntentReason } from '../../../broker/contract/intents.ts';
import type { Language } from '../../../broker/contract/settings.ts';
import { ar } from './words/ar.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';
import { it } from './words/it.ts';
import { pl } from './words/pl.ts';
import { ro } from './words/ro.ts';

export interface WantedWords {
  get: string;
  /** In a list of the ways there are, below `get`. */
  getNotes: { reserve: string; handover: string; home: string };
  title: string;
  // The ways to have it, each with what it means.
  reserve: string;
  reserveNote: string;
  handover: string;
  handoverNote: string;
  pickup: (store: string) => string;
  pickupNote: string;
  ship: string;
  shipNote: string;
  notHere: string;
  cardFirst: string;
  away: string;
  // Under way.
  asking: string;
  askingBody: string;
  placing: string;
  unreachable: string;
  unreachableBody: string;
  held: (time: string) => string;
  heldBody: string;
  ready: string;
  readyBody: (time: string) => string;
  placed: string;
  placedBody: (store: string) => string;
  shipBody: string;
  working: string;
  fetchIt: (store: string) => string;
  shipped: string;
  showCode: string;
  codeGood: (time: string) => string;
  /** Beside a QR code that leads to the shop's checkout. */
  payHere: string;
  code: string;
  // Over.
  collected: string;
  claimed: string;
  claimedBody: string;
  cancelled: string;
  released: string;
  expired: string;
  expiredBody: string;
  offline: string;
  offlineBody: string;
  refused: Readonly<Record<IntentReason | 'unknown_person', string>>;
  refusedBody: string;
  // In a fitting room.
  roomAsked: (size: string) => string;
  roomComing: (size: string) => string;
  roomThere: (size: string) => string;
  roomNot: (size: string) => string;
  callOff: string;
  gone: string;
  forgets: string;
}

const WORDS: Readonly<Record<Language, WantedWords>> = { en, it, fr, pl, ro, ar };

export function wantedWords(language: Language): WantedWords {
  return WORDS[language];
}
