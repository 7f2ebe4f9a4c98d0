/** The smallest traits that the broker room depends on; adapters are constructed by the kiosk's composition roots. */

/** Time. Milliseconds since 1970. Tests pass virtual time. */
export interface Clock {
  now(): number;
  setTimer(milliseconds: number, run: () => void): { cancel(): void };
}

/** Randomness: `bytes` for ids and keys, `unit` in [0, 1) for jitter. Tests pass a seed. */
export interface Random {
  bytes(count: number): Uint8Array;
  unit(): number;
}

/** A pino-shaped log. One line per fact. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
