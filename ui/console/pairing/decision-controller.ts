/** Sends a decision about one display, and follows it until the display is online. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { KioskSummary } from '../../../broker/contract/http.ts';
import { ApiProblem } from '../data/api.ts';
import { announceSignedOut } from '../data/signed-out.ts';
import { decide } from './pairing-api.ts';
import { pairingTexts } from './pairing-texts.ts';
import type { Store } from './places.ts';

export interface Place {
  store: Store;
  kiosk: string;
  replace: boolean;
  /** Since when the kiosk of that name is as it is; empty when there is none. */
  before: string;
}

export type DecisionState =
  | { kind: 'open'; why: string; taken: boolean }
  | { kind: 'sending'; approve: boolean }
  | { kind: 'refused' }
  | { kind: 'approved'; place: Place; at: Date };

const OPEN: DecisionState = { kind: 'open', why: '', taken: false };

export class DecisionController implements ReactiveController {
  state: DecisionState = OPEN;
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.state = OPEN;
  }

  /** Something of the decision changed: what was wrong with the one before is no longer of interest. */
  clear(): void {
    if (this.state.kind === 'open') this.#show(OPEN);
  }

  async approve(userCode: string, place: Place): Promise<void> {
    const { store, kiosk, replace } = place;
    this.#show({ kind: 'sending', approve: true });
    await this.#send(() => decide(userCode, { approve: true, storeCode: store.storeCode, kiosk, replace }), {
      kind: 'approved',
      place,
      at: new Date(),
    });
  }

  async refuse(userCode: string): Promise<void> {
    this.#show({ kind: 'sending', approve: false });
    await this.#send(() => decide(userCode, { approve: false }), { kind: 'refused' });
  }

  async #send(call: () => Promise<void>, then: DecisionState): Promise<void> {
    try {
      await call();
      this.#show(then);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.kind === 'signed_out') announceSignedOut(this.#host);
      this.#show({ kind: 'open', why: reason(error), taken: error.code === 'TW_PAIRING_TAKEN' });
    }
  }

  #show(state: DecisionState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}

/** A kiosk whose place was taken may be online still, as another machine: it has to go and come. */
export function isOnline({ store, kiosk, before }: Place, kiosks: readonly KioskSummary[]): boolean {
  const found = kiosks.find((one) => one.storeName === store.name && one.kiosk === kiosk);
  return found !== undefined && found.online && found.since !== before;
}

function reason({ kind, code, message }: ApiProblem): string {
  const { problem } = pairingTexts;
  if (kind === 'unreachable') return problem.unreachable;
  if (code === 'TW_PAIRING_UNKNOWN' || code === 'TW_PAIRING_EXPIRED' || code === 'TW_NOT_FOUND')
    return problem.expired;
  if (code === 'TW_PAIRING_TAKEN') return problem.taken;
  if (code === 'TW_PAIRING_UNCHECKED') return problem.unchecked;
  if (code === 'TW_RATE_LIMITED') return problem.busy;
  return problem.other(message || code);
}
