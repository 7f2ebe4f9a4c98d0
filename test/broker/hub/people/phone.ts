/** A shopper's phone before the hub's pages: keeps its cookie, follows the forms, and a kiosk that answers commands. */
import type { SignedIn, SignIn, SignInCheck } from '../../../../broker/hub/people/sign-in/sign-in.ts';
import { BrokerError } from '../../../../broker/errors.ts';
import type { TestContext } from '../../../harness/suite.ts';
import type { FeedFolder } from '../support/feed-folder.ts';
import type { BenchOptions, HubBench } from '../support/hub-bench.ts';
import { ask, hubWithPeople } from './kit.ts';

export const PROVIDER = 'https://id.example';
export const PUBLIC_URL = 'http://127.0.0.1:7301';

/** A provider that signs in whoever the test says, and remembers what it was told. */
export class TestSignIn implements SignIn {
  who: SignedIn = { issuer: PROVIDER, subject: 'c-1' };
  away = false;
  readonly finished: { query: string; check: SignInCheck }[] = [];
  #count = 0;

  async begin(): Promise<{ url: string; check: SignInCheck }> {
    if (this.away) throw new BrokerError('TW_SIGN_IN_AWAY');
    this.#count += 1;
    const state = `state-${this.#count}`;
    const check = { state, nonce: `nonce-${this.#count}`, verifier: `verifier-${this.#count}` };
    return { url: `${PROVIDER}/auth?state=${state}&client_id=wall`, check };
  }

  async finish(query: string, check: SignInCheck): Promise<SignedIn> {
    this.finished.push({ query, check });
    const given = new URLSearchParams(query);
    if (given.get('code') !== 'good' || given.get('state') !== check.state)
      throw new BrokerError('TW_SIGN_IN_REFUSED');
    return this.who;
  }
}

export interface PageAnswer {
  status: number;
  html: string;
  headers: Record<string, unknown>;
}

export class Phone {
  readonly #bench: HubBench;
  readonly #address: string;
  cookie = '';
  form = '';

  constructor(bench: HubBench, address = '192.168.7.20') {
    this.#bench = bench;
    this.#address = address;
  }

  async get(url: string, headers: Record<string, string> = {}): Promise<PageAnswer> {
    return this.#keep(
      await this.#bench.app.inject({ url, remoteAddress: this.#address, headers: this.#headers(headers) }),
    );
  }

  /** Sends a form of the page that was opened last; `fields` replaces what it carries. */
  async post(
    url: string,
    fields: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<PageAnswer> {
    const payload = new URLSearchParams({ form: this.form, lang: 'en', ...fields }).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded', origin: PUBLIC_URL };
    const sent = this.#bench.app.inject({
      method: 'POST',
      url,
      payload,
      remoteAddress: this.#address,
      headers: this.#headers({ ...type, ...headers }),
    });
    for (let turn = 0; turn < 30; turn += 1) await this.#bench.clock.advance(0);
    return this.#keep(await sent);
  }

  /** From the scanned code to the question whether it is really that screen. */
  async signIn(code: string, answer = 'code=good'): Promise<PageAnswer> {
    await this.get(`/join/${code}`);
    const { html } = await this.post(`/join/${code}/continue`);
    const state = /state=(state-\d+)/.exec(html)?.[1] ?? '';
    const back = await this.get(`/join/callback?${answer}&state=${state}`, {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    });
    return back.status === 303 ? this.get(String(back.headers['location'])) : back;
  }

  #headers(more: Record<string, string>): Record<string, string> {
    return { host: '127.0.0.1:7301', ...(this.cookie === '' ? {} : { cookie: this.cookie }), ...more };
  }

  #keep(answer: { statusCode: number; body: string; headers: Record<string, unknown> }): PageAnswer {
    const set = answer.headers['set-cookie'];
    if (typeof set === 'string') this.cookie = set.split(';')[0] ?? '';
    this.form = /name="form" value="([^"]+)"/.exec(answer.body)?.[1] ?? this.form;
    return { status: answer.statusCode, html: answer.body, headers: answer.headers };
  }
}

export interface JoinBench extends HubBench {
  feeds: FeedFolder;
  signIn: TestSignIn;
  /** What the display was told, oldest first. */
  told: { step: string; visit: string; customer?: { token: string; displayName: string } }[];
  /** Whether the display still waits. */
  waits: boolean;
}

/** A hub whose shoppers may use their phones, and a kiosk that takes every step. */
export async function joinBench(t: TestContext, options: BenchOptions = {}): Promise<JoinBench> {
  const signIn = new TestSignIn();
  const hub = await hubWithPeople(t, { join: { signIn, publicUrl: PUBLIC_URL, purposes: [] }, ...options });
  const bench: JoinBench = Object.assign(hub, { signIn, told: [], waits: true });
  bench.broker.observe('tapwall/demo/mil-01/k1/cmd/visit', ({ payload }) => {
    const command = JSON.parse(payload) as JoinBench['told'][number] & { id: string };
    bench.told.push(command);
    const ok = bench.waits;
    queueMicrotask(() =>
      bench.broker.publish('tapwall/demo/mil-01/k1/res/visit', JSON.stringify({ id: command.id, ok })),
    );
  });
  const displays = [{ id: 'wall', kind: 'wall', name: 'Wall', browsers: 1, screen: 'attract' }];
  await bench.say('state/presence', { online: true, boot: 'b', storeCode: 'MIL-01' });
  await bench.say('state/display', { at: new Date(bench.clock.now()).toISOString(), displays });
  return bench;
}

export interface Begun {
  visit: string;
  code: string;
  uri: string;
  expiresIn: number;
}

export async function begin(bench: HubBench, display = 'wall'): Promise<Begun> {
  const answer = await ask(bench, 'visit', { action: 'begin', display, language: 'it' });
  return answer?.['begun'] as Begun;
}
