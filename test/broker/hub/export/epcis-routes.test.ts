/** The export over HTTP: pages that lead on, bounds, and who may ask. */
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import * as assert from 'uvu/assert';
import { addEpcisRoutes } from '../../../../broker/hub/export/epcis/epcis-routes.ts';
import { Access } from '../../../../broker/hub/http/access.ts';
import { answerError } from '../../../../broker/hub/http/replies.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { QuietLogger } from '../../../support/quiet-logger.ts';
import { SeededRandom } from '../../../support/seeded-random.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import { faultsOf } from './conformance.ts';
import { committed, FakeEvents, lookups } from './kit.ts';

const test = suite('EPCIS export');

interface Document extends Record<string, unknown> {
  epcisBody: { eventList: { eventID: string }[] };
}

test('is a conformant document, also when there is nothing', async (t) => {
  const { app } = serving(t, 0);
  const answer = await app.inject('/export/epcis');
  assert.is(answer.statusCode, 200);
  assert.is(answer.headers['content-type'], 'application/ld+json');
  assert.is(answer.headers['gs1-epcis-version'], '2.0.0');
  assert.is(answer.headers['link'], undefined);
  assert.equal(faultsOf(answer.json<Document>()), []);
});

test('leads through all pages, each event once', async (t) => {
  const { app } = serving(t, 25);
  const ids: string[] = [];
  let url: string | undefined = '/export/epcis?limit=10&store=MIL-01';
  for (let pages = 0; url !== undefined && pages < 9; pages += 1) {
    const answer: LightMyRequestResponse = await app.inject(url);
    const document = answer.json<Document>();
    assert.equal(faultsOf(document), []);
    ids.push(...document.epcisBody.eventList.map(({ eventID }) => eventID));
    url = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers['link'] ?? ''))?.[1];
  }
  assert.is(ids.length, 25);
  assert.is(new Set(ids).size, 25);
});

test('goes on another day where it ended', async (t) => {
  const { app, events } = serving(t, 3);
  const { headers } = await app.inject('/export/epcis');
  assert.is(headers['tapwall-cursor'], '3');
  const later = await app.inject('/export/epcis?cursor=3');
  assert.is(later.headers['tapwall-cursor'], '3');
  assert.is(events.asked.at(-1)?.after, 3);
  assert.equal(later.json<Document>().epcisBody.eventList, []);
});

test('asks for what was asked, and for no more than a page', async (t) => {
  const { app, events } = serving(t, 3);
  await app.inject(
    '/export/epcis?store=MIL-01&kiosk=wall-1&from=2026-07-01&to=2026-07-02T00:00:00%2B02:00&limit=99999',
  );
  const [{ types: _, ...asked } = {}] = events.asked;
  assert.equal(asked, {
    after: 0,
    limit: 1000,
    from: Date.parse('2026-07-01'),
    to: Date.parse('2026-07-01T22:00:00Z'),
    store: 'mil-01',
    kiosk: 'wall-1',
  });
});

test('refuses what it does not understand', async (t) => {
  const { app, events } = serving(t, 3);
  for (const query of [
    'from=yesterday',
    'to=2026-13-01',
    'cursor=-1',
    'cursor=1e3',
    'limit=0',
    'kiosk=A%2FB',
    'store=',
    'since=2026-07-01',
    'store=a&store=b',
  ]) {
    const answer = await app.inject(`/export/epcis?${query}`);
    assert.is(answer.statusCode, 400, query);
    assert.is(answer.json<{ error: { code: string } }>().error.code, 'TW_REQUEST_INVALID');
  }
  assert.is(events.asked.length, 0);
});

test('is for whoever has the token', async (t) => {
  const token = 'a-token-that-nobody-guesses-in-time';
  const { app } = serving(t, 3, token);
  assert.is((await app.inject('/export/epcis')).statusCode, 401);
  const headers = { authorization: `Bearer ${token}` };
  assert.is((await app.inject({ url: '/export/epcis', headers })).statusCode, 200);
});

function serving(
  t: TestContext,
  count: number,
  token?: string,
): { app: FastifyInstance; events: FakeEvents } {
  const clock = new VirtualClock();
  const events = new FakeEvents(Array.from({ length: count }, (_, index) => committed(index + 1)));
  const app = Fastify();
  app.setErrorHandler(answerError(new QuietLogger()));
  addEpcisRoutes(app, {
    committed: events,
    lookups: () => lookups(),
    access: new Access({ token, clock, random: new SeededRandom(1) }),
    clock,
  });
  t.after(() => app.close());
  return { app, events };
}
