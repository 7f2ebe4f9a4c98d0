/** Answers a console page instead of the hub: routes of Playwright and an event stream the test speaks through. */
import type { Page, Request, Route } from 'playwright-core';
import type { ConsoleIntent } from '../../../broker/contract/console-intents.ts';
import type {
  ActivityLine,
  CommandRequest,
  ConsoleOverview,
  KioskSummary,
} from '../../../broker/contract/http.ts';
import type { SourcesAnswer } from '../../../broker/contract/sources.ts';
import type { PairingDesk } from '../../../broker/contract/pairing.ts';

export interface Answer {
  status: number;
  body: unknown;
}

export interface FakeHub {
  /** What the hub answers from now on; a test may change it. */
  overview: ConsoleOverview;
  activity: ActivityLine[];
  /** No answer at all. */
  down: boolean;
  /** Set: every question without a session is answered 401. */
  token: string | null;
  /** Who waits to be paired, and who is. */
  desk: PairingDesk;
  sources: SourcesAnswer;
  /** What shoppers want done. */
  intents: ConsoleIntent[];
  /** Answers instead of the usual ones, by what the path ends with. */
  answers: Map<string, Answer>;
  /** Writing requests so far. */
  requests: { method: string; path: string; body: unknown }[];
  push(event: 'overview', data: ConsoleOverview): Promise<void>;
  push(event: 'activity', data: ActivityLine): Promise<void>;
  push(event: 'sources', data: SourcesAnswer): Promise<void>;
  push(event: 'intents', data: object): Promise<void>;
  /** The event stream breaks. */
  dropStream(): Promise<void>;
}

export async function fakeHub(
  page: Page,
  overview: ConsoleOverview,
  activity: ActivityLine[],
): Promise<FakeHub> {
  const hub: FakeHub = {
    overview,
    activity,
    down: false,
    token: null,
    desk: { waiting: [], identities: [], history: [] },
    sources: { sources: [], incidents: [], given: [], folder: '/srv/tapwall/sources.d' },
    intents: [],
    answers: new Map(),
    requests: [],
    push: async (event: string, data: unknown) => {
      await page.evaluate(
        ([type, text]) => window.dispatchEvent(new CustomEvent('fake-stream', { detail: { type, text } })),
        [event, JSON.stringify(data)] as const,
      );
    },
    dropStream: async () => {
      await page.evaluate(() =>
        window.dispatchEvent(new CustomEvent('fake-stream', { detail: { type: 'error', text: '' } })),
      );
    },
  };
  await page.addInitScript(FAKE_STREAM);
  await page.route('**/api/console/**', (route) => answer(hub, route));
  await page.route('**/api/sources{,/**}', (route) => answer(hub, route));
  await page.route('**/api/people/*', (route) => answer(hub, route));
  return hub;
}

/**
 * Runs in the page: an EventSource that repeats what the test dispatches on the window. A text, because the loader of
 * the tests adds helpers to functions that the page does not have.
 */
const FAKE_STREAM = `
window.EventSource = class extends EventTarget {
  #abort = new AbortController();
  constructor() {
    super();
    window.addEventListener('fake-stream', ({ detail: { type, text } }) => {
      this.dispatchEvent(type === 'error' ? new Event('error') : new MessageEvent(type, { data: text }));
    }, { signal: this.#abort.signal });
    setTimeout(() => this.dispatchEvent(new Event('open')));
  }
  close() { this.#abort.abort(); }
};`;

async function answer(hub: FakeHub, route: Route): Promise<void> {
  const request = route.request();
  const path = new URL(request.url()).pathname;
  if (request.method() !== 'GET')
    hub.requests.push({ method: request.method(), path, body: bodyOf(request) });
  if (hub.down) return route.abort('connectionrefused');
  const given = [...hub.answers].find(([end]) => path.endsWith(end))?.[1] ?? usual(hub, request, path);
  await route.fulfill({ status: given.status, json: given.body });
}

function usual(hub: FakeHub, request: Request, path: string): Answer {
  if (path.endsWith('/sign-in')) return signIn(hub, request);
  if (hub.token !== null) return refusal(401, 'TW_SIGN_IN', 'Sign in first.');
  if (path.endsWith('/api/sources')) return { status: 200, body: hub.sources };
  if (path.endsWith('/overview')) return { status: 200, body: hub.overview };
  if (path.endsWith('/activity')) return { status: 200, body: hub.activity };
  if (path.endsWith('/console/intents')) return { status: 200, body: hub.intents };
  if (path.endsWith('/console/pairing')) return { status: 200, body: hub.desk };
  if (path.includes('/console/pairing/') || path.includes('/console/identities/'))
    return { status: 200, body: { ok: true } };
  if (path.endsWith('/commands')) return command(request);
  const [kiosk, display] = /kiosks\/([^/]+)\/displays\/([^/]+)$/u.exec(path)?.slice(1) ?? [];
  const summary = hub.overview.kiosks.find(({ id }) => id === kiosk);
  if (summary === undefined) return refusal(404, 'TW_UNKNOWN', 'There is no such kiosk.');
  return { status: 200, body: withDesired(summary, display ?? '', bodyOf(request)) };
}

function signIn(hub: FakeHub, request: Request): Answer {
  const { token } = bodyOf(request) as { token?: string };
  if (token !== hub.token) return refusal(401, 'TW_SIGN_IN', 'Wrong token.');
  hub.token = null;
  return { status: 200, body: {} };
}

function command(request: Request): Answer {
  const { name } = bodyOf(request) as CommandRequest;
  return { status: 200, body: { id: `command-${name}`, ok: true } };
}

/** What the hub answers to new settings: wanted, not yet in force. */
function withDesired(kiosk: KioskSummary, display: string, desired: unknown): KioskSummary {
  return {
    ...kiosk,
    settings: kiosk.settings.map((view) =>
      view.display === display
        ? { ...view, desired: { ...view.desired, ...(desired as typeof view.desired) }, state: 'pending' }
        : view,
    ),
  };
}

function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

function bodyOf(request: Request): unknown {
  return JSON.parse(request.postData() ?? '{}') as unknown;
}
