/** Sniffs bytes that nobody can answer: a recording, a pipe. */
import type { Readable } from 'node:stream';
import { KioskError } from '../errors.ts';
import type { LineOutput } from './line-output.ts';

export interface StreamRun {
  stream: Readable;
  data: (chunk: Uint8Array) => void;
  /** A recording is read no faster than its readings are taken. */
  output: Pick<LineOutput, 'whenDrained'>;
  /** Resolves when the person has seen enough. */
  stopped: Promise<void>;
}

/** Resolves at the end of the stream or when stopped. @throws KioskError TW_INPUT_NOT_FOUND when it cannot be read */
export async function runStream({ stream, data, output, stopped }: StreamRun): Promise<void> {
  const take = (chunk: Uint8Array): void => {
    data(chunk);
    stream.pause();
    output.whenDrained(() => stream.resume());
  };
  const ended = new Promise<void>((resolve, reject) => {
    stream.on('data', take);
    stream.once('end', resolve);
    stream.once('close', resolve);
    stream.once('error', (cause) => {
      reject(new KioskError('TW_INPUT_NOT_FOUND', `The input cannot be read: ${cause.message}`, { cause }));
    });
  });
  try {
    await Promise.race([ended, stopped]);
  } finally {
    stream.off('data', take);
    stream.destroy();
  }
}
