/**
 * Carries the outbox to the platform inside an own window and rate, at least once.
 *
 * Two lanes share the connection (lanes.ts). What is recorded while it stands is live and leaves the moment it is
 * durable; what is older is backlog and leaves in large batches. The platform says what it has committed, up to a
 * watermark and in runs ahead of it; after a reconnect, or when it stays silent, only the rest is sent again. While it
 * is silent a single batch probes it, at growing intervals.
 */
import { topicOf, type KioskAddress } from '../contract/topics.ts';
import { isBrokerError } from '../errors.ts';
import { Listeners } from '../link/listeners.ts';
import { MessageReader } from '../link/message-reader.ts';
import type { LinkHealth, MqttLink } from '../link/mqtt-link.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import { Flights, type Flight } from './flights.ts';
import { Lanes, type Lane, type LaneLoad } from './lanes.ts';
import { LinePace } from './line-pace.ts';
import { Progress } from './progress.ts';
import { RateMeter } from './rate-meter.ts';
import { SilenceWatch } from './silence-watch.ts';
import { Trimmer } from './trimmer.ts';
import type { Run } from '../runs.ts';
import { readBatch, type Batch, type UplinkSource } from './uplink-source.ts';

export interface UplinkOptions {
  link: MqttLink & Partial<LinkHealth>;
  outbox: UplinkSource;
  address: KioskAddress;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Batches under way at the most. Default 10, which every broker accepts. */
  window?: number;
  /** Batches a second over time; a burst of as many goes at once. Default 50; `Infinity` for a broker on this machine. */
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
  /** Silence in milliseconds after which somebody should look. Default 30 000. */
  silenceMs?: number;
}

export interface UplinkStatus {
  connected: boolean;
  /** Batches under way. */
  inFlight: number;
  /** Events waiting. */
  depth: number;
  /** Events acknowledged a second, over the last minute. */
  perSecond: number;
  /** Connections after the first one. */
  reconnects: number;
  /** ISO 8601; null when nothing was acknowledged yet. */
  lastAckAt: string | null;
  /** True while another client with this identity, or the broker, ends every connection soon after it stood. */
  contested: boolean;
  /** True while the platform takes events and acknowledges none. */
  silent: boolean;
}

/** After an outage the hub may find its broker some seconds later than the kiosk does: nobody has to look at that. */
const SILENCE_MS = 30_000;
const SLOWEST_PROBE_MS = 15_000;
/** A new epoch sends everything again: whoever can publish acknowledgements must not make that happen all the time. */
const ROLLBACK_PAUSE_MS = 60_000;
/**
 * Live events that wait become backlog when the line cannot hold them, except the newest: else what happens now waits
 * behind them. An event has some four hundred bytes.
 */
const LIVE_BYTES = 256;
const NEWEST_LIVE = 0.25;
/** Batches in one turn of the event loop; reading one takes a millisecond. */
const TURN = 4;

export class Uplink {
  readonly #options: UplinkOptions;
  readonly #flights = new Flights();
  readonly #lanes: Lanes;
  readonly #line: LinePace;
  readonly #meter: RateMeter;
  readonly #silence: SilenceWatch;
  readonly #trimmer: Trimmer;
  readonly #committed: Listeners<[sequence: number, ahead: readonly Run[]]>;
  readonly #reader = new MessageReader();
  readonly #ackTopic: string;
  readonly #batchTopic: string;
  #progress = new Progress();
  #undo: (() => void)[] = [];
  /** Until the next try after a publish that failed on a connection that stands. */
  #rest: { cancel(): void } | undefined;
  /** Until the rate allows the next batch. */
  #pause: { cancel(): void } | undefined;
  #epoch = '';
  /** When an acknowledgement beyond the outbox was last believed. */
  #rolledBackAt = Number.NEGATIVE_INFINITY;
  /** Timeouts in a row; above 0 a single batch probes a silent platform. */
  #silences = 0;
  /** Acknowledgements that brought something. */
  #acks = 0;
  #connections = 0;
  #lastAckAt: string | null = null;
  #isDue = false;

  constructor(options: UplinkOptions) {
    this.#options = options;
    const { clock, outbox } = options;
    const perSecond = options.batchesPerSecond ?? 50;
    this.#lanes = new Lanes({ clock, window: options.window ?? 10, perSecond });
    this.#line = new LinePace(clock, perSecond === Infinity);
    this.#meter = new RateMeter(clock);
    this.#silence = new SilenceWatch({
      ...options,
      isWaiting: () => this.#flights.waiting,
      afterMs: options.silenceMs ?? SILENCE_MS,
    });
    this.#committed = new Listeners(options.logger);
    this.#trimmer = new Trimmer({ outbox, clock, removed: (count) => this.#meter.add(count) });
    this.#ackTopic = topicOf(options.address, 'ack', 'events');
    this.#batchTopic = topicOf(options.address, 'evt', 'batch');
  }

  async start(): Promise<void> {
    if (this.#undo.length > 0) return;
    const { link, outbox } = this.#options;
    this.#undo = [
      outbox.onAppended(() => this.#pumpSoon()),
      link.onConnection((connected) => this.#connectionChanged(connected)),
      link.onMessage((topic, payload) => this.#heard(topic, payload)),
    ];
    if (link.connected) this.#connections += 1;
    if (this.#byWatermark) await link.subscribe([this.#ackTopic]);
    this.#restart();
  }

  // oxlint-disable-next-line require-await -- stops like everything else that starts, and may have to wait some day
  async stop(): Promise<void> {
    for (const undo of this.#undo) undo();
    this.#undo = [];
    this.#standStill();
    this.#trimmer.stop();
  }

  status(): UplinkStatus {
    const { link, outbox } = this.#options;
    return {
      connected: link.connected,
      inFlight: this.#flights.size,
      depth: outbox.depth(),
      perSecond: this.#meter.perSecond(),
      reconnects: Math.max(0, this.#connections - 1),
      lastAckAt: this.#lastAckAt,
      contested: link.contested ?? false,
      silent: this.#silence.silent,
    };
  }

  /** Called with the number up to which everything is committed, and with what is beyond it; before it leaves the disk. */
  onAcknowledged(listener: (sequence: number, ahead: readonly Run[]) => void): () => void {
    return this.#committed.add(listener);
  }

  /** Called once when the platform takes events and acknowledges none for `silenceMs`; with false when that is over. */
  onSilence(listener: (silent: boolean) => void): () => void {
    return this.#silence.onSilence(listener);
  }

  get #byWatermark(): boolean {
    return this.#options.ackMode !== 'puback';
  }

  #connectionChanged(connected: boolean): void {
    this.#silences = 0;
    if (connected) {
      this.#connections += 1;
      return this.#restart();
    }
    if (this.#flights.unanswered('backlog') + this.#flights.unanswered('live') > 0) this.#line.broke();
    this.#standStill();
  }

  #standStill(): void {
    this.#flights.giveUpAll();
    this.#silence.pause();
    this.#rest?.cancel();
    this.#rest = undefined;
    this.#pause?.cancel();
    this.#pause = undefined;
  }

  /** Forgets what is under way and goes on from what is acknowledged. */
  #restart(): void {
    const { outbox } = this.#options;
    this.#flights.giveUpAll();
    this.#rest?.cancel();
    this.#rest = undefined;
    if (this.#epoch !== outbox.epoch) this.#progress = new Progress();
    this.#epoch = outbox.epoch;
    this.#progress.restart(outbox.watermark(), outbox.lastSequence());
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
    const { link, outbox } = this.#options;
    if (this.#undo.length === 0 || this.#rest || !link.connected) return;
    if (outbox.epoch !== this.#epoch) return this.#restart();
    this.#demote();
    for (let sent = 0; sent < TURN; sent += 1) {
      const lane = this.#nextLane();
      if (!lane) return;
      const batch = this.#next(lane);
      // Reading may have found the file damaged and begun a new epoch.
      if (outbox.epoch !== this.#epoch) return this.#restart();
      if (!batch) continue;
      this.#lanes.take(lane);
      void this.#send(batch, this.#flights.add(lane, batch));
    }
    this.#pumpSoon();
  }

  /** The lane that may send now. When only the rate is in the way, a timer goes on. */
  #nextLane(): Lane | undefined {
    const load = this.#load();
    const lanes = this.#lanes.open(load, this.#silences > 0 ? 1 : undefined);
    let waitMs = Infinity;
    for (const lane of lanes) {
      const laneMs = this.#lanes.waitMs(lane, load.waiting);
      if (laneMs === 0) return lane;
      waitMs = Math.min(waitMs, laneMs);
    }
    if (waitMs !== Infinity) this.#pumpIn(waitMs);
    return undefined;
  }

  #load(): LaneLoad {
    const isLive = this.#progress.live < this.#options.outbox.lastSequence();
    const isBacklog = this.#progress.backlog !== undefined;
    const fits = (lane: Lane): boolean => this.#flights.unanswered(lane) < this.#line.limit;
    const waiting = { live: isLive && fits('live'), backlog: isBacklog && fits('backlog') };
    return { taken: this.#flights.taken(), waiting };
  }

  #pumpIn(ms: number): void {
    this.#pause?.cancel();
    this.#pause = this.#options.clock.setTimer(ms, () => {
      this.#pause = undefined;
      this.#pump();
    });
  }

  #demote(): void {
    const last = this.#options.outbox.lastSequence();
    const most = Math.floor(this.#line.limit / LIVE_BYTES);
    if (last - this.#progress.live > most) this.#progress.demote(last - Math.floor(most * NEWEST_LIVE));
  }

  #next(lane: Lane): Batch | undefined {
    const { outbox, batchBytes = 60_000 } = this.#options;
    const checked = this.#silences > 0;
    const maxBytes = Math.min(batchBytes, this.#line.limit);
    if (lane === 'live') {
      const upTo = outbox.lastSequence();
      const batch = readBatch(outbox, this.#progress.live, { upTo, maxBytes, checked });
      this.#progress.liveSent(batch?.runs.at(-1)?.[1] ?? upTo);
      return batch;
    }
    const run = this.#progress.backlog;
    if (!run) return undefined;
    const [first, upTo] = run;
    const isSuspect = checked || this.#progress.isSuspect(first);
    const batch = readBatch(outbox, first - 1, { upTo, maxBytes, checked: isSuspect });
    this.#progress.backlogSent(first, batch?.runs.at(-1)?.[1] ?? upTo);
    return batch;
  }

  async #send(batch: Batch, flight: Flight): Promise<void> {
    const epoch = this.#epoch;
    const answered = this.#line.sent(batch.bytes);
    this.#silence.expect();
    try {
      await this.#options.link.publish(this.#batchTopic, batch.payload);
      answered();
      this.#flights.answer(flight);
      if (!flight.settled) {
        if (this.#byWatermark) this.#await(flight);
        else if (epoch === this.#epoch) this.#take(flight.runs);
      }
    } catch (error) {
      this.#failed(flight, error);
    }
    this.#pump();
  }

  /** Not sent. A reconnect goes on at once, else a pause does. */
  #failed(flight: Flight, error: unknown): void {
    this.#flights.answer(flight);
    if (flight.settled) return;
    const { logger, clock } = this.#options;
    if (!isBrokerError(error, 'TW_LINK_DOWN'))
      logger.error({ err: error, first: flight.runs[0]?.[0] }, 'a batch cannot be sent');
    this.#flights.giveUpAll();
    this.#rest?.cancel();
    this.#rest = clock.setTimer(this.#patienceMs(), () => this.#restart());
  }

  /** The broker has it: now the platform is waited for. */
  #await(flight: Flight): void {
    const acks = this.#acks;
    flight.timer = this.#options.clock.setTimer(this.#patienceMs(), () => {
      if (this.#flights.isOvertaken(flight)) {
        // The platform speaks, but not of this one: it was lost on the way.
        this.#progress.again(flight.runs);
        this.#flights.giveUp(flight);
        this.#pump();
      } else if (this.#acks > acks) this.#await(flight);
      else {
        this.#silences += 1;
        this.#restart();
      }
    });
  }

  #heard(topic: string, payload: Uint8Array): void {
    if (topic === this.#ackTopic) return this.#acknowledged(payload);
    // Somebody over there speaks: a good moment to ask again.
    if (this.#silences > 0 && !this.#rest) this.#restart();
  }

  #acknowledged(payload: Uint8Array): void {
    if (!this.#byWatermark) return;
    try {
      const { epoch, sequence, ahead = [] } = this.#reader.read('ack/events', payload);
      if (epoch !== this.#epoch) return;
      if (sequence > this.#options.outbox.lastSequence()) this.#rolledBack(epoch, sequence);
      else this.#take([[1, sequence], ...ahead]);
    } catch (error) {
      if (!isBrokerError(error)) throw error;
      this.#options.logger.warn({ code: error.code, err: error }, 'an acknowledgement was not understood');
    }
    this.#pump();
  }

  /** The platform knows numbers that this disk never gave: it was set back to an older state. Believed once in a while. */
  #rolledBack(epoch: string, sequence: number): void {
    const { outbox, clock } = this.#options;
    if (Math.abs(clock.now() - this.#rolledBackAt) < ROLLBACK_PAUSE_MS) return;
    this.#rolledBackAt = clock.now();
    outbox.acknowledge(epoch, sequence);
  }

  /** The platform speaks: it is not silent, whether or not this brought anything new. */
  #take(runs: Iterable<Run>): void {
    this.#silences = 0;
    this.#lastAckAt = new Date(this.#options.clock.now()).toISOString();
    this.#silence.heard();
    const fresh = this.#progress.acknowledge(runs);
    if (fresh > 0) {
      this.#acks += 1;
      this.#flights.settle(this.#progress.acknowledged);
      this.#committed.emit(this.#progress.upTo, this.#progress.ahead);
      this.#trimmer.trim(this.#epoch, this.#progress, fresh);
    }
    if (this.#flights.waiting) this.#silence.expect();
  }

  /** Doubles with every silence; spread, so that a fleet does not ask a returning platform in step. */
  #patienceMs(): number {
    const { ackTimeoutMs = 5_000, random } = this.#options;
    if (this.#silences === 0) return ackTimeoutMs;
    const doubled = Math.min(SLOWEST_PROBE_MS, ackTimeoutMs * 2 ** Math.min(this.#silences, 10));
    return Math.max(ackTimeoutMs, Math.round(doubled * (0.5 + random.unit() / 2)));
  }
}
