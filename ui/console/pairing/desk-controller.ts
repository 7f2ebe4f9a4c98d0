/** Asks the hub who waits to be paired: now and then for the badge, often while the sheet is open. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PairingDesk } from '../../../broker/contract/pairing.ts';
import { ApiProblem } from '../data/api.ts';
import { announceSignedOut } from '../data/signed-out.ts';
import { fetchDesk } from './pairing-api.ts';

/** `unable`: the hub has no such interface. */
export type DeskProblem = 'unreachable' | 'unable' | null;

/** An older hub, or one whose fleet logs in otherwise. */
const UNABLE = new Set(['TW_NOT_FOUND', 'HTTP 404']);
const OFTEN_MS = 2_000;
const NOW_AND_THEN_MS = 15_000;

export class DeskController implements ReactiveController {
  /** Null until the hub has answered. */
  desk: PairingDesk | null = null;
  problem: DeskProblem = null;
  readonly #host: ReactiveControllerHost & HTMLElement;
  #isWatching = false;
  #isActive = false;
  #timer: number | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#isActive = false;
    window.clearTimeout(this.#timer);
  }

  /** Nobody is asked before somebody is signed in. */
  start(): void {
    if (this.#isActive) return;
    this.#isActive = true;
    void this.refresh();
  }

  /** The sheet is open, or not. */
  watch(isWatching: boolean): void {
    this.#isWatching = isWatching;
    void this.refresh();
  }

  stop(): void {
    this.hostDisconnected();
  }

  async refresh(): Promise<void> {
    window.clearTimeout(this.#timer);
    try {
      this.desk = await fetchDesk();
      this.problem = null;
    } catch (error) {
      this.#failed(error);
    }
    if (!this.#isActive) return;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.refresh(), this.#isWatching ? OFTEN_MS : NOW_AND_THEN_MS);
    this.#host.requestUpdate();
  }

  #failed(error: unknown): void {
    if (!(error instanceof ApiProblem)) throw error;
    this.problem = UNABLE.has(error.code) ? 'unable' : 'unreachable';
    if (error.kind !== 'signed_out') return;
    this.stop();
    announceSignedOut(this.#host);
  }
}
