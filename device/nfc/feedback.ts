/**
 * Light and buzzer of the ACS readers, by the name that PC/SC gives them. Two families of commands that must not be
 * mixed up: the ACR122U takes `FF 00 …` (API 2.04, 6.2 and 6.7), the others `E0 00 00 …` (reference manuals of
 * ACM1252U-Y3 5.3, ACR1255U-J1 6.6, ACR1281U-C1 5.3 and ACR1283L 5.4).
 */

/**
 * What a reader shows and sounds. `reader`: as it does by itself, we send nothing. The others switch off the beep it
 * gives for every card and tell success from failure: `off` by nothing, `light` by its light, `sound` by a beep, too.
 */
export const FEEDBACKS = ['reader', 'off', 'light', 'sound'] as const;
export type Feedback = (typeof FEEDBACKS)[number];

/** What became of a tag: it is known here, or it is not. */
export type Signal = 'success' | 'failure';

/** A command for the reader itself. */
export interface Escape {
  command: Uint8Array;
  /** Longest answer in bytes. */
  maxLength: number;
  /** Milliseconds to wait after it. */
  pauseMs?: number;
}

export interface FeedbackFamily {
  /** Commands may also be sent as an APDU while a card is connected, which no driver forbids. */
  readonly viaCard: boolean;
  readonly isOk: (answer: Uint8Array) => boolean;
  /** Asks for what `quiet` changes; absent where the reader forgets it when it loses power. */
  readonly ask?: Escape;
  /** Switches off the beep for every card; undefined when the answer to `ask` says that it is off. */
  readonly quiet: (asked: Uint8Array | undefined) => Escape | undefined;
  readonly signal: (signal: Signal, audible: boolean) => readonly Escape[];
}

/** The family of a reader, undefined when we know none for it. */
export function feedbackFamily(readerName: string): FeedbackFamily | undefined {
  if (/ACR ?122(?!\d)/i.test(readerName)) return acr122;
  const model = /AC[RM] ?(1252|1255|1281|1283)(?!\d)/i.exec(readerName)?.[1];
  return model !== undefined && isModel(model) ? escapeFamily(MODELS[model]) : undefined;
}

const acr122: FeedbackFamily = {
  viaCard: true,
  isOk: (answer) => answer[0] === 0x90,
  quiet: () => ({ command: Uint8Array.of(0xff, 0x00, 0x52, 0x00, 0x00), maxLength: 2 }),
  signal: (signal, audible) => [{ command: acr122Signal(signal, audible), maxLength: 2 }],
};

/** `FF 00 40 P2 04 T1 T2 repetitions buzzer`, times in 100 ms; without final masks the light ends as it began. */
function acr122Signal(signal: Signal, audible: boolean): Uint8Array {
  const Blink = { red: 0x50, green: 0xa0 } as const;
  const buzzer = audible ? 0x01 : 0x00;
  return signal === 'success'
    ? Uint8Array.of(0xff, 0x00, 0x40, Blink.green, 0x04, 0x01, 0x01, 0x01, buzzer)
    : Uint8Array.of(0xff, 0x00, 0x40, Blink.red, 0x04, 0x01, 0x01, 0x02, buzzer);
}

interface Model {
  /** Bits of `E0 00 00 29 01`. */
  success: number;
  failure: number;
  /** Bit of `E0 00 00 21 01` that beeps for every card. It is kept without power, so it is not written twice. */
  cardBeep: number;
}

const MODELS = {
  '1252': { success: 0x02, failure: 0x01, cardBeep: 0x08 },
  '1255': { success: 0x01, failure: 0x02, cardBeep: 0x08 },
  '1281': { success: 0x02, failure: 0x01, cardBeep: 0x10 },
  /** Blue and orange. */
  '1283': { success: 0x01, failure: 0x02, cardBeep: 0x08 },
} as const satisfies Record<string, Model>;

function isModel(text: string): text is keyof typeof MODELS {
  return Object.hasOwn(MODELS, text);
}

const Item = { behaviour: 0x21, buzzer: 0x28, light: 0x29 } as const;
const LIGHT_MS = 300;
const BEEP_MS = 100;
const BEEP = BEEP_MS / 10;
/** From the start of one beep to the start of the next. */
const BEAT_MS = 2 * BEEP_MS;
const ANSWER_HEAD = 5;

function escapeFamily(model: Model): FeedbackFamily {
  return {
    viaCard: false,
    isOk: (answer) => answer[0] === 0xe1,
    ask: { command: Uint8Array.of(0xe0, 0x00, 0x00, Item.behaviour, 0x00), maxLength: ANSWER_HEAD + 1 },
    quiet: (asked) => {
      const behaviour = asked?.[ANSWER_HEAD];
      if (behaviour === undefined || (behaviour & model.cardBeep) === 0) return undefined;
      return set(Item.behaviour, behaviour & ~model.cardBeep);
    },
    signal: (signal, audible) => {
      const light = set(Item.light, model[signal]);
      const beep = set(Item.buzzer, BEEP);
      const dark = set(Item.light, 0x00);
      if (!audible) return [{ ...light, pauseMs: LIGHT_MS }, dark];
      const beeps =
        signal === 'success'
          ? [{ ...beep, pauseMs: LIGHT_MS }]
          : [
              { ...beep, pauseMs: BEAT_MS },
              { ...beep, pauseMs: BEAT_MS },
            ];
      return [light, ...beeps, dark];
    },
  };
}

/** Answers `E1 00 00 00 01 value`. */
function set(item: number, value: number): Escape {
  return { command: Uint8Array.of(0xe0, 0x00, 0x00, item, 0x01, value), maxLength: ANSWER_HEAD + 1 };
}
