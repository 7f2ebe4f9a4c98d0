/**
 * A list of the shop by the time of its last change, newest first. What changes now is on the first page, however much was
 * changed a moment ago; the rest of a bulk edit is read behind it, a few pages at each look.
 */
import type { Clock } from '../../../ports.ts';
import { ChangeCursor } from '../change-cursor.ts';
import type { VariantLevels } from './levels.ts';

export interface Changed {
  /** ISO 8601. */
  updatedAt: string;
  variants: readonly VariantLevels[];
}

export interface RecentPage {
  take: number;
  skip: number;
  /** ISO 8601: only what changed later. */
  since: string;
}

const TAKE = 50;
/** Less than a page, because an entry that changes again leaves its place and moves the others forward. */
const STEP = 40;
const PAGES_BEHIND = 3;

export class RecentList {
  readonly #cursor: ChangeCursor;
  /** What is still to be read of a bulk edit. */
  #behind: { since: string; skip: number } | undefined;

  constructor(clock: Clock) {
    this.#cursor = new ChangeCursor(clock);
  }

  /** What changed since the last time; at the first time nothing has. */
  async read(ask: (page: RecentPage) => Promise<Changed[]>): Promise<VariantLevels[]> {
    const newest = this.#cursor.newest;
    if (newest === undefined) {
      const [first] = await ask({ take: 1, skip: 0, since: new Date(0).toISOString() });
      this.#cursor.saw(first?.updatedAt ?? new Date(1).toISOString());
      return [];
    }
    const since = this.#cursor.since();
    const found = await ask({ take: TAKE, skip: 0, since });
    const oldest = found.length < TAKE ? undefined : found.at(-1);
    if (oldest && Date.parse(oldest.updatedAt) > newest)
      this.#behind = { since: this.#behind?.since ?? since, skip: STEP };
    for (const { updatedAt } of found) this.#cursor.saw(updatedAt);
    found.push(...(await this.#readBehind(ask)));
    return found.flatMap(({ variants }) => variants);
  }

  async #readBehind(ask: (page: RecentPage) => Promise<Changed[]>): Promise<Changed[]> {
    const found: Changed[] = [];
    for (let pages = 0; this.#behind && pages < PAGES_BEHIND; pages += 1) {
      const { since, skip } = this.#behind;
      const page = await ask({ take: TAKE, skip, since });
      found.push(...page);
      this.#behind = page.length < TAKE ? undefined : { since, skip: skip + STEP };
    }
    return found;
  }
}
