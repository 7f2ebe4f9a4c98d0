/** What the contract suite needs of a broker: an address, a power cord, and what has to be closed. */
export type BrokerName = 'embedded' | 'mosquitto' | 'nats' | 'rabbitmq';

export interface BrokerServer {
  /** `mqtt://127.0.0.1:port` */
  readonly url: string;
  /** Kills it as a power cut would, and resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on the same port with the same files; resolves when it accepts connections. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A check that went wrong, in words for the table. */
export class CheckFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CheckFailed';
  }
}

export function expect(condition: boolean, message: string): void {
  if (!condition) throw new CheckFailed(message);
}

/** Collects what has to be closed, and closes it in reverse. */
export class Scope {
  readonly #undo: (() => unknown)[] = [];

  after(undo: () => unknown): void {
    this.#undo.push(undo);
  }

  async close(): Promise<void> {
    for (const undo of this.#undo.toReversed()) await undo();
    this.#undo.length = 0;
  }
}
