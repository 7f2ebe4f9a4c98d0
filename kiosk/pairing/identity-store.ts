/** The identity on the kiosk's disk: the one in force, the one being tried, and a pairing under way. */
import { join } from 'node:path';
import { Type } from 'typebox';
import { Ended, KioskIdentity, PendingPairing } from './identity.ts';
import { readSecret, removeSecret, writeSecret } from './secret-document.ts';

const Removed = Type.Object({ ended: Ended });

/** In the kiosk's folder. */
export const IDENTITY_FOLDER = 'identity';
export const IDENTITY_FILE = 'identity.json';

export class IdentityStore {
  readonly #folder: string;

  /** @param dir The kiosk's folder. */
  constructor(dir: string) {
    this.#folder = join(dir, IDENTITY_FOLDER);
  }

  /** Null when the kiosk is not paired. */
  current(): KioskIdentity | null {
    return readSecret(this.#path(IDENTITY_FILE), KioskIdentity);
  }

  /** The file of the pairing goes last: a power cut between leaves an identity, which counts. */
  adopt(identity: KioskIdentity): void {
    writeSecret(this.#path(IDENTITY_FILE), identity);
    removeSecret(this.#path('next.json'));
    removeSecret(this.#path('pending.json'));
    removeSecret(this.#path('ended.json'));
  }

  /** A renewed identity that has not connected yet. */
  next(): KioskIdentity | null {
    return readSecret(this.#path('next.json'), KioskIdentity);
  }

  keepNext(identity: KioskIdentity): void {
    writeSecret(this.#path('next.json'), identity);
  }

  dropNext(): void {
    removeSecret(this.#path('next.json'));
  }

  pending(): PendingPairing | null {
    return readSecret(this.#path('pending.json'), PendingPairing);
  }

  keepPending(pending: PendingPairing): void {
    writeSecret(this.#path('pending.json'), pending);
  }

  dropPending(): void {
    removeSecret(this.#path('pending.json'));
  }

  /** Forgets key, certificate, token and loyalty key; keeps why, for the screen after a restart. */
  forget(ended: Ended): void {
    writeSecret(this.#path('ended.json'), { ended });
    for (const name of [IDENTITY_FILE, 'next.json', 'pending.json']) removeSecret(this.#path(name));
  }

  /** Why there is no identity any more. */
  ended(): Ended {
    return readSecret(this.#path('ended.json'), Removed)?.ended ?? 'none';
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}
