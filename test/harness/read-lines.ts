/** Splits a stream of text into lines. */
import { createInterface } from 'node:readline';
import { Readable, type Stream } from 'node:stream';

export function readLines(stream: Stream | null | undefined, onLine: (line: string) => void): void {
  if (stream instanceof Readable) createInterface({ input: stream }).on('line', onLine);
}
