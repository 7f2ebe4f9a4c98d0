/** One NDEF record as the rest of Tapwall sees it (NFC Forum NDEF 1.0, section 3.2). */

/** Type Name Format (NDEF 1.0, table 1), without 6 (unchanged) and 7 (reserved), which never leave the decoder. */
export const Tnf = {
  empty: 0,
  wellKnown: 1,
  mime: 2,
  absoluteUri: 3,
  external: 4,
  unknown: 5,
} as const;

export type Tnf = (typeof Tnf)[keyof typeof Tnf];

export interface NdefRecord {
  tnf: Tnf;
  /** Latin-1 rendering of the TYPE bytes: `U`, `T`, `text/plain`, … */
  type: string;
  /** Latin-1 rendering of the ID bytes; empty when there is none. */
  id: string;
  payload: Uint8Array;
  /** Set for URI records, Smart Posters and absolute-URI records. Untrusted. */
  uri?: string;
  /** Set for Text records. Untrusted. */
  text?: string;
  /** Language of `text`, as an IANA code. */
  lang?: string;
  /** Set for Smart Posters: the records of the message inside. `smartPosterOf` says what they mean. */
  records?: NdefRecord[];
}
