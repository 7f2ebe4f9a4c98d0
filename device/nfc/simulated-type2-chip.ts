/** How a Type 2 chip of NXP answers behind a reader: reads that roll over, lock bits that stay set, passwords. */
import { concat, toHex } from '../bytes.ts';
import { Answers } from './simulated-card.ts';
import { CC_PAGE, PAGE_SIZE } from './type2-layout.ts';
import { dynamicLockBit, staticLockBit, type Type2Model } from './type2-models.ts';

const LOCK_PAGE = 2;
const READ_BYTES = 16;
/** Commands of the chip itself (NTAG213/215/216 rev. 3.2, section 10). */
const Chip = { getVersion: 0x60, fastRead: 0x3a, passwordAuth: 0x1b } as const;
/** PN532 InCommunicateThru, through the ACR122U's direct transmit. */
const DIRECT = [0xff, 0x00, 0x00, 0x00] as const;
const THRU = [0xd4, 0x42] as const;
const PASSWORD_PAGES_BEHIND_AUTH0 = 2;

export interface ChipOptions {
  model: Type2Model;
  uid: Uint8Array;
  memory: Uint8Array;
  /** Reads are refused as by a password-protected tag. */
  refuseReads: boolean;
  /** The reader hands raw commands to the chip, as an ACR122U does. */
  directTransmit: boolean;
  /** Writes are acknowledged and lost. */
  ignoreWrites: boolean;
}

export class SimulatedType2Chip {
  readonly #options: ChipOptions;
  /** After a command that it does not know, or refuses, a chip is silent until it is selected again. */
  #idle = false;
  #authenticated = false;

  constructor(options: ChipOptions) {
    this.#options = options;
  }

  powerOn(): void {
    this.#idle = false;
    this.#authenticated = false;
  }

  answer(apdu: Uint8Array): Uint8Array {
    const [cla, ins, p1 = 0, p2 = 0, lc = 0] = apdu;
    if (cla !== 0xff) return Answers.notSupported;
    // The reader remembers the UID.
    if (ins === 0xca && p1 === 0) return concat(this.#options.uid, Answers.ok);
    if (this.#options.directTransmit && DIRECT.every((byte, index) => apdu[index] === byte))
      return this.#direct(apdu.subarray(5, 5 + lc));
    if (ins !== 0xb0 && ins !== 0xd6) return Answers.notSupported;
    const page = (p1 << 8) | p2;
    const answer = ins === 0xb0 ? this.#read(page, lc) : this.#write(page, apdu.subarray(5, 5 + lc));
    return answer === undefined ? Answers.failed : concat(answer, Answers.ok);
  }

  #direct(frame: Uint8Array): Uint8Array {
    if (frame[0] !== THRU[0] || frame[1] !== THRU[1]) return Answers.failed;
    const answer = this.#raw(frame.subarray(2));
    // D5 43, then 00 or 01: the chip did not answer in time.
    if (answer === undefined) return concat(Uint8Array.of(0xd5, 0x43, 0x01), Answers.ok);
    return concat(Uint8Array.of(0xd5, 0x43, 0x00), answer, Answers.ok);
  }

  #raw(command: Uint8Array): Uint8Array | undefined {
    const { model, memory } = this.#options;
    const [code, first = 0, last = 0] = command;
    if (this.#idle || model.version === undefined) return this.#silence();
    if (code === Chip.getVersion) return new Uint8Array(Buffer.from(model.version, 'hex'));
    if (code === Chip.passwordAuth) return this.#logIn(command.subarray(1));
    if (code !== Chip.fastRead || first > last || last >= model.pages) return this.#silence();
    return memory.slice(first * PAGE_SIZE, (last + 1) * PAGE_SIZE);
  }

  #logIn(password: Uint8Array): Uint8Array | undefined {
    const at = this.#passwordAt();
    const { memory } = this.#options;
    if (toHex(memory.subarray(at, at + PAGE_SIZE)) !== toHex(password)) return this.#silence();
    this.#authenticated = true;
    return memory.slice(at + PAGE_SIZE, at + PAGE_SIZE + 2);
  }

  #silence(): undefined {
    this.#idle = true;
    return undefined;
  }

  #read(page: number, length: number): Uint8Array | undefined {
    const { model, memory, refuseReads } = this.#options;
    if (this.#idle) return undefined;
    if (page >= model.pages || length > READ_BYTES || refuseReads) return this.#silence();
    const size = model.pages * PAGE_SIZE;
    return Uint8Array.from({ length }, (_, index) => {
      const address = (page * PAGE_SIZE + index) % size;
      return this.#isSecret(address) ? 0 : (memory[address] ?? 0);
    });
  }

  /** Password and its acknowledgement read as zeros. */
  #isSecret(address: number): boolean {
    const at = this.#passwordAt();
    return this.#options.model.version !== undefined && address >= at && address < at + PAGE_SIZE + 2;
  }

  #passwordAt(): number {
    const { auth0 = 0 } = this.#options.model;
    return (Math.floor(auth0 / PAGE_SIZE) + PASSWORD_PAGES_BEHIND_AUTH0) * PAGE_SIZE;
  }

  #write(page: number, data: Uint8Array): Uint8Array | undefined {
    const { model, memory, ignoreWrites } = this.#options;
    if (this.#idle) return undefined;
    const isRefused = page < LOCK_PAGE || page >= model.pages || data.length !== PAGE_SIZE;
    if (isRefused || this.#isLocked(page) || this.#needsPassword(page)) return this.#silence();
    if (ignoreWrites) return new Uint8Array();
    const at = page * PAGE_SIZE;
    const old = memory.slice(at, at + PAGE_SIZE);
    const isOneWay = page <= CC_PAGE || page === model.dynamicLock?.page;
    memory.set(isOneWay ? data.map((byte, index) => byte | (old[index] ?? 0)) : data, at);
    // UID check byte and internal byte share the page with the static lock bits.
    if (page === LOCK_PAGE) memory.set(old.subarray(0, 2), at);
    return new Uint8Array();
  }

  #isLocked(page: number): boolean {
    const { model, memory } = this.#options;
    const own = staticLockBit(page);
    if (own !== undefined) return ((memory[LOCK_PAGE * PAGE_SIZE + own.byte] ?? 0) & own.mask) !== 0;
    const lock = model.dynamicLock;
    const bit = lock && dynamicLockBit(lock, page);
    if (lock === undefined || bit === undefined) return false;
    return ((memory[lock.page * PAGE_SIZE + bit.byte] ?? 0) & bit.mask) !== 0;
  }

  #needsPassword(page: number): boolean {
    const { model, memory } = this.#options;
    if (model.auth0 === undefined || this.#authenticated) return false;
    return page >= (memory[model.auth0] ?? 0xff);
  }
}
