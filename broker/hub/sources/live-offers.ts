/** Stock that sources say by themselves, soon after it changed. */
import type { Clock, Logger } from '../../ports.ts';
import type { OfferRow } from './rows.ts';
import type { SourceEntry } from './run/source-entry.ts';

export interface LiveOffersOptions {
  /** Takes changes into the catalogue. */
  apply: (rows: readonly OfferRow[]) => void;
  clock: Clock;
  logger: Logger;
  changed: () => void;
}

/** Watches the stock of a source that tells it; nothing for one that does not. */
export function watchStock(entry: SourceEntry, { apply, clock, logger, changed }: LiveOffersOptions): void {
  const { source, bundle } = entry;
  if (source.paused || bundle.stock === undefined || !source.parts.includes('stock')) return;
  const live = { changedAt: null as string | null, changes: 0, trouble: null as string | null };
  entry.live = live;
  const stop = bundle.stock.watch({
    changed(offers) {
      try {
        apply(offers);
        live.changedAt = new Date(clock.now()).toISOString();
        live.changes += offers.length;
      } catch (error) {
        // The next full reading brings them.
        logger.error({ source: source.name, err: error }, 'changed stock could not be taken in');
      }
      changed();
    },
    onTrouble(trouble) {
      if (trouble !== null) logger.error({ source: source.name, trouble }, 'changes of stock do not come');
      else if (live.trouble !== null) logger.info({ source: source.name }, 'changes of stock come again');
      live.trouble = trouble;
      changed();
    },
  });
  entry.undo.push(stop);
}
