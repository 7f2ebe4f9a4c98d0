/** Bad habits for any simulated card, counted in commands since it entered the field. */
import { Answers, type SimulatedCard } from './simulated-card.ts';

/** Scripted misbehaviour; numbers are those of commands, from 0. */
export interface CardFaults {
  /** The card leaves the field after this many answers. */
  leaveAfter?: number;
  /** The card carries out the command with this number and leaves before it answers. */
  leaveWhileDoing?: number;
  /** These commands are answered 63 00 and not carried out. */
  failOnceAt?: readonly number[];
  /** A bit of the data is wrong in these answers. */
  garbleAt?: readonly number[];
  /** The last byte of the data is missing in these answers. */
  cutAt?: readonly number[];
  /** A byte too many in these answers. */
  padAt?: readonly number[];
  /** Commands are answered with these bytes instead: as by a reader or a card that does not know them. */
  refuse?: (apdu: Uint8Array) => Uint8Array | undefined;
}

/** The same card, behaving badly. */
export function misbehaving<Card extends SimulatedCard>(card: Card, faults: CardFaults): Card {
  let count = 0;
  return {
    ...card,
    powerOn: () => {
      count = 0;
      card.powerOn();
    },
    answer: (apdu) => {
      const number = count;
      count += 1;
      return answerBadly(card, { apdu, number, faults });
    },
  };
}

interface Occasion {
  apdu: Uint8Array;
  number: number;
  faults: CardFaults;
}

function answerBadly(card: SimulatedCard, { apdu, number, faults }: Occasion): Uint8Array | undefined {
  const { leaveAfter, leaveWhileDoing, refuse } = faults;
  if (leaveAfter !== undefined && number >= leaveAfter) return undefined;
  if (leaveWhileDoing !== undefined && number > leaveWhileDoing) return undefined;
  if (faults.failOnceAt?.includes(number) === true) return Answers.failed;
  const answer = refuse?.(apdu) ?? card.answer(apdu);
  if (number === leaveWhileDoing || answer === undefined) return undefined;
  return bend(answer, { apdu, number, faults });
}

function bend(answer: Uint8Array, { number, faults }: Occasion): Uint8Array {
  const data = answer.subarray(0, -2);
  const status = answer.subarray(-2);
  if (faults.garbleAt?.includes(number) === true) {
    return Uint8Array.from(answer, (byte, index) => (index === data.length >> 1 ? byte ^ 0x10 : byte));
  }
  if (faults.cutAt?.includes(number) === true) return Uint8Array.from([...data.subarray(0, -1), ...status]);
  if (faults.padAt?.includes(number) === true) return Uint8Array.from([...data, 0xaa, ...status]);
  return answer;
}
