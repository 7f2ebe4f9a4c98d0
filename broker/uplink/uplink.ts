/**
 * Carries the outbox to the platform: batches in order inside an own window, at least once.
 *
 * New events leave the moment they are durable when the window has room; otherwise they leave together, so that a
 * backlog drains in large batches. Everything after the watermark is sent again after a reconnect, and when the
 * platform stays silent; while it is silent a single batch probes it, at growing intervals.
 */
import type { CloudEvent } from '../contract/events.ts';
import { topicOf, type KioskAddress } from '../contract/topics.ts';
import { isBrokerError } from '../errors.ts';
import { MessageReader } from '../link/message-reader.ts';
import type { MqttLink } from '../link/mqtt-link.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import { Pace } from './pace.ts';
import { Flights, type Flight } from './flights.ts';

export interface UplinkOptions {
  link: MqttLink;
  outbox: UplinkSource;
  address: KioskAddress;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Batches under way at the most. Default 10, which every broker accepts. */
  window?: number;
  /** Batches a second over time; a burst of as many goes at once. Default 50. */
  batchesPerSecond?: number;
  /** Bytes of JSON in a batch. Default 60 000. */
  batchBytes?: number;
  /**
   * `watermark` (default): events leave the disk when the platform says that it has committed them.
   * `puback`: when the broker has answered; only for a broker that the operator has declared durable.
   */
  ackMode?: 'watermark' | 'puback';
  /** Silence in milliseconds after which everything unacknowledged is sent again. Default 5000. */
  ackTimeoutMs?: number;
}

/** The part of the outbox that the uplink reads. */
export type UplinkSource = Pick<
  Outbox,
  'epoch' | 'lastSequence' | 'watermark' | 'read' | 'acknowledge' | 'depth' | 'onAppended'
>;

export interface UplinkStatus {
  connected: boolean;
  /** Batches under way. */
  inFlight: number;
  /** Events waiting. */
  depth: number;
  /** ISO 8601; null when nothing was acknowledged yet. */
  lastAckAt: string | null;
}

const SLOWEST_PROBE_MS = 15_000;
/** A new epoch sends everything again: whoever can publish acknowledgements must not make that happen all the time. */
const ROLLBACK_PAUSE_MS = 60_000;

/** After an outage the hub may find its broker some seconds later than the kiosk does: nobody has to look at that. */
const SILENCES_WORTH_A_LINE = 3;

export class Uplink {
  readonly #options: UplinkOptions;
  readonly #window: number;
  readonly #flights = new Flights();
  readonly #pace: Pace;
  readonly #reader = new MessageReader();
  readonly #ackTopic: string;
  readonly #batchTopic: string;
  #undo: (() => void)[] = [];
  #timer: { cancel(): void } | undefined;
  /** Until the rate allows the next batch. */
  #pause: { cancel(): void } | undefined;
  #epoch = '';
  /** The newest sequence sent since the last resend. */
  #sent = 0;
  /** The newest sequence that ever left in this epoch: what did not leave cannot have been committed. */
  #furthest = 0;
  /** When an acknowledgement beyond the outbox was last believed. */
  #rolledBackAt = Number.NEGATIVE_INFINITY;
  /** Timeouts in a row; above 0 a single batch probes a silent platform. */
  #silences = 0;
  #lastAckAt: string | null = null;
  /** After a publish that failed on a connection that stands. */
  #resting = false;
  #isDue = false;

  constructor(options: UplinkOptions) {
    this.#options = options;
    this.#window = options.window ?? 10;
    this.#pace = new Pace(options.clock, options.batchesPerSecond ?? 50);
    this.#ackTopic = topicOf(options.address, 'ack', 'events');
    this.#batchTopic = topicOf(options.address, 'evt', 'batch');
  }

  async start(): Promise<void> {
    if (this.#undo.length > 0) return;
    const { link, outbox } = this.#options;
    this.#undo = [
      outbox.onAppended(() => this.#pumpSoon()),
      link.onConnection((connected) => this.#connectionChanged(connected)),
      link.onMessage((topic, payload) => {
        if (topic === this.#ackTopic) this.#acknowledged(payload);
      }),
    ];
    if (this.#byWatermark) await link.subscribe([this.#ackTopic]);
    this.#restart();
  }

  // oxlint-disable-next-line require-await -- stops like everything else that starts, and may have to wait some day
  async stop(): Promise<void> {
    for (const undo of this.#undo) undo();
    this.#undo = [];
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#pause?.cancel();
    this.#pause = undefined;
    this.#flights.giveUp();
  }

  status(): UplinkStatus {
    return {
      connected: this.#options.link.connected,
      inFlight: this.#flights.size,
      depth: this.#options.outbox.depth(),
      lastAckAt: this.#lastAckAt,
    };
  }

  get #byWatermark(): boolean {
    return this.#options.ackMode !== 'puback';
  }

  #connectionChanged(connected: boolean): void {
    this.#silences = 0;
    if (connected) return this.#restart();
    this.#flights.giveUp();
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Forgets what is under way and goes on from the watermark. */
  #restart(): void {
    const { outbox } = this.#options;
    this.#flights.giveUp();
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#resting = false;
    if (this.#epoch !== outbox.epoch) this.#furthest = 0;
    this.#epoch = outbox.epoch;
    this.#sent = outbox.watermark();
    this.#pump();
  }

  /**
   * After the turn of the loop in which events were kept: the screen that they belong to is told first, and the events
   * of one tap go out as one batch.
   */
  #pumpSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      this.#pump();
    });
  }

  #pump(): void {
    const { link, outbox, batchBytes } = this.#options;
    if (this.#undo.length === 0 || this.#resting || !link.connected) return;
    if (outbox.epoch !== this.#epoch) return this.#restart();
    const room = this.#silences > 0 ? 1 : this.#window;
    while (this.#flights.size < room && this.#sent < outbox.lastSequence()) {
      if (!this.#mayGo()) break;
      const events = outbox.read(this.#sent, batchBytes ?? 60_000);
      const last = events.at(-1);
      // Reading may have found the file damaged and begun a new epoch.
      if (outbox.epoch !== this.#epoch) return this.#restart();
      if (!last) break;
      this.#sent = last.sequence;
      this.#furthest = Math.max(this.#furthest, last.sequence);
      void this.#send(events, this.#flights.add(events[0]?.sequence ?? last.sequence, last.sequence));
    }
    this.#watch();
  }

  #mayGo(): boolean {
    if (this.#pause) return false;
    const waitMs = this.#pace.take();
    if (waitMs === 0) return true;
    this.#pause = this.#options.clock.setTimer(waitMs, () => {
      this.#pause = undefined;
      this.#pump();
    });
    return false;
  }

  async #send(events: readonly CloudEvent[], flight: Flight): Promise<void> {
    const epoch = this.#epoch;
    try {
      await this.#options.link.publish(this.#batchTopic, JSON.stringify(events));
      this.#flights.answer(flight);
      if (!this.#byWatermark && !flight.settled) this.#trim(epoch, this.#flights.answeredUpTo());
    } catch (error) {
      this.#failed(flight, error);
    }
    this.#pump();
  }

  /** Not sent: nothing behind it may count as delivered either. A reconnect goes on at once, else a pause does. */
  #failed(flight: Flight, error: unknown): void {
    this.#flights.answer(flight);
    if (flight.settled) return;
    if (!isBrokerError(error, 'TW_LINK_DOWN')) {
      this.#options.logger.error(
        { err: error, first: flight.first, last: flight.last },
        'a batch cannot be sent',
      );
    }
    this.#flights.giveUp();
    this.#timer?.cancel();
    this.#resting = true;
    this.#timer = this.#options.clock.setTimer(this.#patienceMs(), () => this.#restart());
  }

  #acknowledged(payload: Uint8Array): void {
    if (!this.#byWatermark) return;
    try {
      const { epoch, sequence } = this.#reader.read('ack/events', payload);
      const believed = epoch === this.#epoch ? this.#believed(sequence) : undefined;
      if (believed !== undefined) this.#trim(epoch, believed);
    } catch (error) {
      if (!isBrokerError(error)) throw error;
      this.#options.logger.warn({ code: error.code, err: error }, 'an acknowledgement was not understood');
    }
    this.#pump();
  }

  /**
   * What an acknowledgement may say at the most, because it may be forged or stem from before a disk was rolled back:
   * nothing that was not sent leaves the disk. Beyond the outbox it says that the disk was rolled back, once in a while.
   */
  #believed(sequence: number): number | undefined {
    const { outbox, clock } = this.#options;
    if (sequence <= outbox.lastSequence()) return Math.min(sequence, this.#furthest);
    if (Math.abs(clock.now() - this.#rolledBackAt) < ROLLBACK_PAUSE_MS) return undefined;
    this.#rolledBackAt = clock.now();
    return sequence;
  }

  /** The platform speaks: it is not silent, whether or not this brought anything new. */
  #trim(epoch: string, sequence: number): void {
    const { outbox, clock } = this.#options;
    this.#silences = 0;
    this.#lastAckAt = new Date(clock.now()).toISOString();
    if (outbox.acknowledge(epoch, sequence) === 0) return;
    const watermark = outbox.watermark();
    this.#flights.settleUpTo(watermark);
    // A late answer to an earlier sending may be ahead of the present one.
    this.#sent = Math.max(this.#sent, watermark);
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** One timer for the oldest batch under way; progress starts it anew. */
  #watch(): void {
    if (!this.#flights.waiting) {
      this.#timer?.cancel();
      this.#timer = undefined;
      return;
    }
    this.#timer ??= this.#options.clock.setTimer(this.#patienceMs(), () => {
      if (this.#silences === SILENCES_WORTH_A_LINE) {
        this.#options.logger.warn(
          { depth: this.#options.outbox.depth() },
          'the platform does not acknowledge events',
        );
      }
      this.#silences += 1;
      this.#restart();
    });
  }

  /** Doubles with every silence; spread, so that a fleet does not ask a returning platform in step. */
  #patienceMs(): number {
    const { ackTimeoutMs = 5_000, random } = this.#options;
    if (this.#silences === 0) return ackTimeoutMs;
    const doubled = Math.min(SLOWEST_PROBE_MS, ackTimeoutMs * 2 ** Math.min(this.#silences, 10));
    return Math.max(ackTimeoutMs, Math.round(doubled * (0.5 + random.unit() / 2)));
  }
}
