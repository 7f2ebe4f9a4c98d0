/**
 * The version of a set: the sum of the hashes of its members, modulo 2^128. One member can be taken out and another put in
 * without looking at the rest, in any order. Nobody can choose two catalogues of one version by accident; somebody who
 * wanted to could only fool his own kiosks.
 */
import { hash } from 'node:crypto';

const BYTES = 16;
const SPACE = 1n << 128n;

/** How old the stock is does not count, or every import would be a new version. Canonical JSON has it first. */
const AGE = /^\{"asOf":"(?:[^"\\]|\\.)*",/;

/** 16 bytes of SHA-256. `body` is canonical JSON. */
export function documentHash({ kind, id, body }: { kind: string; id: string; body: string }): Buffer {
  const text = kind === 'offer' ? body.replace(AGE, '{') : body;
  return hash('sha256', `${kind}\n${id}\n${text}`, 'buffer').subarray(0, BYTES);
}

export class SetHash {
  #sum: bigint;

  /** @param version As `toString` gave it; '' for nothing. */
  constructor(version = '') {
    this.#sum = version === '' ? 0n : BigInt(`0x${version}`);
  }

  add(member: Buffer): void {
    this.#sum += numberOf(member);
  }

  remove(member: Buffer): void {
    this.#sum -= numberOf(member);
  }

  /** What another sum has gained and lost. */
  addAll(other: SetHash): void {
    this.#sum += other.#sum;
  }

  /** 32 hex digits. */
  toString(): string {
    return (((this.#sum % SPACE) + SPACE) % SPACE).toString(16).padStart(2 * BYTES, '0');
  }
}

function numberOf(member: Buffer): bigint {
  return (member.readBigUInt64BE(0) << 64n) | member.readBigUInt64BE(8);
}
