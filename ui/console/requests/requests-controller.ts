/** Keeps the list of what shoppers want: asked when the hub says that it is old, and now and then. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConsoleIntent } from '../../../broker/contract/console-intents.ts';
import { ApiProblem } from '../data/api.ts';
import { announceSignedOut } from '../data/signed-out.ts';
import { fetchRequests } from './requests-api.ts';

/** `unable`: the hub has no such interface. */
export type RequestsProblem = 'unreachable' | 'unable' | null;

const UNABLE = new Set(['TW_NOT_FOUND', 'HTTP 404']);
const NOW_AND_THEN_MS = 20_000;

export class RequestsController implements ReactiveController {
  /** Null until the hub has answered. */
  lines: readonly ConsoleIntent[] | null = null;
  problem: RequestsProblem = null;
  readonly #host: ReactiveControllerHost & HTMLElement;
  #isActive = false;
  #timer: number | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** How many wait for somebody of the team. */
  get waiting(): number {
    return (this.lines ?? []).filter(waitsForTeam).length;
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Nobody is asked before somebody is signed in. */
  start(): void {
    if (this.#isActive) return;
    this.#isActive = true;
    void this.refresh();
  }

  stop(): void {
    this.#isActive = false;
    window.clearTimeout(this.#timer);
  }

  /** Takes the answer of a move before the hub repeats it. */
  adopt(line: ConsoleIntent): void {
    this.lines = (this.lines ?? []).map((known) => (known.id === line.id ? line : known));
    this.#host.requestUpdate();
  }

  async refresh(): Promise<void> {
    if (!this.#isActive) return;
    window.clearTimeout(this.#timer);
    try {
      this.lines = await fetchRequests();
      this.problem = null;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.problem = UNABLE.has(error.code) ? 'unable' : 'unreachable';
      if (error.kind === 'signed_out') {
        this.stop();
        announceSignedOut(this.#host);
      }
    }
    window.clearTimeout(this.#timer);
    if (this.#isActive) this.#timer = window.setTimeout(() => void this.refresh(), NOW_AND_THEN_MS);
    this.#host.requestUpdate();
  }
}

/** Somebody has to begin: what is accepted, ready or with the shop's system waits for nobody. */
export function waitsForTeam(line: ConsoleIntent): boolean {
  const { state, next } = line;
  if (isStuck(line)) return true;
  return next.length > 0 && (state === 'requested' || state === 'held' || state === 'placed');
}

/** It stands at the shop though it was called off, and nobody has settled it. */
export function isStuck({ snag }: ConsoleIntent): boolean {
  return snag !== null && snag.settledAt === null;
}
