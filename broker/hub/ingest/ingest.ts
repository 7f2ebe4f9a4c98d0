/**
 * Takes events in: gathers what has come of several kiosks, validates, commits it in one transaction, acknowledges. What
 * is acknowledged is on the database's disk; what cannot be committed is not acknowledged, and kiosks send it again.
 */
import type { ActivityLine } from '../../contract/http.ts';
import type { Message } from '../../contract/messages.ts';
import { MOST_RANGES } from '../../contract/events.ts';
import { topicOf, type KioskAddress } from '../../contract/topics.ts';
import { isBrokerError } from '../../errors.ts';
import { Listeners } from '../../link/listeners.ts';
import type { MqttLink } from '../../link/mqtt-link.ts';
import type { Clock, Logger } from '../../ports.ts';
import { isAboutData } from '../fleet-db/faults.ts';
import type { FleetHealth } from '../fleet-db/health.ts';
import { kioskIdOf } from '../kiosk-key.ts';
import type { LogGate } from '../log-gate.ts';
import type { Committed, GroupCommitter, Mark } from './commit-group.ts';
import type { GroupItem } from './group.ts';
import { BatchSorter, type SortedBatch } from './sort-batch.ts';
import { Waiting, type WaitingItem } from './waiting.ts';
import { Watermarks } from './watermarks.ts';

export interface IngestOptions {
  committer: Pick<GroupCommitter, 'commit'>;
  health: Pick<FleetHealth, 'failed' | 'worked'>;
  link: MqttLink;
  root: string;
  tenant: string;
  clock: Clock;
  logger: Logger;
  gate: LogGate;
}

export class Ingest {
  readonly #options: IngestOptions;
  readonly #sorter = new BatchSorter();
  readonly #waiting = new Waiting();
  readonly #watermarks = new Watermarks();
  readonly #committed: Listeners<[readonly ActivityLine[]]>;
  #running: Promise<void> | undefined;
  #dropping = false;

  constructor(options: IngestOptions) {
    this.#options = options;
    this.#committed = new Listeners(options.logger);
  }

  /** Called after each commit with the newest of the events that are new. */
  onCommitted(listener: (lines: readonly ActivityLine[]) => void): () => void {
    return this.#committed.add(listener);
  }

  /** One `evt/batch`. */
  receive(address: KioskAddress, payload: Uint8Array): void {
    this.#enqueue({ kind: 'batch', address, payload });
  }

  /** The kiosk can send nothing of this epoch below `floor` any more. */
  floor(address: KioskAddress, { epoch, floor }: { epoch: string; floor: number }): void {
    if (this.#watermarks.reach(kioskIdOf(address), epoch, floor - 1)) return;
    this.#enqueue({ kind: 'floor', address, epoch, floor });
  }

  /** Messages received and not committed yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Resolves once everything that was received is committed or dropped. */
  async drained(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #enqueue(item: WaitingItem): void {
    if (this.#waiting.add(item)) {
      // Not at once: what arrives in the same turn of the event loop goes into the same commit.
      this.#running ??= new Promise<void>((resolve) => void setImmediate(resolve)).then(() => this.#run());
      return;
    }
    if (!this.#dropping)
      this.#options.logger.warn({}, 'events come faster than they can be committed; kiosks keep them');
    this.#dropping = true;
  }

  async #run(): Promise<void> {
    while (this.#waiting.size > 0) await this.#commit(this.#sortAll(this.#waiting.take()));
    this.#running = undefined;
    if (this.#dropping) this.#options.logger.info({}, 'events are taken again');
    this.#dropping = false;
  }

  #sortAll(items: readonly WaitingItem[]): GroupItem[] {
    return items.flatMap((item): GroupItem[] => {
      const kioskId = kioskIdOf(item.address);
      if (item.kind === 'floor') return [{ kind: 'floor', kioskId, epoch: item.epoch, floor: item.floor }];
      const batch = this.#sort(item.address, item.payload);
      return batch ? [{ kind: 'batch', kioskId, batch }] : [];
    });
  }

  #sort(address: KioskAddress, payload: Uint8Array): SortedBatch | undefined {
    const { logger, gate } = this.#options;
    const kiosk = kioskIdOf(address);
    try {
      const batch = this.#sorter.sort(payload, `/${address.tenant}/${address.store}/${address.kiosk}`);
      const [first] = batch.refusals;
      if (first && gate.opens(`${kiosk} refused`)) {
        const fields = { kiosk, refused: batch.refusals.length, id: first.id, reason: first.reason };
        logger.warn({ code: 'TW_EVENT_INVALID', ...fields }, 'events were refused');
      }
      return batch;
    } catch (error) {
      if (!isBrokerError(error)) throw error;
      if (gate.opens(`${kiosk} batch`))
        logger.warn({ kiosk, code: error.code, reason: error.message }, 'a batch was dropped');
      return undefined;
    }
  }

  async #commit(items: readonly GroupItem[]): Promise<void> {
    if (items.length === 0) return;
    const { committer, health, clock } = this.#options;
    try {
      this.#settle(await committer.commit(items, new Date(clock.now()).toISOString()));
      health.worked();
    } catch (error) {
      const kiosks = new Set(items.map(({ kioskId }) => kioskId));
      if (!isAboutData(error)) health.failed(error, 'events cannot be committed; kiosks keep them');
      else if (kiosks.size > 1) await this.#commitApart(items, kiosks);
      else this.#blame([...kiosks][0] ?? '', error);
    }
  }

  /** What one kiosk sent cannot be stored, and must not keep the others waiting. */
  async #commitApart(items: readonly GroupItem[], kiosks: ReadonlySet<string>): Promise<void> {
    for (const kiosk of kiosks) await this.#commit(items.filter(({ kioskId }) => kioskId === kiosk));
  }

  #blame(kiosk: string, error: unknown): void {
    const { logger, gate } = this.#options;
    if (!gate.opens(`${kiosk} stored`)) return;
    logger.error({ kiosk, code: 'TW_HUB_FAILED', err: error }, 'the events of a kiosk cannot be stored');
  }

  #settle({ marks, lines }: Committed): void {
    for (const mark of marks) {
      this.#watermarks.note(mark.kioskId, mark.epoch, mark.sequence);
      this.#acknowledge(mark);
    }
    if (lines.length > 0 || marks.length > 0) this.#committed.emit(lines);
  }

  #acknowledge({ kioskId, epoch, sequence, ahead }: Mark): void {
    const { link, logger, root, tenant } = this.#options;
    const [store = '', kiosk = ''] = kioskId.split('.');
    const runs = ahead.slice(0, MOST_RANGES).map(([first, last]): [number, number] => [first, last]);
    const message: Message<'ack/events'> = { epoch, sequence, ...(runs.length > 0 && { ahead: runs }) };
    const topic = topicOf({ root, tenant, store, kiosk }, 'ack', 'events');
    link.publish(topic, JSON.stringify(message)).catch((error: unknown) => {
      // The kiosk sends again what was not acknowledged, and is answered then.
      logger.debug({ kiosk: kioskId, err: error }, 'an acknowledgement was not sent');
    });
  }
}
