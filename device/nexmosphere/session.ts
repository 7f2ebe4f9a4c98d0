/**
 * The conversation with a controller: at every connection its elements are asked for once, then set, then lit.
 *
 * Settings and lights are lost with the power and a controller does not confirm them. They are therefore kept as
 * intent and sent again whenever the line, or a controller that was silent, comes back.
 */
import type { LineSession, SessionContext } from '../driver.ts';
import { isDeviceError } from '../errors.ts';
import type { Timer } from '../ports.ts';
import { CommandQueue, type Command } from '../serial/command-queue.ts';
import { encodeRequest, type XTalkCommand } from './command.ts';
import { ElementInventory } from './element-inventory.ts';
import type { XTalkFrame } from './framer.ts';
import { checkLight, lightCommands } from './light.ts';
import type { Light, NexmosphereOptions } from './options.ts';
import { PAIR_MS } from './pickup-pairing.ts';
import { lyingRequest, settingCommands, typeRequest } from './requests.ts';

/** Pause (ms) between attempts to wake a controller that says nothing. */
const PROBE_MS = 10_000;
const MINUTE_MS = 60_000;
/** Longer than the second line of a pick-up may take. */
const UNPAIRED_MS = PAIR_MS + 50;

/** What is still to be said on this connection. */
interface Agenda {
  scan: number[];
  settings: XTalkCommand[];
  /** Channels that did not answer, asked once more when all else is done. */
  rescan: number[];
  antennas: number[];
}

export class NexmosphereSession implements LineSession<XTalkFrame> {
  readonly #context: SessionContext<NexmosphereOptions>;
  readonly #queue: CommandQueue<XTalkFrame>;
  readonly #inventory: ElementInventory;
  readonly #lights = new Map<number, Light>();
  readonly #unlit = new Set<number>();
  #agenda: Agenda = { scan: [], settings: [], rescan: [], antennas: [] };
  /** Counts connections, so that work of an earlier one ends. */
  #era = 0;
  #open = false;
  #working = false;
  #heard = false;
  #silent = false;
  #timers: { wake?: Timer; unpaired?: Timer } = {};

  constructor(context: SessionContext<NexmosphereOptions>) {
    const { options, clock } = context;
    this.#context = context;
    this.#inventory = new ElementInventory(options.units, context.logger);
    this.#queue = new CommandQueue({
      clock,
      write: (bytes) => context.write(bytes),
      paceMs: options.paceMs,
      answerMs: options.answerMs,
    });
    for (const { unit, light } of options.units) if (light !== undefined) this.#lights.set(unit, light);
  }

  /** Models by channel, as the controller named them. */
  get models(): ReadonlyMap<number, string> {
    return this.#inventory.models;
  }

  /**
   * Says what an output is to show, now and after every reconnection, until something else is said.
   * @throws DeviceError TW_NEXMOSPHERE_COMMAND_INVALID
   */
  setLight(unit: number, light: Light): void {
    checkLight(unit, light);
    this.#lights.set(unit, light);
    this.#unlit.add(unit);
    this.#work();
  }

  opened(): void {
    this.#open = true;
    this.#heard = false;
    this.#silent = false;
    this.#start();
  }

  frame(frame: XTalkFrame): void {
    this.#heard = true;
    if (this.#silent) this.#wakened();
    this.#note(frame.command);
    this.#queue.frame(frame);
  }

  closed(): void {
    this.#open = false;
    this.#era += 1;
    this.#working = false;
    this.#cancelTimers();
    this.#queue.clear();
  }

  /** Everything is to be said, from the beginning. */
  #start(): void {
    const { channels, units, replayMinutes } = this.#context.options;
    const scanned = Array.from({ length: channels }, (_, index) => index + 1);
    const others = units.map(({ unit }) => unit).filter((unit) => unit > channels);
    this.#agenda = {
      scan: channels === 0 ? [] : [...scanned, ...others],
      settings: units.flatMap(({ unit, settings }) => settingCommands(unit, settings)),
      rescan: [],
      antennas: this.#inventory.antennas(),
    };
    for (const unit of this.#lights.keys()) this.#unlit.add(unit);
    if (replayMinutes > 0) this.#wakeIn(replayMinutes * MINUTE_MS);
    this.#work();
  }

  #work(): void {
    if (!this.#open || this.#working) return;
    this.#working = true;
    void this.#through(this.#era);
  }

  async #through(era: number): Promise<void> {
    for (let step = this.#next(); step !== undefined; step = this.#next()) {
      try {
        await step();
      } catch (error) {
        // The line went away: the next connection begins anew.
        this.#context.logger.debug({ error }, 'command not sent');
        if (era === this.#era) this.#working = false;
        return;
      }
      if (era !== this.#era) return;
    }
    this.#working = false;
    this.#judge();
  }

  /** Elements before settings before lights: an element must be there, and set, before it shows anything. */
  #next(): (() => Promise<void>) | undefined {
    const { scan, settings, rescan, antennas } = this.#agenda;
    const asked = scan.shift();
    if (asked !== undefined) return () => this.#askType(asked, true);
    const setting = settings.shift();
    if (setting !== undefined) return () => this.#say([setting]);
    const [unlit] = this.#unlit;
    if (unlit !== undefined) {
      this.#unlit.delete(unlit);
      const light = this.#lights.get(unlit);
      return () => this.#say(light === undefined ? [] : lightCommands(unlit, light));
    }
    const again = rescan.shift();
    if (again !== undefined) return () => this.#askType(again, false);
    const antenna = antennas.shift();
    return antenna === undefined ? undefined : async () => void (await this.#ask(lyingRequest(antenna)));
  }

  async #say(commands: readonly XTalkCommand[]): Promise<void> {
    for (const command of commands) await this.#queue.send({ bytes: encodeRequest(command) });
  }

  async #askType(unit: number, isFirst: boolean): Promise<void> {
    const isAnswered = await this.#ask(typeRequest(unit));
    if (!isAnswered && isFirst) this.#agenda.rescan.push(unit);
  }

  /** False when no answer came: an empty channel says nothing. */
  async #ask(command: Command<XTalkFrame>): Promise<boolean> {
    try {
      await this.#queue.send(command);
      return true;
    } catch (error) {
      if (isDeviceError(error, 'TW_DEVICE_NO_ANSWER')) return false;
      throw error;
    }
  }

  /** A controller that has been asked eight times and never said a word is not there. */
  #judge(): void {
    if (this.#heard || this.#context.options.channels === 0) return;
    if (!this.#silent) this.#context.trouble('TW_NEXMOSPHERE_SILENT');
    this.#silent = true;
    this.#wakeIn(PROBE_MS);
  }

  /** It was without power, so that it knows nothing any more. */
  #wakened(): void {
    this.#silent = false;
    this.#context.trouble(undefined);
    this.#start();
  }

  #note(command: XTalkCommand): void {
    if (command.kind === 'text') {
      const antenna = this.#inventory.note(command);
      if (antenna !== undefined) this.#agenda.antennas.push(antenna);
    } else if (command.kind === 'tag') this.#awaitSecondLine();
    else if (command.kind === 'number' && command.value !== null && command.value <= 1) {
      this.#timers.unpaired?.cancel();
    }
  }

  /** A tag moved and no antenna says so: asked, one of them answers, and the pick-up is told. */
  #awaitSecondLine(): void {
    this.#timers.unpaired?.cancel();
    this.#timers.unpaired = this.#context.clock.setTimer(UNPAIRED_MS, () => {
      this.#agenda.antennas = this.#inventory.antennas();
      if (this.#agenda.antennas.length === 0) this.#agenda.rescan = [1];
      this.#work();
    });
  }

  #wakeIn(ms: number): void {
    this.#timers.wake?.cancel();
    this.#timers.wake = this.#context.clock.setTimer(ms, () => this.#start());
  }

  #cancelTimers(): void {
    this.#timers.wake?.cancel();
    this.#timers.unpaired?.cancel();
    this.#timers = {};
  }
}
