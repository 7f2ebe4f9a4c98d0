/** Who was recognised where: random tokens, bound to one kiosk, ten minutes, in memory only. */
import type { Clock, Random } from '../../ports.ts';
import { isSamePerson, type PersonKey } from './person-key.ts';

const LIFE_MS = 10 * 60_000;
const MOST = 10_000;

interface Recognition {
  kioskId: string;
  key: PersonKey;
  expiresAt: number;
}

export class Recognitions {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #tokens = new Map<string, Recognition>();

  constructor(options: { clock: Clock; random: Random }) {
    this.#clock = options.clock;
    this.#random = options.random;
  }

  /** An opaque token of 32 characters. */
  issue(kioskId: string, key: PersonKey): string {
    this.#forgetExpired();
    const token = Buffer.from(this.#random.bytes(24)).toString('base64url');
    this.#tokens.set(token, { kioskId, key, expiresAt: this.#clock.now() + LIFE_MS });
    return token;
  }

  /** The person, when this kiosk holds this token and it has not expired. */
  personOf(kioskId: string, token: string): PersonKey | undefined {
    const found = this.#tokens.get(token);
    if (!found || found.kioskId !== kioskId || found.expiresAt <= this.#clock.now()) return undefined;
    return found.key;
  }

  /** Where somebody stands now. */
  count(key: PersonKey): number {
    this.#forgetExpired();
    return [...this.#tokens.values()].filter((recognition) => isSamePerson(recognition.key, key)).length;
  }

  /** Everybody who stands somewhere; the same person once for each place. */
  keys(): PersonKey[] {
    return [...this.#tokens.values()].map(({ key }) => key);
  }

  /** Ends every recognition of somebody; answers how many there were. */
  forget(key: PersonKey): number {
    const theirs = [...this.#tokens].filter(([, recognition]) => isSamePerson(recognition.key, key));
    for (const [token] of theirs) this.#tokens.delete(token);
    return theirs.length;
  }

  #forgetExpired(): void {
    const now = this.#clock.now();
    for (const [token, { expiresAt }] of this.#tokens) {
      // Insertion order is order of expiry.
      if (expiresAt > now && this.#tokens.size < MOST) return;
      this.#tokens.delete(token);
    }
  }
}
