/** A hub that answers what the test says; without a say it hands out a code and lets it wait. */
import type { PairingBegin, PairingGrant } from '../../../broker/contract/pairing.ts';
import type { AskFailed, BegunAnswer, PairingHub, PollAnswer } from '../../../kiosk/pairing/hub-port.ts';
import type { PendingPairing } from '../../../kiosk/pairing/identity.ts';
import type { Life, TestAuthority } from './test-authority.ts';

export const CODES = ['WDJB-MJHT', 'BCDF-GHJK', 'LMNP-QRST', 'VWXZ-BCDF'];
export const LIFETIME_MS = 600_000;

export function failure(problem: AskFailed['problem']): AskFailed {
  return { kind: 'failed', problem, detail: 'as the test says', code: '' };
}

export class FakePairingHub implements PairingHub {
  readonly url = 'https://hub.example';
  readonly begun: PairingBegin[] = [];
  readonly polled: PendingPairing[] = [];
  /** Answers in their order; when there is none left, the usual. */
  readonly nextBegin: AskFailed[] = [];
  readonly nextPoll: (Exclude<PollAnswer, { kind: 'granted' }> | 'grant' | 'wrong grant')[] = [];
  interval = 5;
  readonly #authority: TestAuthority;
  readonly #life: Life;

  constructor(authority: TestAuthority, life: Life) {
    this.#authority = authority;
    this.#life = life;
  }

  async begin(request: PairingBegin): Promise<BegunAnswer | AskFailed> {
    const answer = this.nextBegin.shift();
    if (answer !== undefined) return answer;
    this.begun.push(request);
    const count = this.begun.length;
    return {
      kind: 'begun',
      lifetimeMs: LIFETIME_MS,
      begun: {
        deviceCode: `${'d'.repeat(40)}${count}`,
        userCode: CODES[(count - 1) % CODES.length] ?? '',
        verificationUri: 'https://hub.example/console',
        expiresAt: new Date(this.#life.from + LIFETIME_MS).toISOString(),
        interval: this.interval,
        ca: this.#authority.ca,
        storeName: 'Milano Brera',
      },
    };
  }

  async poll(pending: PendingPairing): Promise<PollAnswer> {
    this.polled.push(pending);
    const answer = this.nextPoll.shift() ?? { kind: 'pending' };
    if (typeof answer !== 'string') return answer;
    const csr = this.begun.at(-1)?.csr ?? '';
    const grant = await grantFor(this.#authority, csr, this.#life);
    return {
      kind: 'granted',
      grant: answer === 'grant' ? grant : { ...grant, broker: 'mqtt://hub.example' },
    };
  }
}

export async function grantFor(authority: TestAuthority, csr: string, life: Life): Promise<PairingGrant> {
  return {
    root: 'tapwall',
    tenant: 'demo',
    storeCode: 'MIL-01',
    storeName: 'Milano Brera',
    store: 'mil-01',
    kiosk: 'kiosk-2',
    clientId: 'tapwall-demo-mil-01-kiosk-2',
    certificate: await authority.issue(csr, life),
    ca: authority.ca,
    serial: '0a1b2c',
    notAfter: new Date(life.to).toISOString(),
    broker: 'mqtts://hub.example:8883',
    token: 't'.repeat(43),
    loyaltyKey: '',
  };
}
