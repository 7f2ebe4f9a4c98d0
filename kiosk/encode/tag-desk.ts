/**
 * Where a kiosk makes tags: one order at a time for each reader. While an order waits, the tags held to its reader are
 * for the order and not for a screen; the tag that was written goes to the screen, as the last proof of what is on it.
 *
 * Written is the tag that is held there after the order began. One that lies there already is taken when it is empty,
 * or when the order says so: otherwise a garment that hangs at a reader would lose its link to the next order.
 */
import { isDeviceError, type DeviceErrorCode } from '../../device/errors.ts';
import type { Signal } from '../../device/nfc/feedback.ts';
import { isTagWriter, type TagWriter } from '../../device/nfc/tag-writer.ts';
import type { Device, DeviceHealth, Reading, TagReading } from '../../device/ports.ts';
import type { MadeTag } from '../../broker/contract/messages.ts';
import type { KioskDownlink } from '../../broker/uplink/kiosk-downlink.ts';
import type { Clock, Logger } from '../../broker/ports.ts';
import { isKioskError, KioskError } from '../errors.ts';
import type { TagCatalogue } from '../identify/identified.ts';
import type { CardCheck } from './card-check.ts';
import { chooseReader } from './choose-reader.ts';
import { learnTag } from './learn-tag.ts';
import { advice, adviceOf, TagJob } from './tag-job.ts';
import { isEmpty, isTorn, type TagOrder } from './tag-order.ts';
import { writeProductTag } from './write-tag.ts';

export interface TagDeskOptions {
  devices: { get(id: string): Device | undefined; health(): DeviceHealth[] };
  isVirtual: (id: string) => boolean;
  catalogue: TagCatalogue;
  cards: Pick<CardCheck, 'of'>;
  downlink: Pick<KioskDownlink, 'request'>;
  /** Tells the person at the reader by its light or buzzer, where it has one. */
  signal: (reader: string, signal: Signal) => void;
  clock: Clock;
  newId: () => string;
  logger: Logger;
}

/** What a second try of the person at the reader mends. */
const AGAIN: ReadonlySet<string> = new Set<DeviceErrorCode>([
  'TW_NFC_TAG_TORN',
  'TW_NFC_APDU_FAILED',
  'TW_NFC_WRITE_NO_TAG',
  'TW_NFC_WRITE_OTHER_TAG',
  'TW_NFC_WRITE_FAILED',
]);
/** Orders whose end can still be asked for. */
const REMEMBERED = 32;

export class TagDesk {
  readonly #options: TagDeskOptions;
  /** By id, oldest first. */
  readonly #jobs = new Map<string, TagJob>();
  /** What lies on each reader. */
  readonly #resting = new Map<string, TagReading>();
  /** Readers whose tag a screen has been told of. */
  readonly #shown = new Set<string>();

  constructor(options: TagDeskOptions) {
    this.#options = options;
  }

  /** @throws KioskError TW_TAGS_READER, TW_TAGS_BUSY */
  start(order: TagOrder, { reader, waitMs }: { reader: string | undefined; waitMs: number }): TagJob {
    const { clock, newId, isVirtual } = this.#options;
    const id = chooseReader(this.#options, reader);
    if (this.#jobAt(id) !== undefined) throw new KioskError('TW_TAGS_BUSY');
    const job = new TagJob({ id: newId(), order, reader: { id, virtual: isVirtual(id) }, waitMs, clock });
    this.#remember(job);
    const resting = this.#resting.get(id);
    if (resting === undefined) return job;
    const isMeant = isEmpty(resting) || (order.kind === 'write' && order.overwrite);
    if (isMeant) void this.#attempt(job, resting);
    else job.wait(advice('TW_TAGS_LIFT'));
    return job;
  }

  /** @throws KioskError TW_TAGS_JOB */
  job(id: string): TagJob {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new KioskError('TW_TAGS_JOB');
    return job;
  }

  /** Calls off what waits at a reader; a tag that is being written is finished. */
  cancel(reader: string): void {
    const job = this.#jobAt(reader);
    if (job?.view.state === 'waiting') job.fail(advice('TW_TAGS_CANCELLED'));
  }

  /** Hears how the readers are: whoever holds a tag to one that is unplugged is told so, and not only at the end. */
  health({ id, status, code, message = '' }: DeviceHealth): void {
    const job = this.#jobAt(id);
    if (job?.view.state !== 'waiting') return;
    const isAway = status === 'searching' || status === 'failed';
    if (isAway && code !== undefined) job.wait(adviceOf({ code, message }));
    else if (status === 'connected' && job.view.hint !== null) job.wait(null);
  }

  /** Nothing waits any more. */
  stop(): void {
    for (const job of this.#jobs.values()) job.fail(advice('TW_TAGS_CANCELLED'));
  }

  /** Hears every reading first; true when it was for an order and concerns no screen. */
  take(reading: Reading): boolean {
    if (reading.kind === 'tag') return this.#takeTag(reading);
    if (reading.kind !== 'tag_removed') return false;
    this.#resting.delete(reading.source);
    return !this.#shown.delete(reading.source);
  }

  #takeTag(reading: TagReading): boolean {
    const { source, uid } = reading;
    const isWritten = this.#resting.get(source)?.uid === uid && reading.problem === undefined;
    this.#resting.set(source, reading);
    const job = this.#jobAt(source);
    const isForOrder = job !== undefined && !(job.view.state === 'working' && isWritten);
    if (!isForOrder) {
      this.#shown.add(source);
      return false;
    }
    this.#shown.delete(source);
    if (isTorn(reading)) this.#again(job);
    else if (job.view.state === 'waiting') void this.#attempt(job, reading);
    return true;
  }

  async #attempt(job: TagJob, reading: TagReading): Promise<void> {
    job.work();
    try {
      job.done(await this.#carryOut(job, reading));
      // A written tag is read, and signalled, as any other.
      if (job.order.kind === 'learn') this.#options.signal(job.reader, 'success');
      this.#options.logger.info({ reader: job.reader, order: job.order.kind }, 'a tag was made');
    } catch (error) {
      this.#failed(job, error);
    }
  }

  async #carryOut({ order, reader }: TagJob, reading: TagReading): Promise<MadeTag> {
    if (order.kind === 'learn') return learnTag(reading, order, this.#options);
    return writeProductTag(reading, order, { ...this.#options, writer: this.#writer(reader) });
  }

  #failed(job: TagJob, error: unknown): void {
    const { logger, signal } = this.#options;
    if (isDeviceError(error) && AGAIN.has(error.code)) return this.#again(job);
    signal(job.reader, 'failure');
    const known = isDeviceError(error) || isKioskError(error);
    if (!known) logger.error({ err: error, reader: job.reader }, 'making a tag failed unexpectedly');
    job.fail(known ? adviceOf(error) : advice('TW_INTERNAL'));
  }

  #again(job: TagJob): void {
    this.#options.signal(job.reader, 'failure');
    job.wait(advice('TW_TAGS_AGAIN'));
  }

  /** @throws KioskError TW_TAGS_READER */
  #writer(id: string): TagWriter {
    const device = this.#options.devices.get(id);
    if (!isTagWriter(device)) throw new KioskError('TW_TAGS_READER');
    return device;
  }

  #jobAt(reader: string): TagJob | undefined {
    return [...this.#jobs.values()].find((job) => job.reader === reader && !job.isOver);
  }

  #remember(job: TagJob): void {
    this.#jobs.set(job.id, job);
    for (const [id, { isOver }] of this.#jobs) {
      if (this.#jobs.size <= REMEMBERED) return;
      if (isOver) this.#jobs.delete(id);
    }
  }
}
