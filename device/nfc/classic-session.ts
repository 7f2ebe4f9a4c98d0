/** Authenticated reading of a MIFARE Classic behind a reader (PC/SC part 3, 3.2.2.1.4 to 3.2.2.1.6). */
import { concat } from '../bytes.ts';
import { exchange, readBinary, StatusWord } from './apdu.ts';
import { BLOCK_SIZE, firstBlock } from './classic-layout.ts';
import type { NfcTransport } from './transport.ts';

const STATUS_BYTES = 2;
const SLOT = 0x00;
const KEY_A = 0x60;
/** "Authentication failed": the key is wrong, and the other form of the command would not mend it. */
const KEY_REFUSED = new Set<number>([StatusWord.failed, 0x6982, 0x6983]);

export class ClassicSession {
  readonly #transport: NfcTransport;
  /** Readers before PC/SC 2.07 know only the older form of the command. */
  #knowsGeneral = true;

  constructor(transport: NfcTransport) {
    this.#transport = transport;
  }

  /** Puts a key into the reader's memory, where it stays until the next one or until power is off. */
  async loadKey(key: Uint8Array): Promise<boolean> {
    return this.#isDone(concat(Uint8Array.of(0xff, 0x82, 0x00, SLOT, key.length), key));
  }

  /** Opens a sector with the loaded key as its key A. After a refusal the card is silent until it is selected anew. */
  async openSector(sector: number): Promise<boolean> {
    const block = firstBlock(sector);
    if (this.#knowsGeneral) {
      const general = Uint8Array.of(0xff, 0x86, 0x00, 0x00, 0x05, 0x01, 0x00, block, KEY_A, SLOT);
      const { status } = await exchange(this.#transport, general, STATUS_BYTES);
      if (status === StatusWord.ok || KEY_REFUSED.has(status)) return status === StatusWord.ok;
      this.#knowsGeneral = false;
    }
    return this.#isDone(Uint8Array.of(0xff, 0x88, 0x00, block, KEY_A, SLOT));
  }

  /** 16 bytes of an open sector; undefined when the card does not give them. */
  async readBlock(block: number): Promise<Uint8Array | undefined> {
    const answer = await exchange(this.#transport, readBinary(block, BLOCK_SIZE), BLOCK_SIZE + STATUS_BYTES);
    return answer.status === StatusWord.ok && answer.data.length === BLOCK_SIZE ? answer.data : undefined;
  }

  async #isDone(apdu: Uint8Array): Promise<boolean> {
    return (await exchange(this.#transport, apdu, STATUS_BYTES)).status === StatusWord.ok;
  }
}
