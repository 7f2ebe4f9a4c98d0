/** What the uplink needs of the outbox, and how it turns rows into the bytes of a batch. */
import type { CloudEvent } from '../contract/events.ts';
import { Runs, type Run } from '../runs.ts';

export interface UplinkSource {
  /** New whenever numbering begins anew. */
  readonly epoch: string;
  /** The newest number on disk, or ever given in this epoch. */
  lastSequence(): number;
  /** Everything up to and with it was acknowledged. */
  watermark(): number;
  /** Events after a number, in order: at least one if there is one, then as many as fit. Finds and repairs damage. */
  read(after: number, maxBytes: number, maxCount?: number): CloudEvent[];
  /** As `read`, as the JSON of a batch that was never parsed; undefined when nothing is there. */
  readBatch(after: number, limits: BatchLimits): Batch | undefined;
  /**
   * Events up to and with the watermark and those of the runs ahead of it leave the disk. Answers how many.
   * A number that was never given means that the disk was rolled back: numbering begins anew.
   */
  acknowledge(epoch: string, sequence: number, ahead?: readonly Run[]): number;
  /** Events waiting. */
  depth(): number;
  /** Called once an event is durable. */
  onAppended(listener: () => void): () => void;
}

export interface BatchLimits {
  /** The last number that may be in it. */
  upTo: number;
  maxBytes: number;
}

/** Some events as they go over the wire. */
export interface Batch {
  /** Their numbers, in ascending order. */
  runs: readonly Run[];
  /** A JSON array. */
  payload: string;
  bytes: number;
}

/** A hub takes no more in one batch. */
const MOST_EVENTS = 500;

/**
 * Reads the next batch. Rows are joined as they are, which a drain of a million needs; a bad bit inside one would make
 * the whole batch unreadable for the platform, so what is sent again is parsed first (`checked`), and repaired.
 */
export function readBatch(
  source: UplinkSource,
  after: number,
  { checked, ...limits }: BatchLimits & { checked: boolean },
): Batch | undefined {
  if (!checked) return source.readBatch(after, limits);
  const found = source.read(after, limits.maxBytes, MOST_EVENTS);
  const events = found.filter(({ sequence }) => sequence <= limits.upTo);
  if (events.length === 0) return undefined;
  const payload = JSON.stringify(events);
  const runs = Runs.ofNumbers(events.map(({ sequence }) => sequence)).list;
  return { runs, payload, bytes: Buffer.byteLength(payload) };
}
