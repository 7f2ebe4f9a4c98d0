/** Walks through a list of the shop by its cursors: nothing comes twice, and a list that goes round in circles ends. */
import { createHash } from 'node:crypto';
import { Type, type Static, type TArray, type TObject, type TSchema } from 'typebox';
import { BrokerError, isBrokerError } from '../../../errors.ts';

export const PageInfo = Type.Object({
  hasNextPage: Type.Boolean(),
  endCursor: Type.Union([Type.String({ maxLength: 4_000 }), Type.Null()]),
});
export const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';

/** A connection of the shop. */
export function connection<Node extends TSchema>(
  node: Node,
): TObject<{ pageInfo: typeof PageInfo; nodes: TArray<Node> }> {
  return Type.Object({ pageInfo: PageInfo, nodes: Type.Array(node) });
}

export interface Connection<Node> {
  pageInfo: Static<typeof PageInfo>;
  nodes: readonly Node[];
}

/** How many are asked for at once: fewer while the shop finds that too much. */
export class PageSize {
  readonly #most: number;
  #now: number;
  /** Of the lists inside an entry; they are made shorter when a single entry is too much. */
  #share = 1;
  #good = 0;

  constructor(most: number) {
    this.#most = most;
    this.#now = most;
  }

  get first(): number {
    return this.#now;
  }

  /** How many of a list inside each entry; the others are asked for by themselves. */
  inside(most: number): number {
    return Math.max(1, Math.floor(most * this.#share));
  }

  wentWell(): void {
    this.#good += 1;
    if (this.#good < RECOVERS_AFTER) return;
    this.#good = 0;
    if (this.#share < 1) this.#share *= 2;
    else this.#now = Math.min(this.#most, 2 * this.#now);
  }

  /** False when there is no smaller page. */
  shrink(): boolean {
    this.#good = 0;
    if (this.#now > 1) this.#now = Math.floor(this.#now / 2);
    else if (this.#share > LEAST_SHARE) this.#share /= 2;
    else return false;
    return true;
  }
}

const LEAST_SHARE = 1 / 128;
const RECOVERS_AFTER = 8;
/** More pages than any shop has. */
const MOST_PAGES = 200_000;
/** One after the other: entries that go while a list is read may leave one, and not ten. */
const MOST_WITHOUT_NEWS = 10;

type Ask<Node> = (page: { first: number; after: string | null }) => Promise<Connection<Node>>;

/** One page; smaller when the shop says that this is too much. @throws BrokerError TW_SOURCE_TOO_MUCH when it is one entry */
export async function askPage<Node>(
  size: PageSize,
  after: string | null,
  ask: Ask<Node>,
): Promise<Connection<Node>> {
  for (;;) {
    try {
      const page = await ask({ first: size.first, after });
      size.wentWell();
      return page;
    } catch (error) {
      if (!isBrokerError(error, 'TW_SOURCE_TOO_MUCH') || !size.shrink()) throw error;
    }
  }
}

/**
 * All entries behind `after`.
 * @throws BrokerError TW_SOURCE_ANSWER for a list that does not get on: what was read of it is not all there is
 */
export async function* pagesOf<Node extends { id: string }>(
  size: PageSize,
  ask: Ask<Node>,
  after: string | null = null,
): AsyncGenerator<Node> {
  const cursors = new Set([markOf(after)]);
  let before = new Set<string>();
  let withoutNews = 0;
  for (let cursor = after; cursors.size < MOST_PAGES && withoutNews < MOST_WITHOUT_NEWS;) {
    const { pageInfo, nodes } = await askPage(size, cursor, ask);
    const fresh = nodes.filter(({ id }) => !before.has(id));
    yield* fresh;
    if (!pageInfo.hasNextPage) return;
    cursor = pageInfo.endCursor;
    if (cursor === null || cursors.has(markOf(cursor))) break;
    cursors.add(markOf(cursor));
    withoutNews = fresh.length > 0 ? 0 : withoutNews + 1;
    before = new Set(nodes.map(({ id }) => id));
  }
  throw new BrokerError('TW_SOURCE_ANSWER', 'The shop’s list goes round in circles.');
}

/** Cursors may be kilobytes long, and pages many. */
function markOf(cursor: string | null): string {
  return createHash('sha256')
    .update(cursor ?? '')
    .digest('base64')
    .slice(0, 22);
}
