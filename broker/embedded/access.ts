/** Who may do what at the embedded broker. Without credentials everything but `$SYS` is allowed, on loopback only. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** One login. */
export interface BrokerCredential {
  username: string;
  password: string;
  /** Prefix that every topic and filter of this login must start with, `root/tenant/store/kiosk/`; all when absent. */
  subtree?: string;
}

export class Access {
  readonly #credentials: readonly BrokerCredential[];

  constructor(credentials: readonly BrokerCredential[]) {
    this.#credentials = credentials;
  }

  /** The login that fits; undefined when none does. Everybody fits when there are no credentials. */
  login(username: string | undefined, password: Uint8Array | undefined): BrokerCredential | undefined {
    if (this.#credentials.length === 0) return { username: '', password: '' };
    const known = this.#credentials.find((credential) => credential.username === username);
    const right = sameSecret(known?.password ?? '', password ?? new Uint8Array());
    return known && right ? known : undefined;
  }

  mayPublish(login: BrokerCredential | undefined, topic: string): boolean {
    return !topic.startsWith('$') && isInside(login, topic);
  }

  maySubscribe(login: BrokerCredential | undefined, filter: string): boolean {
    return isInside(login, filter);
  }
}

function isInside(login: BrokerCredential | undefined, topic: string): boolean {
  return login !== undefined && topic.startsWith(login.subtree ?? '');
}

function sameSecret(expected: string, given: Uint8Array): boolean {
  const digest = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
