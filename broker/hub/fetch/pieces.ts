/**
 * The pieces of a body as they come. A stream that is iterated throws away what it had received when the connection
 * breaks; a download that goes on where it ended wants all of it.
 */
import type { IncomingMessage } from 'node:http';

const MOST_WAITING = 262_144;

/** Listens at once: a body may be broken off before anybody has asked for its first piece. */
export function piecesOf(response: IncomingMessage): AsyncIterable<Buffer> {
  const waiting: Buffer[] = [];
  const state = { held: 0, failure: undefined as unknown, done: false, wake: (): void => undefined };
  response.on('data', (piece: Buffer) => {
    waiting.push(piece);
    state.held += piece.length;
    if (state.held > MOST_WAITING) response.pause();
    state.wake();
  });
  response.on('error', (error) => {
    state.failure = error;
    state.wake();
  });
  for (const end of ['end', 'close'])
    response.on(end, () => {
      state.done = true;
      state.wake();
    });
  return taken();

  async function* taken(): AsyncGenerator<Buffer> {
    for (;;) {
      const piece = waiting.shift();
      if (piece !== undefined) {
        state.held -= piece.length;
        if (response.isPaused() && state.held <= MOST_WAITING) response.resume();
        yield piece;
      } else if (state.failure !== undefined) {
        throw state.failure as Error;
      } else if (state.done) {
        return;
      } else {
        await new Promise<void>((resolve) => (state.wake = resolve));
      }
    }
  }
}
