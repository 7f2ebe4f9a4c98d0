/** What the pairing screen says to whoever installs a display. Apart from the shoppers' catalogue: shoppers never read it. */
import type { PairingProblem, PairingView } from '../../../broker/contract/pairing-screen.ts';
import type { Language } from '../../../broker/contract/settings.ts';
import { ar } from './words/ar.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';
import { it } from './words/it.ts';
import { pl } from './words/pl.ts';
import { ro } from './words/ro.ts';

export interface PairingWords {
  title: string;
  how: string;
  code: string;
  address: string;
  check: string;
  checkHint: string;
  store: string;
  storeLater: string;
  valid: string;
  askingTitle: string;
  asking: string;
  awayTitle: string;
  again: string;
  hub: string;
  /** The code is on the screen, and the hub does not answer just now. */
  codeStays: string;
  pairedTitle: string;
  /** `store` is a name, isolated. */
  paired: (store: string) => string;
  ended: Readonly<Record<Exclude<PairingView['ended'], 'none'>, string>>;
  problems: Readonly<Record<PairingProblem, string>>;
}

const WORDS: Readonly<Record<Language, PairingWords>> = { en, it, fr, pl, ro, ar };

export function pairingWords(language: Language): PairingWords {
  return WORDS[language];
}
