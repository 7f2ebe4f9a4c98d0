/** Sets an M100 and keeps it reading: it forgets all settings without power, and a multi-poll ends by itself. */
import type { LineSession, SessionContext } from '../driver.ts';
import { DeviceError } from '../errors.ts';
import { CommandQueue } from '../serial/command-queue.ts';
import { Conversation, Refusal, type Talk } from '../uhf/conversation.ts';
import {
  isM100Answer,
  isM100Inventory,
  m100Commands,
  M100Command,
  M100Failure,
  m100FailureOf,
  m100PowerOf,
} from './commands.ts';
import type { M100Dialect, M100Frame } from './frame.ts';
import type { M100Options } from './options.ts';

/** The modules lose a command that follows the answer to the one before at once. */
const PACE_MS = 20;
const ANSWER_MS = 400;
/** The most rounds of one multi-poll. */
const ROUNDS = 65_535;
/** A round takes less than 100 ms, so that a longer silence means that the multi-poll is over. */
const QUIET_MS = 500;
/** How much stronger (dB) than told a reader may send before it is not to be trusted. */
const POWER_TOLERANCE_DB = 1;

export class M100Session implements LineSession<M100Frame> {
  readonly #context: SessionContext<M100Options>;
  readonly #conversation: Conversation<M100Frame>;
  /** What the module was heard to speak; kept over reconnections as the first guess. */
  #spoken: M100Dialect | undefined;
  #heard = false;
  #inventoryAt = 0;

  constructor(context: SessionContext<M100Options>) {
    this.#context = context;
    const queue = new CommandQueue<M100Frame>({
      clock: context.clock,
      write: (bytes) => context.write(bytes),
      paceMs: PACE_MS,
      answerMs: ANSWER_MS,
    });
    this.#conversation = new Conversation({ context, queue, script: (talk) => this.#script(talk) });
  }

  opened(): void {
    this.#heard = false;
    this.#conversation.opened();
  }

  frame(frame: M100Frame): void {
    this.#heard = true;
    this.#spoken = frame.dialect;
    if (isM100Inventory(frame)) this.#inventoryAt = this.#context.clock.now();
    this.#conversation.frame(frame);
  }

  closed(): void {
    this.#conversation.closed();
    // Where the line is still there, the module shall not go on sending with nobody listening.
    if (this.#spoken !== undefined)
      this.#context.write(m100Commands(this.#spoken).stop()).catch(() => undefined);
  }

  async #script(talk: Talk<M100Frame>): Promise<void> {
    const commands = m100Commands(await this.#dialect(talk));
    await talk.tell({ bytes: commands.stop(), isAnswer: isM100Answer(M100Command.stop) });
    const { region, powerDbm, session, q, intervalMs } = this.#context.options;
    await this.#set(talk, {
      name: `region ${region}`,
      code: M100Command.region,
      bytes: commands.region(region),
    });
    await this.#set(talk, {
      name: `power ${powerDbm} dBm`,
      code: M100Command.setPower,
      bytes: commands.setPower(powerDbm),
    });
    await this.#checkPower(talk, commands.getPower());
    await this.#set(talk, { name: 'hopping', code: M100Command.hopping, bytes: commands.hopping() });
    await this.#set(talk, {
      name: `session ${session}, q ${q}`,
      code: M100Command.query,
      bytes: commands.query(session, q),
    });
    talk.ready();
    if (intervalMs === 0) await this.#stream(talk, commands.multiPoll(ROUNDS));
    else await this.#poll(talk, { bytes: commands.singlePoll(), intervalMs });
  }

  /** Which dialect to speak: the one that is forced, or heard, or answered to. */
  async #dialect(talk: Talk<M100Frame>): Promise<M100Dialect> {
    const { dialect } = this.#context.options;
    if (dialect !== 'auto') return dialect;
    if (this.#heard && this.#spoken !== undefined) return this.#spoken;
    const first = this.#spoken ?? 'bb';
    for (const guess of [first, first === 'bb' ? 'aa' : 'bb'] as const) {
      const bytes = m100Commands(guess).info();
      const answer = await talk.tell({ bytes, isAnswer: isM100Answer(M100Command.info), attempts: 1 });
      if (answer !== undefined) return guess;
    }
    throw new DeviceError('TW_DEVICE_NO_ANSWER');
  }

  async #set(
    talk: Talk<M100Frame>,
    setting: { name: string; code: number; bytes: Uint8Array },
  ): Promise<M100Frame> {
    const answer = await talk.ask({ bytes: setting.bytes, isAnswer: isM100Answer(setting.code) });
    const failure = m100FailureOf(answer) ?? 0;
    const done = setting.code === M100Command.getPower ? 0 : (answer.params[0] ?? 0);
    if (failure !== 0 || done !== 0) throw new Refusal(`It is the ${setting.name}, code ${failure || done}.`);
    return answer;
  }

  /** A module clips what it cannot do. Weaker than told reads less; stronger than told is not to be let loose. */
  async #checkPower(talk: Talk<M100Frame>, bytes: Uint8Array): Promise<void> {
    const wanted = this.#context.options.powerDbm;
    const answer = await this.#set(talk, { name: 'power', code: M100Command.getPower, bytes });
    const actual = m100PowerOf(answer);
    if (actual === undefined || actual > wanted + POWER_TOLERANCE_DB)
      throw new Refusal(`It is the power: ${actual ?? 'unknown'} instead of ${wanted} dBm.`);
    if (actual < wanted - POWER_TOLERANCE_DB)
      this.#context.logger.warn({ wanted, actual }, 'the reader sends weaker than told');
  }

  async #stream(talk: Talk<M100Frame>, bytes: Uint8Array): Promise<never> {
    for (;;) {
      await this.#inventory(talk, bytes);
      do await talk.pause(QUIET_MS);
      while (this.#context.clock.now() - this.#inventoryAt < QUIET_MS);
    }
  }

  async #poll(talk: Talk<M100Frame>, poll: { bytes: Uint8Array; intervalMs: number }): Promise<never> {
    for (;;) {
      await this.#inventory(talk, poll.bytes);
      await talk.pause(poll.intervalMs);
    }
  }

  async #inventory(talk: Talk<M100Frame>, bytes: Uint8Array): Promise<void> {
    const isAnswer = (frame: M100Frame): boolean =>
      isM100Inventory(frame) || m100FailureOf(frame) === M100Failure.command;
    const answer = await talk.ask({ bytes, isAnswer });
    if (m100FailureOf(answer) === M100Failure.command) throw new Refusal('It is the command to read.');
  }
}
