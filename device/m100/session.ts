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
/** How often a module that is polled is asked whether it still knows what it was told. */
const CHECK_MS = 10_000;
/** How much stronger (dB) than told a reader may send before it is not to be trusted. */
const POWER_TOLERANCE_DB = 1;

type M100Commands = ReturnType<typeof m100Commands>;

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

  async #script(talk: Talk<M100Frame>): Promise<never> {
    const commands = m100Commands(await this.#dialect(talk));
    await talk.tell({ bytes: commands.stop(), isAnswer: isM100Answer(M100Command.stop) });
    for (;;) {
      const powerDbm = await this.#settings(talk, commands);
      talk.ready();
      if (this.#context.options.intervalMs === 0) await this.#stream(talk, commands.multiPoll(ROUNDS));
      else await this.#poll(talk, commands, powerDbm);
    }
  }

  /** @returns the power (dBm) that the module sends with. */
  async #settings(talk: Talk<M100Frame>, commands: M100Commands): Promise<number> {
    const { region, powerDbm, session, q } = this.#context.options;
    for (const setting of [
      { name: `region ${region}`, code: M100Command.region, bytes: commands.region(region) },
      { name: `power ${powerDbm} dBm`, code: M100Command.setPower, bytes: commands.setPower(powerDbm) },
      { name: 'hopping', code: M100Command.hopping, bytes: commands.hopping() },
      { name: `session ${session}, q ${q}`, code: M100Command.query, bytes: commands.query(session, q) },
    ])
      await this.#set(talk, setting);
    return this.#checkPower(await this.#power(talk, commands));
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
  ): Promise<void> {
    const answer = await talk.ask({ bytes: setting.bytes, isAnswer: isM100Answer(setting.code) });
    const code = m100FailureOf(answer) ?? answer.params[0] ?? 0;
    if (code !== 0) throw new Refusal(`It is the ${setting.name}, code ${code}.`);
  }

  /** Undefined when it does not say. */
  async #power(talk: Talk<M100Frame>, commands: M100Commands): Promise<number | undefined> {
    const isAnswer = isM100Answer(M100Command.getPower);
    return m100PowerOf(await talk.ask({ bytes: commands.getPower(), isAnswer }));
  }

  /** A module clips what it cannot do. Weaker than told reads less; stronger than told is not to be let loose. */
  #checkPower(actual: number | undefined): number {
    const wanted = this.#context.options.powerDbm;
    if (actual === undefined || actual > wanted + POWER_TOLERANCE_DB)
      throw new Refusal(`It is the power: ${actual ?? 'unknown'} instead of ${wanted} dBm.`);
    if (actual < wanted - POWER_TOLERANCE_DB)
      this.#context.logger.warn({ wanted, actual }, 'the reader sends weaker than told');
    return actual;
  }

  /**
   * Ends when the multi-poll does: after its last round, or because a weak supply made the module start anew, in which
   * case it has forgotten region and power.
   */
  async #stream(talk: Talk<M100Frame>, bytes: Uint8Array): Promise<void> {
    await this.#inventory(talk, bytes);
    do await talk.pause(QUIET_MS);
    while (this.#context.clock.now() - this.#inventoryAt < QUIET_MS);
  }

  /** Ends when the module has forgotten its power. */
  async #poll(talk: Talk<M100Frame>, commands: M100Commands, powerDbm: number): Promise<void> {
    const { clock, options } = this.#context;
    let checkedAt = clock.now();
    for (;;) {
      await this.#inventory(talk, commands.singlePoll());
      await talk.pause(options.intervalMs);
      if (clock.now() - checkedAt < CHECK_MS) continue;
      checkedAt = clock.now();
      if ((await this.#power(talk, commands)) !== powerDbm) return;
    }
  }

  async #inventory(talk: Talk<M100Frame>, bytes: Uint8Array): Promise<void> {
    const isAnswer = (frame: M100Frame): boolean =>
      isM100Inventory(frame) || m100FailureOf(frame) === M100Failure.command;
    const answer = await talk.ask({ bytes, isAnswer });
    if (m100FailureOf(answer) === M100Failure.command) throw new Refusal('It is the command to read.');
  }
}
