/** Is a TCP port free? Used before a service starts, to replace a taken default and to refuse a taken request. */
import { createServer } from 'node:net';
import { KioskError } from '../errors.ts';

export interface PortWish {
  host: string;
  port: number;
  /** True when a person asked for this very port. */
  asked: boolean;
  /** For people: "the kiosk", "the hub", "the broker". */
  what: string;
}

export interface PortChoice {
  port: number;
  /** The default that was taken; null when the wish was granted. */
  replaced: number | null;
}

/**
 * Grants the wish, replaces a taken default by a free port (0: the system picks), or refuses.
 * @throws KioskError TW_PORT_TAKEN; TW_CONFIG_INVALID when this machine does not have the address or may not use it
 */
export async function choosePort(wish: PortWish): Promise<PortChoice> {
  if (await isFree(wish)) return { port: wish.port, replaced: null };
  if (wish.asked) {
    throw new KioskError(
      'TW_PORT_TAKEN',
      `Port ${wish.port}, asked for ${wish.what}, is taken by another program.`,
    );
  }
  return { port: 0, replaced: wish.port };
}

function isFree({ host, port, what }: PortWish): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return resolve(false);
      const message = `${host}:${port} cannot be used for ${what}: ${error.code ?? error.message}.`;
      reject(new KioskError('TW_CONFIG_INVALID', message, { cause: error }));
    });
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
