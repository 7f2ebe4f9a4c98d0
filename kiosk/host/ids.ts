/** UUIDv7 (RFC 9562, section 5.7) from the injected clock and randomness. */
import { v7 } from 'uuid';
import type { Clock, Random } from '../../broker/ports.ts';

const RANDOM_BYTES = 16;

export function idFactory(clock: Clock, random: Random): () => string {
  return () => v7({ msecs: clock.now(), random: random.bytes(RANDOM_BYTES) });
}
