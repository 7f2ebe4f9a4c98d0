/**
 * Sets a Hi-Link radar to what the device file wants, after every connection.
 *
 * It reads first and writes only what differs: a radar keeps its settings in flash, which wears out. And it waits for
 * the first report: before that nobody knows whether a radar listens at the other end.
 */
import type { LineSession, SessionContext } from '../driver.ts';
import { DeviceError, isDeviceError } from '../errors.ts';
import type { Timer } from '../ports.ts';
import type { HilinkAnswer } from './commands.ts';
import { HilinkDialog, type Ask } from './dialog.ts';

/** A radar that says nothing for so long after the line opened may have been left in configuration mode. */
const QUIET_MS = 1_500;
/** After a change that needs a restart the settings are looked at once more; a radar that forgets is given up. */
const MAX_ROUNDS = 3;

export interface Applied {
  /** What was written, in the words of the options. */
  written: string[];
  /** The radar was restarted, because a setting needs it. */
  restarts: boolean;
}

/** What a model adds. */
export interface HilinkModel<Frame> {
  /** True when the device file leaves everything in the radar as it is: then nothing is ever sent. */
  wantsNothing: boolean;
  isReport(frame: Frame): boolean;
  answerOf(frame: Frame): HilinkAnswer | undefined;
  /** Reads, and writes what differs. @param report The latest. */
  apply(ask: Ask, report: Frame): Promise<Applied>;
}

export class HilinkSession<Options extends object, Frame> implements LineSession<Frame> {
  protected readonly context: SessionContext<Options>;
  protected readonly dialog: HilinkDialog;
  readonly #model: HilinkModel<Frame>;
  #state: 'closed' | 'waiting' | 'applying' | 'done' = 'closed';
  #rounds = 0;
  #quiet: Timer | undefined;

  constructor(context: SessionContext<Options>, model: HilinkModel<Frame>) {
    this.context = context;
    this.dialog = new HilinkDialog(context);
    this.#model = model;
  }

  opened(): void {
    this.#rounds = 0;
    this.#state = this.#model.wantsNothing ? 'done' : 'waiting';
    if (this.#state === 'done') return;
    this.#quiet = this.context.clock.setTimer(QUIET_MS, () => {
      this.dialog.leave().catch(() => undefined);
    });
  }

  frame(frame: Frame): void {
    this.#quiet?.cancel();
    const answer = this.#model.answerOf(frame);
    if (answer !== undefined) this.dialog.answer(answer);
    if (this.#state === 'waiting' && this.#model.isReport(frame)) void this.#apply(frame);
  }

  closed(): void {
    this.#state = 'closed';
    this.#quiet?.cancel();
    this.dialog.clear();
  }

  async #apply(report: Frame): Promise<void> {
    this.#state = 'applying';
    this.#rounds += 1;
    try {
      const { written, restarts } = await this.dialog.hold((ask) => this.#model.apply(ask, report));
      if (written.length > 0) this.context.logger.info({ written }, 'radar settings written');
      if (restarts && this.#rounds >= MAX_ROUNDS) throw new DeviceError('TW_HILINK_NOT_KEPT');
      // A radar that starts anew begins the next round with its next report.
      this.#move(restarts ? 'waiting' : 'done');
    } catch (error) {
      if (!isDeviceError(error)) throw error;
      if (this.#move('done')) this.context.trouble(error.code);
    }
  }

  /** False when the line went away meanwhile. */
  #move(state: 'waiting' | 'done'): boolean {
    if (this.#state !== 'applying') return false;
    this.#state = state;
    return true;
  }
}
