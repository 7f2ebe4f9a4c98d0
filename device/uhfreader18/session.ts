/**
 * Sets a UHFReader18 or UHFReader288 and asks it for tags, antenna after antenna.
 *
 * The reader keeps its settings without power, in memory that wears, so that only what differs is set.
 */
import type { LineSession, SessionContext } from '../driver.ts';
import { isDeviceError } from '../errors.ts';
import { CommandQueue } from '../serial/command-queue.ts';
import { Conversation, Refusal, type Talk } from '../uhf/conversation.ts';
import { LastingTrouble } from '../uhf/lasting-trouble.ts';
import { Uhf18Command, Uhf18Status } from './codes.ts';
import type { Uhf18Frame } from './frame.ts';
import { decodeInfo, UHF18_REGIONS, type Uhf18Band, type Uhf18Info } from './info.ts';
import type { Uhf18Options } from './options.ts';
import { antennaMask, isUhf18Answer, uhf18Requests } from './requests.ts';
import type { Uhf18Variant } from './tag-list.ts';

const PACE_MS = 5;
/** What an answer takes beyond the scan time: 255 bytes at 57600 baud, and up to 75 ms of the reader's own. */
const MARGIN_MS = 500;
const ATTEMPTS = 2;
const MASKED_ANTENNAS = 4;

export class Uhf18Session implements LineSession<Uhf18Frame> {
  readonly #context: SessionContext<Uhf18Options>;
  readonly #conversation: Conversation<Uhf18Frame>;
  readonly #trouble: LastingTrouble;
  readonly #requests: ReturnType<typeof uhf18Requests>;
  /** The reader works by itself instead of being asked: it told a tag unasked, or does not answer an inventory. */
  #isSelfWilled = false;
  /** It was told to wait to be asked: once per connection, to spare its memory. */
  #wasTamed = false;

  constructor(context: SessionContext<Uhf18Options>) {
    this.#context = context;
    this.#trouble = new LastingTrouble(context);
    this.#requests = uhf18Requests(context.options.address);
    const queue = new CommandQueue<Uhf18Frame>({
      clock: context.clock,
      write: (bytes) => context.write(bytes),
      paceMs: PACE_MS,
      answerMs: context.options.scanTimeMs + MARGIN_MS,
    });
    this.#conversation = new Conversation({ context, queue, script: (talk) => this.#script(talk) });
  }

  opened(): void {
    this.#isSelfWilled = false;
    this.#wasTamed = false;
    this.#trouble.reset();
    this.#conversation.opened();
  }

  frame(frame: Uhf18Frame): void {
    if (frame.command === Uhf18Command.realTime) this.#isSelfWilled = true;
    this.#conversation.frame(frame);
  }

  closed(): void {
    this.#conversation.closed();
  }

  get #mustBeTamed(): boolean {
    return this.#isSelfWilled && !this.#wasTamed;
  }

  async #script(talk: Talk<Uhf18Frame>): Promise<void> {
    const { options } = this.#context;
    const info = await this.#info(talk);
    const variant = options.variant === 'auto' ? (info.variant ?? 'uhfreader18') : options.variant;
    if (this.#mustBeTamed) {
      this.#wasTamed = true;
      const command = variant === 'uhfreader288' ? Uhf18Command.workMode288 : Uhf18Command.workMode18;
      await this.#set(talk, { name: 'answer mode', command, bytes: this.#requests.answerMode(variant) });
    }
    const changed = await this.#settings(talk, info, variant);
    if (changed) this.#check(await this.#info(talk));
    talk.ready();
    await this.#read(talk, variant);
  }

  async #info(talk: Talk<Uhf18Frame>): Promise<Uhf18Info> {
    const answer = await talk.ask({
      bytes: this.#requests.info(),
      isAnswer: isUhf18Answer(Uhf18Command.info),
    });
    const info = decodeInfo(answer);
    if (info === undefined) throw new Refusal(`It is the question for its model, status ${answer.status}.`);
    return info;
  }

  /** True when anything had to be set. */
  async #settings(talk: Talk<Uhf18Frame>, info: Uhf18Info, variant: Uhf18Variant): Promise<boolean> {
    const { region, powerDbm, scanTimeMs, antennas } = this.#context.options;
    const band = UHF18_REGIONS[region];
    const wanted = [
      {
        name: `region ${region}`,
        command: Uhf18Command.region,
        bytes: this.#requests.region(band),
        isSet: isSameBand(info.band, band),
      },
      {
        name: `power ${powerDbm} dBm`,
        command: Uhf18Command.power,
        bytes: this.#requests.power(powerDbm),
        isSet: info.powerDbm === powerDbm,
      },
      {
        name: 'scan time',
        command: Uhf18Command.scanTime,
        bytes: this.#requests.scanTime(scanTimeMs),
        isSet: info.scanTimeMs === scanTimeMs,
      },
      {
        name: `antennas ${antennas.join(', ')}`,
        command: Uhf18Command.antennas,
        bytes: this.#requests.antennas(antennas),
        // Every inventory names its antenna; readers with more than four take this setting in another form.
        isSet:
          variant === 'uhfreader18' ||
          info.antennas === undefined ||
          Math.max(...antennas) > MASKED_ANTENNAS ||
          info.antennas === antennaMask(antennas),
      },
    ].filter(({ isSet }) => !isSet);
    for (const setting of wanted) await this.#set(talk, setting);
    return wanted.length > 0;
  }

  async #set(
    talk: Talk<Uhf18Frame>,
    setting: { name: string; command: number; bytes: Uint8Array },
  ): Promise<void> {
    const answer = await talk.ask({ bytes: setting.bytes, isAnswer: isUhf18Answer(setting.command) });
    if (answer.command !== setting.command || answer.status !== Uhf18Status.done)
      throw new Refusal(`It is the ${setting.name}, status ${answer.status}.`);
  }

  /** What was set is read back: a reader that sends otherwise than told is not to be let loose. */
  #check(info: Uhf18Info): void {
    const { region, powerDbm } = this.#context.options;
    if (!isSameBand(info.band, UHF18_REGIONS[region])) throw new Refusal(`It is the region ${region}.`);
    if (info.powerDbm > powerDbm)
      throw new Refusal(`It is the power: ${info.powerDbm} instead of ${powerDbm} dBm.`);
    if (info.powerDbm < powerDbm)
      this.#context.logger.warn(
        { wanted: powerDbm, actual: info.powerDbm },
        'the reader sends weaker than told',
      );
  }

  async #read(talk: Talk<Uhf18Frame>, variant: Uhf18Variant): Promise<void> {
    const { options } = this.#context;
    const antennas = variant === 'uhfreader18' ? [1] : options.antennas;
    while (!this.#mustBeTamed) {
      for (const antenna of antennas) {
        const bytes =
          variant === 'uhfreader18'
            ? this.#requests.inventory18()
            : this.#requests.inventory288(antenna, options);
        await this.#inventory(talk, bytes, antenna);
        await talk.pause(options.intervalMs);
      }
    }
  }

  async #inventory(talk: Talk<Uhf18Frame>, bytes: Uint8Array, antenna: number): Promise<void> {
    const isAnswer = isUhf18Answer(Uhf18Command.inventory);
    const { command, status } = await talk
      .ask({ bytes, isAnswer, attempts: ATTEMPTS })
      .catch((error: unknown) => {
        if (isDeviceError(error, 'TW_DEVICE_NO_ANSWER')) this.#isSelfWilled = true;
        throw error;
      });
    if (status === Uhf18Status.antennaMissing)
      return this.#trouble.bad('TW_UHF_ANTENNA_MISSING', `It is antenna ${antenna}.`);
    if (command !== Uhf18Command.inventory || status >= Uhf18Status.wrongLength)
      throw new Refusal(`It is the inventory with antenna ${antenna}, status ${status}.`);
    this.#trouble.good();
  }
}

function isSameBand(a: Uhf18Band, b: Uhf18Band): boolean {
  return a.band === b.band && a.first === b.first && a.last === b.last;
}
