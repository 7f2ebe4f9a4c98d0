/**
 * A message driver under fire. Whatever comes, on whatever topic: no throw, no more bytes given up than came, readings of
 * its own device only and with times near their arrival, and the good message after the noise is understood.
 */
import { parseDriverOptions } from '../../device/driver-options.ts';
import type { MessageDriver } from '../../device/network/message-driver.ts';
import { pick, type Unit } from './mutate.ts';
import { demand, type FuzzTarget } from './target.ts';

const AT = '2026-11-25T10:00:00.000Z';
const SKEW_MS = 5_000;

export interface MessageSeeds {
  topic: string;
  options: object;
  /** Payloads, each of which has a reading on the topic that goes with it. */
  good: readonly { topic: string; payload: string }[];
}

export function messageTarget(driver: MessageDriver, { topic, options, good }: MessageSeeds): FuzzTarget {
  const context = { source: driver.name, topic, options: parseDriverOptions(driver, options) };
  const topics = [...driver.filters(topic, context.options), ''];
  const seeds = good.map(({ payload }) => new Uint8Array(Buffer.from(payload)));
  return { name: driver.name, seeds, run };

  function run(input: Uint8Array, unit: Unit): void {
    const decoder = driver.createDecoder(context);
    const message = { topic: pick(topics, unit), payload: input, retained: unit() < 0.5 };
    const { readings, discardedBytes } = decoder.take(message, AT);
    demand(discardedBytes >= 0 && discardedBytes <= bytesAsText(input), 'no more bytes given up than came');
    for (const reading of readings) {
      demand(reading.source === driver.name, 'readings of its own device');
      demand(Math.abs(Date.parse(reading.at) - Date.parse(AT)) <= SKEW_MS, 'a time near the arrival');
    }
    const next = pick(good, unit);
    const payload = new Uint8Array(Buffer.from(next.payload));
    const after = decoder.take({ topic: next.topic, payload, retained: false }, AT);
    demand(after.readings.length > 0, 'the good message after the noise is understood');
  }
}

/** A byte that is no UTF-8 stands for three of the character that says so. */
function bytesAsText(input: Uint8Array): number {
  return input.length * 3;
}
