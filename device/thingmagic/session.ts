/**
 * Sets a ThingMagic module and keeps it reading continuously. A module that goes on reading from before, because only
 * the host started anew, is stopped first: it takes no setting while it reads.
 */
import type { LineSession, SessionContext } from '../driver.ts';
import type { DeviceErrorCode } from '../errors.ts';
import { CommandQueue } from '../serial/command-queue.ts';
import { Conversation, Refusal, type Talk } from '../uhf/conversation.ts';
import { LastingTrouble } from '../uhf/lasting-trouble.ts';
import { Opcode, Status } from './codes.ts';
import type { ThingMagicFrame } from './frame.ts';
import type { ThingMagicOptions } from './options.ts';
import { isAnswerTo, isInBootLoader, readPowerOf, thingMagicRequests as requests } from './requests.ts';

const PACE_MS = 20;
/** Stopping takes up to a cycle. */
const ANSWER_MS = 1_500;
const ATTEMPTS = 2;
const BOOT_MS = 700;
/** Between looks at whether the reading may end; it does so only when the line does. */
const WATCH_MS = 60_000;
const POWER_TOLERANCE_DB = 1;

/** What a module complains of while it reads on. */
const COMPLAINTS: Readonly<Record<number, DeviceErrorCode>> = {
  [Status.noAntenna]: 'TW_UHF_ANTENNA_MISSING',
  [Status.tooHot]: 'TW_UHF_OVERHEATED',
  [Status.returnLoss]: 'TW_UHF_RETURN_LOSS',
};

interface Setting {
  name: string;
  opcode: number;
  bytes: Uint8Array;
}

export class ThingMagicSession implements LineSession<ThingMagicFrame> {
  readonly #context: SessionContext<ThingMagicOptions>;
  readonly #conversation: Conversation<ThingMagicFrame>;
  readonly #trouble: LastingTrouble;

  constructor(context: SessionContext<ThingMagicOptions>) {
    this.#context = context;
    this.#trouble = new LastingTrouble(context);
    const queue = new CommandQueue<ThingMagicFrame>({
      clock: context.clock,
      write: (bytes) => context.write(bytes),
      paceMs: PACE_MS,
      answerMs: ANSWER_MS,
    });
    this.#conversation = new Conversation({ context, queue, script: (talk) => this.#script(talk) });
  }

  opened(): void {
    this.#trouble.reset();
    this.#conversation.opened();
  }

  frame(frame: ThingMagicFrame): void {
    this.#conversation.frame(frame);
    if (frame.opcode !== Opcode.readMultiple) return;
    const complaint = COMPLAINTS[frame.status];
    if (complaint === undefined) this.#trouble.good();
    else this.#trouble.bad(complaint);
  }

  closed(): void {
    this.#conversation.closed();
    // Where the line is still there, the module shall not go on sending with nobody listening.
    this.#context.write(requests.stop()).catch(() => undefined);
  }

  async #script(talk: Talk<ThingMagicFrame>): Promise<void> {
    await this.#stop(talk);
    await this.#boot(talk);
    const { region, powerDbm, antennas, session } = this.#context.options;
    for (const setting of [
      { name: 'protocol Gen2', opcode: Opcode.setProtocol, bytes: requests.protocol() },
      { name: `region ${region}`, opcode: Opcode.setRegion, bytes: requests.region(region) },
      {
        name: `power ${powerDbm} dBm`,
        opcode: Opcode.setReadPower,
        bytes: requests.setReadPower(powerDbm),
      },
      {
        name: `antennas ${antennas.join(', ')}`,
        opcode: Opcode.setAntennas,
        bytes: requests.antennas(antennas),
      },
      { name: `session ${session}`, opcode: Opcode.setProtocolOption, bytes: requests.session(session) },
      { name: 'read filter', opcode: Opcode.setReaderOption, bytes: requests.readFilterOff() },
    ])
      await this.#set(talk, setting);
    await this.#checkPower(talk);
    await this.#read(talk);
  }

  async #stop(talk: Talk<ThingMagicFrame>): Promise<void> {
    const isAnswer = isAnswerTo(Opcode.multiProtocol);
    await talk.tell({ bytes: requests.stop(), isAnswer, attempts: ATTEMPTS });
  }

  /** An M6e waits in its boot loader after power-up until it is told to begin. */
  async #boot(talk: Talk<ThingMagicFrame>): Promise<void> {
    const isAnswer = isAnswerTo(Opcode.currentProgram);
    const answer = await talk.ask({ bytes: requests.currentProgram(), isAnswer, attempts: ATTEMPTS });
    if (!isInBootLoader(answer)) return;
    await talk.tell({
      bytes: requests.bootFirmware(),
      isAnswer: isAnswerTo(Opcode.bootFirmware),
      attempts: 1,
    });
    await talk.pause(BOOT_MS);
  }

  async #set(talk: Talk<ThingMagicFrame>, { name, opcode, bytes }: Setting): Promise<ThingMagicFrame> {
    const answer = await talk.ask({ bytes, isAnswer: isAnswerTo(opcode), attempts: ATTEMPTS });
    if (answer.status !== Status.ok)
      throw new Refusal(`It is the ${name}, status ${answer.status.toString(16).padStart(4, '0')}.`);
    return answer;
  }

  /** Weaker than told reads less; stronger than told is not to be let loose. */
  async #checkPower(talk: Talk<ThingMagicFrame>): Promise<void> {
    const wanted = this.#context.options.powerDbm;
    const answer = await this.#set(talk, {
      name: 'question for its power',
      opcode: Opcode.getReadPower,
      bytes: requests.getReadPower(),
    });
    const actual = readPowerOf(answer);
    if (actual === undefined || actual > wanted + POWER_TOLERANCE_DB)
      throw new Refusal(`It is the power: ${actual ?? 'unknown'} instead of ${wanted} dBm.`);
    if (actual < wanted - POWER_TOLERANCE_DB)
      this.#context.logger.warn({ wanted, actual }, 'the reader sends weaker than told');
  }

  async #read(talk: Talk<ThingMagicFrame>): Promise<never> {
    const { readMs, intervalMs } = this.#context.options;
    for (;;) {
      await this.#set(talk, { name: 'reading', opcode: Opcode.multiProtocol, bytes: requests.start() });
      talk.ready();
      if (intervalMs === 0) for (;;) await talk.pause(WATCH_MS);
      await talk.pause(readMs);
      await this.#stop(talk);
      await talk.pause(intervalMs);
    }
  }
}
