/**
 * Plays a simulated card to a real pcscd through vsmartcard's virtual reader (vpcd 3.3, doc/api.txt).
 *
 * Both ways: `length u16 BE | bytes`. One byte from the reader is a control code, anything else a command. Hanging up
 * takes the card away; pcscd notices within its poll interval of 200 to 300 ms.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { SimulatedCard } from './simulated-card.ts';

/** First virtual reader of the Debian package; the second one listens one port higher. */
export const DEFAULT_VPCD_PORT = 35_963;

const Control = { off: 0x00, on: 0x01, reset: 0x02, atr: 0x04 } as const;
const LENGTH_BYTES = 2;

export interface VpcdOptions {
  host?: string;
  port?: number;
}

export class VpcdCard {
  readonly #options: VpcdOptions;
  #socket: Socket | undefined;

  constructor(options: VpcdOptions = {}) {
    this.#options = options;
  }

  /** Puts a card on the virtual reader. Rejects with the system's error when nobody listens there. */
  async insert(card: SimulatedCard): Promise<void> {
    await this.remove();
    const { host = '127.0.0.1', port = DEFAULT_VPCD_PORT } = this.#options;
    const socket = connect({ host, port, noDelay: true });
    await once(socket, 'connect');
    this.#socket = socket;
    // pcscd may be stopped while the card lies on its reader.
    socket.on('error', () => socket.destroy());
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      for (let message = firstMessage(received); message !== undefined; message = firstMessage(received)) {
        received = received.subarray(LENGTH_BYTES + message.length);
        respond(socket, card, message);
      }
    });
  }

  /** Takes the card off; resolves when the connection is closed. */
  async remove(): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket === undefined || socket.destroyed) return;
    const closed = once(socket, 'close');
    socket.destroy();
    await closed;
  }
}

function firstMessage(received: Buffer): Buffer | undefined {
  if (received.length < LENGTH_BYTES) return undefined;
  const end = LENGTH_BYTES + received.readUInt16BE(0);
  return received.length < end ? undefined : received.subarray(LENGTH_BYTES, end);
}

function respond(socket: Socket, card: SimulatedCard, message: Buffer): void {
  if (message.length !== 1) {
    const answer = card.answer(new Uint8Array(message));
    if (answer === undefined) socket.destroy();
    else reply(socket, answer);
    return;
  }
  const [code] = message;
  if (code === Control.atr) reply(socket, card.atr);
  else if (code === Control.on || code === Control.reset) card.powerOn();
}

function reply(socket: Socket, bytes: Uint8Array): void {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt16BE(bytes.length);
  socket.write(Buffer.concat([length, bytes]));
}
