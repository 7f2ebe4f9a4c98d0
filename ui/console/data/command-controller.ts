/** Sends one command at a time and keeps what came of it, in words. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CommandRequest } from '../../../broker/contract/http.ts';
import type { MarkName } from '../styles/mark.ts';
import { texts } from '../texts.ts';
import { ApiProblem, sendCommand } from './api.ts';
import { announceSignedOut } from './signed-out.ts';

export interface CommandOutcome {
  mark: MarkName;
  text: string;
}

export class CommandController implements ReactiveController {
  busy = false;
  outcome: CommandOutcome | null = null;
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.outcome = null;
  }

  async send(kiosk: string, command: CommandRequest): Promise<void> {
    if (this.busy) return;
    this.#show(true, { mark: 'wait', text: texts.command.busy[command.name] });
    try {
      const reply = await sendCommand(kiosk, command);
      const why = reply.message ?? reply.code ?? texts.command.noAnswer;
      this.#show(
        false,
        reply.ok === false
          ? { mark: 'warn', text: texts.command.failed(why) }
          : { mark: 'go', text: texts.command.done[command.name] },
      );
    } catch (error) {
      this.#show(false, { mark: 'warn', text: texts.command.failed(reason(error)) });
      if (error instanceof ApiProblem && error.kind === 'signed_out') announceSignedOut(this.#host);
    }
  }

  #show(busy: boolean, outcome: CommandOutcome): void {
    this.busy = busy;
    this.outcome = outcome;
    this.#host.requestUpdate();
  }
}

function reason(error: unknown): string {
  if (!(error instanceof ApiProblem)) return String(error);
  if (error.kind === 'unreachable') return texts.command.unreachable;
  return error.message || error.code;
}
