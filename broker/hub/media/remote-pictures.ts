/** Pictures by URL: fetched once, checked by their bytes, derived like those in files; what fails is tried the next time. */
import type { BrokerError } from '../../errors.ts';
import { isBrokerError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import { fetchBytes, type FetchedBytes } from '../fetch/fetch-bytes.ts';
import type { GuardedHttp } from '../fetch/guarded-http.ts';
import { shownUrl } from '../fetch/host-rules.ts';
import type { HostSecrets } from '../fetch/secret-headers.ts';
import type { Rejections, RowPlace } from '../import/rejections.ts';
import type { MediaRecord, MediaStore } from '../store/media-store.ts';
import { derivePicture, isDerived } from './derive.ts';
import type { UrlNote, UrlNotes } from './url-notes.ts';

export interface RemotePicturesOptions {
  http: Pick<GuardedHttp, 'get'>;
  secrets?: HostSecrets;
  notes: Pick<UrlNotes, 'get' | 'save'>;
  media: Pick<MediaStore, 'get' | 'save'>;
  /** Of derived pictures. */
  folder: string;
  rejections: Rejections;
  clock: Clock;
  signal?: AbortSignal;
}

/** Of one picture. */
const MOST_BYTES = 30_000_000;
/** A server is asked no more often whether a picture is still the same. */
const ASK_AGAIN_MS = 24 * 3_600_000;
/** A server that is down is not asked for every picture of every import. */
const LEAVE_MS = 10 * 60_000;
const NOTHING: UrlNote = { etag: '', lastModified: '', sha256: '', checkedAt: 0, failedAt: 0 };

export class RemotePictures {
  readonly #options: RemotePicturesOptions;
  /** The same picture is on many variants. */
  readonly #asked = new Map<string, Promise<MediaRecord | undefined>>();

  constructor(options: RemotePicturesOptions) {
    this.#options = options;
  }

  /** Undefined when it cannot be used, which is noted; a picture that was there before stays. */
  async get(url: URL, place: RowPlace): Promise<MediaRecord | undefined> {
    const asked = this.#asked.get(url.href);
    if (asked) return asked;
    const answer = this.#get(url, place);
    this.#asked.set(url.href, answer);
    return answer;
  }

  async #get(url: URL, place: RowPlace): Promise<MediaRecord | undefined> {
    const { notes, clock, rejections } = this.#options;
    const note = notes.get(url.href) ?? NOTHING;
    const known = await this.#derived(note.sha256);
    const now = clock.now();
    if (known && note.failedAt === 0 && isRecent(note.checkedAt, now, ASK_AGAIN_MS)) return known;
    if (isRecent(note.failedAt, now, LEAVE_MS)) {
      rejections.add(place, 'TW_PICTURE_UNREACHABLE', `${shownUrl(url)} failed a moment ago`);
      return known;
    }
    try {
      return await this.#fetch(url, note, known);
    } catch (error) {
      if (!isOfPicture(error)) throw error;
      const code = error.code === 'TW_PICTURE_BROKEN' ? error.code : 'TW_PICTURE_UNREACHABLE';
      rejections.add(place, code, code === error.code ? `${shownUrl(url)}: ${error.message}` : error.message);
      notes.save(url.href, { ...note, failedAt: now });
      return known;
    }
  }

  async #fetch(url: URL, note: UrlNote, known: MediaRecord | undefined): Promise<MediaRecord | undefined> {
    const { http, secrets, notes, clock, signal } = this.#options;
    const fetched = await fetchBytes(http, {
      url: url.href,
      most: MOST_BYTES,
      headers: known ? conditionsOf(note) : {},
      ...(secrets && { secrets }),
      ...(signal && { signal }),
    });
    const checkedAt = clock.now();
    if (fetched === null) {
      notes.save(url.href, { ...note, checkedAt, failedAt: 0 });
      return known;
    }
    const record = await this.#take(fetched);
    const { etag = '', 'last-modified': lastModified = '' } = fetched.headers;
    notes.save(url.href, { etag, lastModified, sha256: record.sha256, checkedAt, failedAt: 0 });
    return record;
  }

  async #take(source: FetchedBytes): Promise<MediaRecord> {
    const known = await this.#derived(source.sha256);
    if (known) return known;
    const { folder, media } = this.#options;
    const record = await derivePicture(source, folder);
    media.save(record);
    return record;
  }

  async #derived(sha256: string): Promise<MediaRecord | undefined> {
    const record = sha256 === '' ? undefined : this.#options.media.get(sha256);
    return record && (await isDerived(this.#options.folder, record)) ? record : undefined;
  }
}

/** A clock that was set back makes nothing recent for ever. */
function isRecent(at: number, now: number, ms: number): boolean {
  return at > 0 && at <= now && now - at < ms;
}

function conditionsOf({ etag, lastModified }: UrlNote): Record<string, string> {
  return {
    ...(etag && { 'if-none-match': etag }),
    ...(lastModified && { 'if-modified-since': lastModified }),
  };
}

const PASSING = ['TW_FETCH_FAILED', 'TW_FETCH_REFUSED', 'TW_FETCH_TIMEOUT', 'TW_FETCH_TOO_LARGE'] as const;

/** A full disk, or a hub that stops, is no fault of the picture. */
function isOfPicture(error: unknown): error is BrokerError {
  return isBrokerError(error, 'TW_PICTURE_BROKEN') || PASSING.some((code) => isBrokerError(error, code));
}
