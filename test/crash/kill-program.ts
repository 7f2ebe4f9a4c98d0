/** Kills the whole `tapwall kiosk` while shoppers tap, and the hub as it ships is asked for nothing: its file is read. */
import { join } from 'node:path';
import { SeededRandom } from '../support/seeded-random.ts';
import { Stage as Store, eventually } from '../e2e/stage.ts';
import { readHub } from './hub-file.ts';
import { count } from './campaign.ts';
import { pause } from './kill-kiosks.ts';

export interface ProgramResult {
  rounds: number;
  seconds: number;
  phases: Record<string, number>;
  /** Numbers that the kiosk had said were recorded. */
  promised: number;
  committed: number;
  lost: number;
  gaps: number;
  duplicates: number;
}

const READER = 'virtual-reader-1';
const LIFE_MS = 1_500;
const DRAIN_MS = 60_000;

export async function killPrograms(rounds: number, seed: number): Promise<ProgramResult> {
  const began = performance.now();
  const random = new SeededRandom(seed);
  const store = new Store({ without: ['pcscd', 'serial'] });
  const phases: Record<string, number> = {};
  /** Per epoch the highest number that the running kiosk had on its disk. */
  const promised = new Map<string, number>();
  const look = async (): Promise<void> => {
    const { outbox } = await store.health();
    promised.set(outbox.epoch, Math.max(outbox.sequence, promised.get(outbox.epoch) ?? 0));
  };
  try {
    await store.start();
    for (let round = 1; round <= rounds; round += 1) {
      count(phases, await killOnce({ store, random, look, early: round % 3 === 0 }));
      await store.startKiosk();
    }
    await look();
    await eventually(async () => (await store.health()).outbox.depth === 0, 'everything is sent', DRAIN_MS);
    const books = readHub(join(store.data, 'hub'));
    const { lost, gaps } = balance(books.events, promised);
    return {
      rounds,
      seconds: Math.round((performance.now() - began) / 1_000),
      phases,
      promised: [...promised.values()].reduce((sum, last) => sum + last, 0),
      committed: books.events.length,
      lost,
      gaps,
      duplicates: books.duplicates,
    };
  } finally {
    await store.stop();
  }
}

async function killOnce(given: {
  store: Store;
  random: SeededRandom;
  look: () => Promise<void>;
  early: boolean;
}): Promise<string> {
  const { store, random, look, early } = given;
  let over = false;
  const taps = tapUntil(store, look, () => over);
  await pause(random.unit() * (early ? LIFE_MS / 10 : LIFE_MS));
  over = true;
  await store.kiosk?.kill();
  const done = await taps;
  if (done === 0) return 'first tap';
  return early ? 'right after its start' : 'under taps';
}

/** As fast as the kiosk takes them; each answer of its health is a promise. */
async function tapUntil(store: Store, look: () => Promise<void>, isOver: () => boolean): Promise<number> {
  const skus = store.feeds.products.map((row) => row['id']);
  for (let tap = 0; ; tap += 1) {
    try {
      await post(store, 'tag', { reader: READER, sku: skus[tap % skus.length] });
      await look();
      await post(store, 'lift', { reader: READER });
      await look();
    } catch (error) {
      // It was killed in the midst of an answer.
      if (isOver()) return tap;
      throw error;
    }
    if (isOver()) return tap;
  }
}

async function post(store: Store, name: string, body: object): Promise<void> {
  const response = await fetch(`${store.urls.kiosk}/api/lab/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
}

function balance(
  events: readonly { epoch: string; sequence: number }[],
  promised: ReadonlyMap<string, number>,
): { lost: number; gaps: number } {
  const seen = new Map<string, Set<number>>();
  for (const { epoch, sequence } of events) seen.set(epoch, (seen.get(epoch) ?? new Set()).add(sequence));
  let lost = 0;
  let gaps = 0;
  for (const [epoch, last] of promised)
    for (let sequence = 1; sequence <= last; sequence += 1)
      if (seen.get(epoch)?.has(sequence) !== true) lost += 1;
  for (const numbers of seen.values()) {
    const last = [...numbers].reduce((high, sequence) => Math.max(high, sequence), 0);
    gaps += last - numbers.size;
  }
  return { lost, gaps };
}
