/** Answers a lab page instead of the kiosk: the virtual hardware moves as asked, the screens are empty pages. */
import type { Page, Route } from 'playwright-core';
import type { LabRequests, LabState } from '../../../broker/contract/http.ts';

export interface FakeKiosk {
  state: LabState;
  /** No answer at all. */
  down: boolean;
  /** Runs on real hardware only. */
  real: boolean;
  requests: { [N in keyof LabRequests]: { name: N; body: LabRequests[N] } }[keyof LabRequests][];
}

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export async function fakeKiosk(page: Page, state: LabState): Promise<FakeKiosk> {
  const kiosk: FakeKiosk = { state, down: false, real: false, requests: [] };
  await page.route('**/api/lab', (route) => answer(kiosk, route));
  await page.route('**/api/lab/*', (route) => answer(kiosk, route));
  await page.route('**/media/*', (route) => route.fulfill({ body: PIXEL, contentType: 'image/png' }));
  await page.route(/^https?:\/\/[^/]+\/(?:wall|room)(?:\?.*)?$/u, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><html lang="en"><title>Screen</title><p>Screen</p></html>',
    }),
  );
  return kiosk;
}

async function answer(kiosk: FakeKiosk, route: Route): Promise<void> {
  if (kiosk.down) return route.abort('connectionrefused');
  if (kiosk.real)
    return route.fulfill({
      status: 404,
      json: { error: { code: 'TW_NOT_VIRTUAL', message: 'Real hardware.' } },
    });
  const name = new URL(route.request().url()).pathname.split('/')[3] as keyof LabRequests | undefined;
  if (name !== undefined) {
    const request = { name, body: JSON.parse(route.request().postData() ?? '{}') as unknown };
    kiosk.requests.push(request as FakeKiosk['requests'][number]);
    kiosk.state = moved(kiosk.state, request as FakeKiosk['requests'][number]);
  }
  return route.fulfill({ json: kiosk.state });
}

function moved(state: LabState, request: FakeKiosk['requests'][number]): LabState {
  switch (request.name) {
    case 'tag': {
      const { reader, sku, card, oddity } = request.body;
      return { ...state, onReader: { ...state.onReader, [reader]: sku ?? card ?? oddity ?? '' } };
    }
    case 'lift': {
      const { [request.body.reader]: _lifted, ...onReader } = state.onReader;
      return { ...state, onReader };
    }
    case 'room':
      return { ...state, roomOccupied: request.body.occupied };
    case 'network':
      return { ...state, network: request.body.up ? 'up' : 'down', outboxDepth: request.body.up ? 0 : 4 };
    case 'device': {
      const { id, plugged } = request.body;
      const status = plugged ? 'connected' : 'searching';
      return { ...state, devices: state.devices.map((one) => (one.id === id ? { ...one, status } : one)) };
    }
    case 'garment':
      return { ...state, rooms: hung(state.rooms, request.body) };
    case 'shelf': {
      const { unit, lifted } = request.body;
      const places = (state.pickup?.places ?? []).map((one) =>
        one.unit === unit ? { ...one, lifted } : one,
      );
      return { ...state, pickup: state.pickup && { ...state.pickup, places } };
    }
    case 'curtain':
      return { ...state, curtain: request.body.open ? 'open' : 'closed' };
    case 'misbehave': {
      const { id, how } = request.body;
      const { known = [] } = state.manners[id] ?? {};
      return { ...state, manners: { ...state.manners, [id]: { now: how, known } } };
    }
    case 'scan':
    case 'tidy':
    default:
      return state;
  }
}

function hung(rooms: LabState['rooms'], { epc, sku, place }: LabRequests['garment']): LabState['rooms'] {
  if (rooms === null) return null;
  const unread = rooms.places.map(() => null);
  const none = rooms.places.map(() => 0);
  const brought = {
    epc: `3036443364${String(rooms.pieces.length).padStart(14, '0')}`,
    sku: sku ?? '',
    at: place,
    strengths: unread,
    reads: none,
    beliefs: none,
    concluded: null,
  };
  const all = epc === undefined ? [...rooms.pieces, brought] : rooms.pieces;
  const moved = all.map((piece) => (piece.epc === epc ? { ...piece, at: place } : piece));
  return { ...rooms, pieces: moved.filter(({ at }) => at !== 'away') };
}
