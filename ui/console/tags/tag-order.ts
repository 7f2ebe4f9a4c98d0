/** One order for a tag at a time, and what came of it in words. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { EncodeRequest } from '../../../broker/contract/http.ts';
import type { MadeTag } from '../../../broker/contract/messages.ts';
import { ApiProblem } from '../data/api.ts';
import { announceSignedOut } from '../data/signed-out.ts';
import { texts } from '../texts.ts';
import type { ReaderChoice } from './readers.ts';
import { orderTag } from './tags-api.ts';

export type TagOrderState =
  | { kind: 'idle' }
  | { kind: 'waiting'; at: ReaderChoice }
  | { kind: 'done'; action: 'write' | 'learn'; tag: MadeTag }
  | { kind: 'failed'; why: string };

export type TagOrderBody = Omit<EncodeRequest, 'action' | 'reader'> & { action: 'write' | 'learn' };

export class TagOrderController implements ReactiveController {
  state: TagOrderState = { kind: 'idle' };
  /** Tags made since the page was opened. */
  made = 0;
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Whoever closes the page no longer holds a tag there. */
  hostDisconnected(): void {
    void this.callOff();
  }

  /** Resolves with true when the tag was made. */
  async start(at: ReaderChoice, order: TagOrderBody): Promise<boolean> {
    if (this.state.kind === 'waiting') return false;
    this.#show({ kind: 'waiting', at });
    try {
      const { ok, tag, code, message } = await orderTag(at.kiosk, { ...order, reader: at.reader });
      if (ok && tag !== undefined) {
        this.made += 1;
        this.#show({ kind: 'done', action: order.action, tag });
        return true;
      }
      const calledOff = code === 'TW_TAGS_CANCELLED';
      this.#show(
        calledOff ? { kind: 'idle' } : { kind: 'failed', why: message ?? code ?? texts.tags.noAnswer },
      );
    } catch (error) {
      this.#show({ kind: 'failed', why: reason(error) });
      if (error instanceof ApiProblem && error.kind === 'signed_out') announceSignedOut(this.#host);
    }
    return false;
  }

  /** The answer to the order itself then says that it was called off. */
  async callOff(): Promise<void> {
    if (this.state.kind !== 'waiting') return;
    const { kiosk, reader } = this.state.at;
    // The kiosk gives up by itself after a while, so a call that is lost costs a few seconds.
    await orderTag(kiosk, { action: 'cancel', reader }).catch(() => undefined);
  }

  /** Another choice was made: the last outcome is about something else. */
  clear(): void {
    if (this.state.kind === 'done' || this.state.kind === 'failed') this.#show({ kind: 'idle' });
  }

  #show(state: TagOrderState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}

function reason(error: unknown): string {
  if (!(error instanceof ApiProblem)) return String(error);
  if (error.kind === 'unreachable') return texts.tags.unreachable;
  if (error.code === 'TW_COMMAND_TIMEOUT') return texts.tags.noAnswer;
  return error.message || error.code;
}
