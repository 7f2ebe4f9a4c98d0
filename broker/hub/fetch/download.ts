/**
 * Downloads into a file: nothing is fetched that is there already (ETag, Last-Modified), what was interrupted goes on where
 * it ended (Range, If-Range), and the file is complete or the one before.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BrokerError } from '../../errors.ts';
import { AnswerFault } from './answer-fault.ts';
import { withAttempts, type AttemptOptions } from './attempts.ts';
import { DownloadNotes, type PartNote, type WholeNote } from './download-notes.ts';
import type { FetchLimits, GuardedAnswer, GuardedHttp, GuardedRequest } from './guarded-http.ts';
import { shownUrl } from './host-rules.ts';
import { unpack } from './unpack.ts';

export interface DownloadOptions extends Omit<AttemptOptions, 'signal'> {
  http: Pick<GuardedHttp, 'get'>;
  /** `bytes` bounds what is sent and what comes out when it is unpacked. */
  limits: FetchLimits;
}

export interface DownloadRequest extends Pick<GuardedRequest, 'url' | 'secrets' | 'signal'> {
  /** Absolute. What the hub remembers lies beside it, under names that begin with it. */
  path: string;
}

export interface Downloaded {
  path: string;
  /** False when it is what was there before. */
  changed: boolean;
  bytes: number;
  /** Lower hexadecimal. */
  sha256: string;
  contentType: string;
}

/**
 * @throws BrokerError TW_FETCH_REFUSED | TW_FETCH_FAILED | TW_FETCH_TIMEOUT | TW_FETCH_TOO_LARGE | TW_FETCH_STOPPED; the file is
 * then what it was
 */
export async function download(request: DownloadRequest, options: DownloadOptions): Promise<Downloaded> {
  await mkdir(dirname(request.path), { recursive: true });
  const attempt = new Attempt(request, options);
  return withAttempts(() => attempt.run(), {
    ...options,
    ...(request.signal && { signal: request.signal }),
  });
}

class Attempt {
  readonly #request: DownloadRequest;
  readonly #options: DownloadOptions;
  readonly #notes: DownloadNotes;
  readonly #part: string;

  constructor(request: DownloadRequest, options: DownloadOptions) {
    this.#request = request;
    this.#options = options;
    this.#notes = new DownloadNotes(request.path);
    this.#part = this.#notes.partPath;
  }

  async run(): Promise<Downloaded> {
    const { url, path, secrets, signal } = this.#request;
    const whole = await this.#notes.whole(url);
    const part = await this.#notes.part(url);
    const answer = await this.#options.http.get({
      url,
      limits: this.#options.limits,
      headers: part ? { range: `bytes=${part.bytes}-`, 'if-range': part.validator } : conditionsOf(whole),
      ...(secrets && { secrets }),
      ...(signal && { signal }),
    });
    try {
      if (answer.status === 304 && whole) return { path, changed: false, ...whole };
      if (answer.status === 200) return await this.#take(answer, { from: 0, whole });
      if (answer.status === 206 && part) return await this.#goOn(answer, part, whole);
      // The rest cannot be had (RFC 9110 section 15.5.17): begin anew the next time.
      if (part) await this.#notes.forgetPart();
      throw answer.status === 416 && part
        ? new BrokerError('TW_FETCH_FAILED', `${shownUrl(answer.url)} has changed meanwhile.`)
        : new AnswerFault(shownUrl(answer.url), answer.status, answer.headers);
    } finally {
      answer.close();
    }
  }

  /** What is said to follow must follow, and belong to the same content. */
  async #goOn(answer: GuardedAnswer, part: PartNote, whole: WholeNote | undefined): Promise<Downloaded> {
    const { headers, url } = answer;
    const first = /^bytes (\d+)-\d+\/(?:\d+|\*)$/.exec(headers['content-range'] ?? '')?.[1];
    const same = part.validator === headers.etag || part.validator === headers['last-modified'];
    const told = headers.etag !== undefined || headers['last-modified'] !== undefined;
    if (Number(first ?? -1) !== part.bytes || (told && !same)) {
      await this.#notes.forgetPart();
      throw new BrokerError('TW_FETCH_FAILED', `${shownUrl(url)} sent another part than was asked for.`);
    }
    return this.#take(answer, { from: part.bytes, whole, encoding: part.encoding });
  }

  async #take(
    answer: GuardedAnswer,
    about: { from: number; whole: WholeNote | undefined; encoding?: string },
  ): Promise<Downloaded> {
    const { headers, url } = answer;
    const { from, whole, encoding = headers['content-encoding'] ?? '' } = about;
    const { limits } = this.#options;
    const announced = Number(headers['content-length'] ?? 0);
    if (from + announced > limits.bytes) {
      await this.#notes.forgetPart();
      throw tooLarge(url, limits.bytes);
    }
    await this.#receive(answer, { from, encoding });
    const found = await this.#unpack(encoding, shownUrl(url));
    const note: WholeNote = {
      ...found,
      etag: headers.etag ?? '',
      lastModified: headers['last-modified'] ?? '',
      contentType: headers['content-type'] ?? '',
    };
    await rename(this.#notes.newPath, this.#request.path);
    await this.#notes.keepWhole(this.#request.url, note);
    await this.#notes.forgetPart();
    return { path: this.#request.path, changed: note.sha256 !== whole?.sha256, ...note };
  }

  /** Into the partial file, with a note from which the next attempt goes on. */
  async #receive(
    answer: GuardedAnswer,
    { from, encoding }: { from: number; encoding: string },
  ): Promise<void> {
    const { bytes: most } = this.#options.limits;
    const { url } = this.#request;
    const validator = validatorOf(answer);
    const file = await open(this.#part, from === 0 ? 'w' : 'r+');
    let bytes = from;
    try {
      await this.#notes.keepPart(url, { validator, encoding, bytes });
      for await (const piece of answer.body) {
        if (bytes + piece.length > most) throw tooLarge(answer.url, most);
        await file.write(piece, 0, piece.length, bytes);
        bytes += piece.length;
      }
      await file.sync();
    } catch (error) {
      const tooMuch = error instanceof BrokerError && error.code === 'TW_FETCH_TOO_LARGE';
      if (tooMuch || validator === '' || bytes === 0) await this.#notes.forgetPart();
      else await this.#notes.keepPart(url, { validator, encoding, bytes });
      throw error;
    } finally {
      await file.close();
    }
  }

  /** What does not unpack must not be gone on with. */
  async #unpack(encoding: string, what: string): Promise<Pick<WholeNote, 'sha256' | 'bytes'>> {
    const { newPath } = this.#notes;
    const hash = createHash('sha256');
    let bytes = 0;
    const file = await open(newPath, 'w');
    try {
      const packed = createReadStream(this.#part) as AsyncIterable<Buffer>;
      for await (const piece of unpack(packed, { encoding, most: this.#options.limits.bytes, what })) {
        hash.update(piece);
        await file.write(piece, 0, piece.length, bytes);
        bytes += piece.length;
      }
      await file.sync();
      return { sha256: hash.digest('hex'), bytes };
    } catch (error) {
      await rm(newPath, { force: true });
      await this.#notes.forgetPart();
      throw error;
    } finally {
      await file.close();
    }
  }
}

function conditionsOf(whole: WholeNote | undefined): Record<string, string> {
  return {
    ...(whole?.etag && { 'if-none-match': whole.etag }),
    ...(whole?.lastModified && { 'if-modified-since': whole.lastModified }),
  };
}

const SURE_AFTER_MS = 60_000;

/** By which the same bytes are known again (RFC 9110 sections 8.8.1 and 8.8.2.2); empty: by nothing. */
function validatorOf({ headers }: GuardedAnswer): string {
  const { etag = '', 'last-modified': modified = '', date = '' } = headers;
  if (etag.startsWith('"')) return etag;
  // A time in seconds tells nothing about what changes within one.
  return Date.parse(date) - Date.parse(modified) >= SURE_AFTER_MS ? modified : '';
}

function tooLarge(url: URL, most: number): BrokerError {
  return new BrokerError('TW_FETCH_TOO_LARGE', `${shownUrl(url)} has more than ${most} bytes.`);
}

/** SHA-256 of a file that the hub did not fetch, in lower hexadecimal. */
export async function hashOfFile(path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return { sha256: hash.digest('hex'), bytes: (await stat(path)).size };
}
