/**
 * From edges to visits: a resting tag is told once, and a tag that wobbles on the reader is not told twice.
 *
 * Removal is held back for a moment. Should the same tag come back within it, nothing happened, unless it brings
 * content that the first, torn read did not get.
 */
import type { DeviceHost, Reading, Timer } from '../ports.ts';
import type { TagContent } from './read-tag.ts';

/** Shorter absences of the same tag do not count (milliseconds). */
export const DEFAULT_DEBOUNCE_MS = 300;

export interface TagPresenceOptions {
  source: string;
  clock: DeviceHost['clock'];
  debounceMs?: number;
  emit(reading: Reading): void;
}

export class TagPresence {
  readonly #options: TagPresenceOptions;
  #resting: TagContent | undefined;
  #leaving: { timer: Timer; at: string } | undefined;

  constructor(options: TagPresenceOptions) {
    this.#options = options;
  }

  /** A card was read, at `at` (ISO 8601). */
  present(content: TagContent, at: string): void {
    const before = this.#resting;
    const isSame = before !== undefined && before.uid === content.uid && before.tech === content.tech;
    if (isSame) {
      this.#leaving?.timer.cancel();
      this.#leaving = undefined;
      const isNews = before.problem !== undefined && content.problem === undefined;
      if (!isNews) return;
    } else if (before !== undefined) {
      this.#depart(this.#leaving?.at ?? at);
    }
    this.#resting = content;
    this.#options.emit({ kind: 'tag', source: this.#options.source, ...content, at });
  }

  /** The tag that rests here was written anew: said once more. Another one than rests here is not believed. */
  rewritten(content: TagContent, at: string): void {
    if (this.#resting?.uid !== content.uid) return;
    this.#resting = content;
    this.#options.emit({ kind: 'tag', source: this.#options.source, ...content, at });
  }

  /** The card left the field, at `at`. Told after the debounce time, with this time. */
  removed(at: string): void {
    if (this.#resting === undefined || this.#leaving !== undefined) return;
    const timer = this.#options.clock.setTimer(this.#options.debounceMs ?? DEFAULT_DEBOUNCE_MS, () =>
      this.#depart(at),
    );
    this.#leaving = { timer, at };
  }

  /** The reader itself is gone: whatever rested on it has left. */
  flush(at: string): void {
    if (this.#resting !== undefined) this.#depart(this.#leaving?.at ?? at);
  }

  #depart(at: string): void {
    this.#leaving?.timer.cancel();
    this.#leaving = undefined;
    const uid = this.#resting?.uid ?? '';
    this.#resting = undefined;
    this.#options.emit({ kind: 'tag_removed', source: this.#options.source, uid, at });
  }
}
