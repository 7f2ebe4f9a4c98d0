/**
 * The kiosk's end of pairing, in the shape of RFC 8628: asks for a code, shows it, polls until a manager has decided, and
 * asks for a fresh one when the code was refused or ran out. Time is counted by timers, so a clock that jumps changes nothing.
 */
import { X509Certificate } from 'node:crypto';
import type { PairingView } from '../../broker/contract/pairing-screen.ts';
import type { PairingGrant } from '../../broker/contract/pairing.ts';
import { checkNumber, commitmentOf } from '../../broker/identity/check-number.ts';
import { fullJitter } from '../../broker/link/backoff.ts';
import type { Clock, Logger, Random } from '../../broker/ports.ts';
import { isKioskError } from '../errors.ts';
import { grantFault } from './grant-check.ts';
import type { AskFailed, PairingHub } from './hub-port.ts';
import type { Ended, KioskIdentity, PendingPairing } from './identity.ts';
import type { IdentityStore } from './identity-store.ts';
import type { KeyRequest } from './key-request.ts';

export interface PairingOptions {
  hub: PairingHub;
  store: Pick<IdentityStore, 'pending' | 'keepPending' | 'dropPending' | 'adopt' | 'ended'>;
  /** What the installer wrote down; empty when nothing. */
  claim: { storeCode: string; kiosk: string; version: string };
  makeKey: () => KeyRequest;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** The screen says something else. */
  changed: (view: PairingView) => void;
}

/** RFC 8628, section 3.5. */
const SLOWER_MS = 5_000;
const RETRY = { firstMs: 2_000, mostMs: 30_000 };
/** The console shows the number from the first poll on: nobody is to wait for it. */
const FIRST_POLL_MS = 300;
/** A retry sooner than this would be no pause at all. */
const LEAST_MS = 1_000;
const VERIFIER_BYTES = 32;
/** The hub has the last word on whether a code has run out; without it, this long after. */
const GRACE_MS = 15_000;

export class Pairing {
  readonly #options: PairingOptions;
  #view: PairingView;
  /** Milliseconds that the code had left at the last poll, when that was, and how long it is to the next. */
  #left = 0;
  #countedAt = 0;
  #pause = 0;
  #isStopped = false;
  #wake: (() => void) | null = null;
  #problemSaid = false;

  constructor(options: PairingOptions) {
    this.#options = options;
    const { claim, hub } = options;
    this.#view = {
      ...NO_CODE,
      step: 'asking',
      ended: 'none',
      ...claimOf(claim),
      problem: null,
      hub: hub.url,
    };
  }

  /** What a screen that opens now must show. */
  view(): PairingView {
    const { clock } = this.#options;
    // A clock that jumped says nothing of how long it is since the last poll.
    const since = Math.min(Math.max(0, clock.now() - this.#countedAt), this.#pause);
    return { ...this.#view, secondsLeft: Math.max(0, Math.ceil((this.#left - since) / 1000)) };
  }

  /** Resolves with the identity, which is on disk by then; null when it was stopped before. */
  async run(): Promise<KioskIdentity | null> {
    let pending = this.#options.store.pending();
    let ended: Ended = pending?.ended ?? this.#options.store.ended();
    while (!this.#isStopped) {
      pending ??= await this.#begin(ended);
      if (pending === null) return null;
      const outcome = await this.#await(pending);
      if (outcome === null || typeof outcome !== 'string') return outcome;
      ended = outcome;
      pending = null;
    }
    return null;
  }

  stop(): void {
    this.#isStopped = true;
    this.#wake?.();
  }

  async #begin(ended: Ended): Promise<PendingPairing | null> {
    const { hub, store, claim, makeKey, clock, random } = this.#options;
    this.#show({ ...NO_CODE, step: 'asking', ended, problem: null });
    for (let attempt = 0; !this.#isStopped; attempt += 1) {
      const { key, csr, publicKey } = makeKey();
      const verifier = Buffer.from(random.bytes(VERIFIER_BYTES)).toString('base64url');
      const answer = await hub.begin({ csr, commitment: commitmentOf(verifier), ...claim });
      if (answer.kind === 'begun') {
        const { begun, lifetimeMs } = answer;
        const check = checkNumber({
          ca: new X509Certificate(begun.ca).raw,
          deviceCode: begun.deviceCode,
          publicKey,
          verifier,
        });
        const pending = { begun, key, verifier, check, begunAt: clock.now(), lifetimeMs, ended };
        const problem = attemptWrite(() => store.keepPending(pending));
        if (problem === null) return pending;
        this.#away(problem);
      } else this.#away(answer);
      await this.#wait(LEAST_MS + fullJitter(attempt, random, RETRY));
    }
    return null;
  }

  /** Polls until it is decided. */
  async #await(pending: PendingPairing): Promise<KioskIdentity | Exclude<Ended, 'none' | 'removed'> | null> {
    const { hub, clock, random } = this.#options;
    this.#left = Math.min(pending.lifetimeMs, pending.begunAt + pending.lifetimeMs - clock.now());
    let isFirst = this.#left === pending.lifetimeMs;
    this.#present(pending);
    let interval = pending.begun.interval * 1000;
    for (let failures = 0; ;) {
      const pause = isFirst
        ? FIRST_POLL_MS
        : interval + (failures === 0 ? 0 : fullJitter(failures, random, RETRY));
      isFirst = false;
      this.#countedAt = clock.now();
      this.#pause = pause;
      await this.#wait(pause);
      if (this.#isStopped) return null;
      this.#left -= pause;
      this.#pause = 0;
      const answer = await hub.poll(pending);
      const state = answer.kind === 'granted' ? this.#take(pending, answer.grant) : answer;
      if (!('kind' in state)) return state;
      if (state.kind === 'denied' || state.kind === 'expired') return this.#over(state.kind);
      if (state.kind === 'invalid') return this.#pauseAfterFault();
      failures = state.kind === 'failed' ? failures + 1 : 0;
      if (state.kind === 'failed') this.#fails(state);
      else this.#works();
      if (state.kind === 'slow_down' || (state.kind === 'failed' && state.problem === 'busy'))
        interval += SLOWER_MS;
      if (this.#left <= (failures === 0 ? -GRACE_MS : 0)) return this.#over('expired');
    }
  }

  /** The hub repeats a grant for a minute: a disk that is full now may have room at the next poll. */
  #take(pending: PendingPairing, grant: PairingGrant): KioskIdentity | AskFailed | { kind: 'invalid' } {
    const { store, logger } = this.#options;
    const { key, begun } = pending;
    const fault = grantFault(grant, { key, ca: begun.ca });
    if (fault !== null) {
      logger.error({ code: 'TW_GRANT_INVALID', fault }, 'what the hub granted cannot be used');
      return { kind: 'invalid' };
    }
    const identity: KioskIdentity = { grant, key };
    const problem = attemptWrite(() => store.adopt(identity));
    if (problem !== null) return problem;
    logger.info(
      { kiosk: grant.clientId, store: grant.storeCode, until: grant.notAfter },
      'this kiosk is paired',
    );
    this.#show({ step: 'paired', problem: null });
    return identity;
  }

  /** A hub that grants nonsense would do so again at once. */
  async #pauseAfterFault(): Promise<'invalid'> {
    this.#show({ ...NO_CODE, step: 'asking', ended: 'invalid', problem: null });
    this.#options.store.dropPending();
    await this.#wait(RETRY.mostMs);
    return 'invalid';
  }

  #over(ended: 'denied' | 'expired'): typeof ended {
    this.#options.logger.info(
      { ended },
      'the code to pair this kiosk is of no use any more; asking for another',
    );
    this.#options.store.dropPending();
    return ended;
  }

  #present({ begun, check, ended }: PendingPairing): void {
    const { userCode, verificationUri: address, storeName, expiresAt } = begun;
    this.#works();
    // Somebody has to act: without a screen, this line is the only place that says the code.
    this.#options.logger.warn(
      { userCode, check, address, storeName, expiresAt },
      `this kiosk waits to be paired: enter ${userCode} at ${address} and compare the number ${check}`,
    );
    this.#show({ step: 'code', ended, userCode, check, address, storeName, problem: null });
  }

  #away(failure: AskFailed): void {
    this.#say(failure);
    this.#show({ step: 'away', problem: failure.problem });
  }

  #fails(failure: AskFailed): void {
    this.#say(failure);
    this.#show({ problem: failure.problem });
  }

  #works(): void {
    if (this.#problemSaid) this.#options.logger.info({ hub: this.#options.hub.url }, 'the hub answers again');
    this.#problemSaid = false;
    if (this.#view.problem !== null) this.#show({ problem: null });
  }

  #say({ problem, detail, code }: AskFailed): void {
    if (!this.#problemSaid)
      this.#options.logger.warn(
        { hub: this.#options.hub.url, problem, detail, code },
        'the hub gives no answer to pair with',
      );
    this.#problemSaid = true;
  }

  #show(change: Partial<PairingView>): void {
    const before = JSON.stringify(this.#view);
    this.#view = { ...this.#view, ...change };
    if (JSON.stringify(this.#view) !== before) this.#options.changed(this.view());
  }

  #wait(ms: number): Promise<void> {
    if (this.#isStopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = this.#options.clock.setTimer(ms, () => {
        this.#wake = null;
        resolve();
      });
      this.#wake = () => {
        timer.cancel();
        resolve();
      };
    });
  }
}

const NO_CODE = { userCode: '', check: '', address: '', storeName: '', secondsLeft: 0 } as const;

function claimOf({ storeCode, kiosk }: PairingOptions['claim']): { storeCode: string; kiosk: string } {
  return { storeCode, kiosk };
}

/** A disk that takes nothing is said on the screen like any other reason. */
function attemptWrite(write: () => void): AskFailed | null {
  try {
    write();
    return null;
  } catch (error) {
    if (!isKioskError(error, 'TW_IDENTITY_DISK')) throw error;
    return { kind: 'failed', problem: 'disk', detail: error.message, code: error.code };
  }
}
