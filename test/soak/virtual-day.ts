/**
 * A store's day in virtual time: every simulated sensor behind its real driver, the presence filter, and what readings
 * mean. Memory is compared hour by hour; when the store closes no timer may be left.
 */
import { parseDriverOptions } from '../../device/driver-options.ts';
import { SimulatedLd2450Device } from '../../device/ld2450/simulated-ld2450.ts';
import { m100 } from '../../device/m100/driver.ts';
import type { M100Options } from '../../device/m100/options.ts';
import { SimulatedM100 } from '../../device/m100/simulated-m100.ts';
import { MISBEHAVIOURS, type Misbehaviour } from '../../device/misbehaviour.ts';
import type { Device, Reading } from '../../device/ports.ts';
import { thingmagic } from '../../device/thingmagic/driver.ts';
import type { ThingMagicOptions } from '../../device/thingmagic/options.ts';
import { SimulatedThingMagic } from '../../device/thingmagic/simulated-thingmagic.ts';
import { SimulatedField } from '../../device/uhf/epc-field.ts';
import { SimulatedUhfDevice } from '../../device/uhf/simulated-reader.ts';
import { meaningOf } from '../../kiosk/hardware/meaning.ts';
import { LocalStore } from '../../kiosk/simulate/local-store.ts';
import { virtualPace } from '../../kiosk/simulate/pace.ts';
import { planDay } from '../../kiosk/simulate/plan.ts';
import { play } from '../../kiosk/simulate/play.ts';
import type { Scenario } from '../../kiosk/simulate/scenario.ts';
import { SCENARIOS } from '../../kiosk/simulate/scenarios.ts';
import { seeded } from '../../kiosk/simulate/seeded.ts';
import { VirtualTime } from '../../kiosk/simulate/virtual-time.ts';
import { QuietLogger } from '../support/quiet-logger.ts';
import { footprint } from './footprint.ts';
import { SoakError } from './soak-error.ts';
import { soak, type SoakResult } from './soak-run.ts';

export interface DayOptions {
  hours?: number;
  /** Of each hour, in the time of the store. */
  minutes?: number;
  warmUp?: number;
}

export interface DayResult {
  results: SoakResult[];
  /** By kind, those of the presence filter as `item`. */
  readings: Record<string, number>;
  meanings: Record<string, number>;
}

/** By turns, so that what an hour leaves behind is not only that of a good one. */
const HOURS = ['saturday', 'bad-day', 'bleeding-rooms', 'ghost-shelf', 'quiet-morning'] as const;
const HOUR_MS = 3_600_000;
const CLOSING_MS = 60_000;
/** Tags before the readers that the fitting rooms do not have. */
const STOCK = ['30340242201D8840009EFDF9', '30340242201D884000000002', '30340242201D884000000003'];

/** @throws SoakError when memory or anything else grew, or timers are left. */
export async function virtualDay(seed: number, options: DayOptions = {}): Promise<DayResult> {
  const { hours = 10, minutes = 60, warmUp = 3 } = options;
  const day = new Day(seed);
  await day.start();
  const results = await soak({
    what: `${hours} hours of a store, ${minutes} minutes each`,
    rounds: hours,
    warmUp,
    round: (hour) => day.hour(hour, minutes),
    measure: () => ({ sensors: footprint() }),
  });
  const pending = await day.close();
  if (pending > 0) throw new SoakError(`${pending} timers are left after closing.`);
  return { results, readings: day.readings, meanings: day.meanings };
}

class Day {
  readonly readings: Record<string, number> = {};
  readonly meanings: Record<string, number> = {};
  readonly #time = new VirtualTime(Date.UTC(2026, 10, 22, 9));
  readonly #random: () => number;
  readonly #store: LocalStore;
  readonly #others: { device: Device; misbehave: (how: Misbehaviour) => void; plug: () => void }[];
  readonly #radar: SimulatedLd2450Device;
  readonly #logger = new QuietLogger();
  readonly #unsubscribe: (() => void)[] = [];

  constructor(seed: number) {
    const host = { clock: this.#time, logger: this.#logger };
    this.#random = seeded(seed);
    this.#store = new LocalStore({
      ...host,
      random: this.#random,
      reading: (reading) => this.#take(reading),
    });
    this.#radar = new SimulatedLd2450Device({ id: 'radar-2', ...host });
    this.#others = [this.#m100(), this.#thingMagic()];
  }

  async start(): Promise<void> {
    const listener = { reading: (reading: Reading) => this.#take(reading), health: () => undefined };
    for (const device of [this.#radar, ...this.#others.map((one) => one.device)]) {
      this.#unsubscribe.push(device.subscribe(listener));
      await device.start();
    }
    await this.#store.start();
  }

  /** One hour after the other; each of the other readers misbehaves in its own way. */
  async hour(index: number, minutes: number): Promise<void> {
    const scenario = SCENARIOS[HOURS[index % HOURS.length] ?? 'saturday'] as Scenario;
    const how = MISBEHAVIOURS[index % MISBEHAVIOURS.length] ?? 'none';
    for (const { misbehave } of this.#others) misbehave(how);
    this.#radar.radar.misbehave(how);
    this.#radar.radar.place({ xMm: 0, yMm: 1_000, speedCmPerS: -5 });
    const state = await this.#store.state();
    const moves = planDay({ scenario: { ...scenario, minutes }, store: state, random: this.#random });
    const began = this.#time.now();
    const pace = virtualPace(this.#time);
    const { refused } = await play({ store: this.#store, moves, until: pace.until });
    if (refused > 0) throw new SoakError(`${refused} moves of ${scenario.name} were refused.`);
    await this.#time.advanceTo(began + (minutes / 60) * HOUR_MS);
    for (const { misbehave, plug } of this.#others) {
      misbehave('none');
      plug();
    }
    this.#radar.radar.misbehave('none');
    this.#radar.transport.plug();
    this.#radar.radar.place();
    await this.#time.advanceTo(this.#time.now() + CLOSING_MS);
    const items = this.#store.items;
    if (items > 0) throw new SoakError(`The presence filter still follows ${items} garments.`);
    this.#logger.lines.length = 0;
  }

  /** Timers that are left. */
  async close(): Promise<number> {
    for (const leave of this.#unsubscribe) leave();
    for (const { device } of this.#others) await device.stop();
    await this.#radar.stop();
    await this.#store.stop();
    await this.#time.advanceTo(this.#time.now() + CLOSING_MS);
    return this.#time.pending;
  }

  #take(reading: Reading): void {
    this.readings[reading.kind] = (this.readings[reading.kind] ?? 0) + 1;
    const means = this.#store.hardware.meansOf(reading.source) ?? { display: 'wall' };
    const kind = meaningOf(reading, means)?.kind ?? 'nothing';
    this.meanings[kind] = (this.meanings[kind] ?? 0) + 1;
  }

  #stock(): SimulatedField {
    const field = new SimulatedField({ random: this.#random });
    for (const [index, epc] of STOCK.entries()) field.put(epc, 1, -50 - index);
    return field;
  }

  #m100() {
    const device = new SimulatedUhfDevice({
      id: 'uhf-m100',
      driver: m100,
      options: parseDriverOptions(m100, {}) as M100Options,
      random: this.#random,
      field: this.#stock(),
      reader: (options) => new SimulatedM100(options),
      clock: this.#time,
      logger: this.#logger,
    });
    return {
      device,
      misbehave: (how: Misbehaviour) => device.reader.misbehave(how),
      plug: () => device.transport.plug(),
    };
  }

  #thingMagic() {
    const device = new SimulatedUhfDevice({
      id: 'uhf-thingmagic',
      driver: thingmagic,
      options: parseDriverOptions(thingmagic, {}) as ThingMagicOptions,
      random: this.#random,
      field: this.#stock(),
      reader: (options) => new SimulatedThingMagic(options),
      clock: this.#time,
      logger: this.#logger,
    });
    return {
      device,
      misbehave: (how: Misbehaviour) => device.reader.misbehave(how),
      plug: () => device.transport.plug(),
    };
  }
}
