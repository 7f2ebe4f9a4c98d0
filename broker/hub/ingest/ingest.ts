/** Takes `evt/batch` in: validates, commits, acknowledges. What is acknowledged is on this disk. */
import type { ActivityLine } from '../../contract/http.ts';
import type { Message } from '../../contract/messages.ts';
import { topicOf, type KioskAddress } from '../../contract/topics.ts';
import { isBrokerError } from '../../errors.ts';
import { Listeners } from '../../link/listeners.ts';
import type { MqttLink } from '../../link/mqtt-link.ts';
import type { Clock, Logger } from '../../ports.ts';
import { isDiskFull } from '../../sqlite/open.ts';
import { kioskIdOf } from '../kiosk-key.ts';
import type { BatchCommitter, Committed } from './commit-batch.ts';
import { Gaps } from './gaps.ts';
import { BatchSorter, type SortedBatch } from './sort-batch.ts';

export interface IngestOptions {
  committer: Pick<BatchCommitter, 'commit'>;
  link: MqttLink;
  clock: Clock;
  logger: Logger;
}

export class Ingest {
  readonly #options: IngestOptions;
  readonly #sorter = new BatchSorter();
  readonly #gaps: Gaps;
  readonly #committed: Listeners<[string, readonly ActivityLine[]]>;
  #failing = false;

  constructor(options: IngestOptions) {
    this.#options = options;
    this.#gaps = new Gaps(options.clock);
    this.#committed = new Listeners(options.logger);
  }

  /** Called after each commit with the kiosk's id and the events that are new. */
  onCommitted(listener: (kioskId: string, lines: readonly ActivityLine[]) => void): () => void {
    return this.#committed.add(listener);
  }

  receive(address: KioskAddress, payload: Uint8Array): void {
    const kioskId = kioskIdOf(address);
    const batch = this.#sort(address, payload);
    const done = batch && this.#commit(kioskId, batch);
    if (!done) return;
    for (const { epoch, sequence, firstAhead } of done.marks) {
      this.#gaps.note(`${kioskId} ${epoch}`, sequence, firstAhead !== undefined);
      this.#acknowledge(address, { epoch, sequence });
    }
    this.#committed.emit(kioskId, done.lines);
  }

  #sort(address: KioskAddress, payload: Uint8Array): SortedBatch | undefined {
    const { logger } = this.#options;
    const kiosk = kioskIdOf(address);
    try {
      const batch = this.#sorter.sort(payload, `/${address.tenant}/${address.store}/${address.kiosk}`);
      const [first] = batch.refusals;
      if (first) {
        const fields = { kiosk, refused: batch.refusals.length, id: first.id, reason: first.reason };
        logger.warn({ code: 'TW_EVENT_INVALID', ...fields }, 'events were refused');
      }
      return batch;
    } catch (error) {
      if (!isBrokerError(error)) throw error;
      logger.warn({ kiosk, code: error.code, err: error }, 'a batch was dropped');
      return undefined;
    }
  }

  /** When the disk does not take it, nothing is acknowledged and the kiosk sends it again. */
  #commit(kioskId: string, batch: SortedBatch): Committed | undefined {
    const { committer, clock, logger } = this.#options;
    const receivedAt = new Date(clock.now()).toISOString();
    try {
      const committed = committer.commit({
        kioskId,
        batch,
        receivedAt,
        lost: this.#lostEpochs(kioskId, batch),
      });
      if (this.#failing) logger.info({}, 'events are committed again');
      this.#failing = false;
      return committed;
    } catch (error) {
      const code = isDiskFull(error) ? 'TW_DATABASE_FULL' : 'TW_HUB_FAILED';
      if (!this.#failing) logger.error({ code, err: error }, 'events cannot be committed; kiosks keep them');
      this.#failing = true;
      return undefined;
    }
  }

  #lostEpochs(kioskId: string, batch: SortedBatch): Set<string> {
    const first = new Map<string, number>();
    for (const { epoch, sequence } of batch.events) {
      first.set(epoch, Math.min(sequence, first.get(epoch) ?? sequence));
    }
    const lost = [...first].filter(([epoch, sequence]) => this.#gaps.isLost(`${kioskId} ${epoch}`, sequence));
    return new Set(lost.map(([epoch]) => epoch));
  }

  #acknowledge(address: KioskAddress, mark: Message<'ack/events'>): void {
    const { link, logger } = this.#options;
    link.publish(topicOf(address, 'ack', 'events'), JSON.stringify(mark)).catch((error: unknown) => {
      // The kiosk sends again what was not acknowledged, and is answered then.
      logger.debug({ kiosk: kioskIdOf(address), err: error }, 'an acknowledgement was not sent');
    });
  }
}
