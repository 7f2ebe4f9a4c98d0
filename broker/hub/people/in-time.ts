/** Somebody stands in front of a screen: a source that takes too long has not answered. */
import { BrokerError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';

/** @throws BrokerError TW_PEOPLE_AWAY after `ms`, or with the fault of the source as its cause; refusals of ours pass */
export async function inTime<T>(clock: Clock, ms: number, ask: () => Promise<T>): Promise<T> {
  let timer: { cancel(): void } | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = clock.setTimer(ms, () => reject(new BrokerError('TW_PEOPLE_AWAY')));
  });
  try {
    return await Promise.race([ask(), late]);
  } catch (error) {
    if (error instanceof BrokerError) throw error;
    throw new BrokerError('TW_PEOPLE_AWAY', undefined, { cause: error });
  } finally {
    timer?.cancel();
  }
}
