/** How the virtual hardware stands, asked every second and taken from every answer in between. */
import type { LabRequests, LabState } from '../../../broker/contract/http.ts';
import { fetchLab, LabProblem, moveLab } from './lab-api.ts';

export interface LabView {
  phase: 'loading' | 'real_hardware' | 'ready';
  lab: LabState | null;
  /** Set while the kiosk does not answer. */
  unreachable: { since: Date } | null;
  /** The kiosk's sentence when it refused the last move. */
  refusal: string;
}

const POLL_MS = 1_000;
/** Strengths change all the time. */
const BUSY_POLL_MS = 400;

export class LabModel extends EventTarget {
  view: LabView = { phase: 'loading', lab: null, unreachable: null, refusal: '' };
  #timer: number | undefined;
  #stopped = true;
  /** Grows with every move, so that an older answer does not undo a newer one. */
  #moves = 0;

  start(): void {
    this.#stopped = false;
    void this.#poll();
  }

  stop(): void {
    this.#stopped = true;
    window.clearTimeout(this.#timer);
  }

  /** Answers the state after the move; null when there is none. */
  async move<N extends keyof LabRequests>(name: N, body: LabRequests[N]): Promise<LabState | null> {
    this.#moves += 1;
    const own = this.#moves;
    try {
      const lab = await moveLab(name, body);
      if (own === this.#moves) this.#took(lab, '');
      return lab;
    } catch (error) {
      this.#failed(error);
      return null;
    } finally {
      this.#moves += 1;
    }
  }

  async #poll(): Promise<void> {
    const moves = this.#moves;
    try {
      if (!document.hidden) {
        const lab = await fetchLab();
        if (moves === this.#moves) this.#took(lab, this.view.refusal);
      }
    } catch (error) {
      this.#failed(error);
    }
    const isBusy = (this.view.lab?.rooms?.pieces.length ?? 0) > 0 && this.view.unreachable === null;
    const wait = isBusy ? BUSY_POLL_MS : POLL_MS;
    if (!this.#stopped) this.#timer = window.setTimeout(() => void this.#poll(), wait);
  }

  #took(lab: LabState, refusal: string): void {
    this.#update({ phase: 'ready', lab, unreachable: null, refusal });
  }

  #failed(error: unknown): void {
    if (!(error instanceof LabProblem)) throw error;
    if (error.kind === 'refused') return this.#update({ refusal: error.message });
    if (error.kind === 'unreachable')
      return this.#update({ unreachable: this.view.unreachable ?? { since: new Date() } });
    this.stop();
    this.#update({ phase: 'real_hardware' });
  }

  #update(change: Partial<LabView>): void {
    this.view = { ...this.view, ...change };
    this.dispatchEvent(new Event('change'));
  }
}
