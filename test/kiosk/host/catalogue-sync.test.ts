import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Services } from '../../../broker/contract/services.ts';
import type { Message } from '../../../broker/contract/messages.ts';
import { BrokerError } from '../../../broker/errors.ts';
import { CatalogueSync } from '../../../kiosk/host/catalogue-sync.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { PRODUCTS_ONLY } from '../../support/all-services.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { sampleLines } from '../../support/sample-catalogue.ts';
import { changedOffer, sampleDelta } from '../../support/sample-delta.ts';
import { emptyReplica, temporaryFolder } from '../../support/sample-replica.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { until } from '../../support/until.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('Catalogue sync');
const SOON = 5_000;
type Reply = Omit<Message<'rsp/catalogue'>, 'id'>;

function body(version: string): Response {
  return new Response(
    sampleLines(version)
      .map((line) => JSON.stringify(line))
      .join('\n'),
  );
}

const urlOf = (input: Parameters<typeof fetch>[0]): URL =>
  new URL(input instanceof Request ? input.url : input);

function deltaBody(from: string, version: string): Response {
  const lines = sampleDelta([changedOffer('JOSIE-BLACK-S', { quantity: 3 })], { from, version });
  return new Response(lines.map((line) => JSON.stringify(line)).join('\n'));
}

/** `fetcher` answers snapshots. A hub of old knows no changes. */
function kit(t: TestContext, fetcher: typeof fetch = () => Promise.resolve(body('sample-1'))) {
  const clock = new VirtualClock();
  const logger = new QuietLogger();
  const replica = emptyReplica(t);
  const asked: number[] = [];
  const loaded: string[] = [];
  const looked: boolean[] = [];
  const told: Services[] = [];
  const said: string[] = [];
  const state = {
    reply: { ok: true, version: 'sample-1', path: '/api/replica/MIL-01' } as Reply | BrokerError,
    hold: false,
    changes: (_from: string | null): Response => new Response(null, { status: 404 }),
  };
  const paths: string[] = [];
  const hubFetch: typeof fetch = (input, init) => {
    const { pathname, searchParams } = urlOf(input);
    paths.push(pathname);
    return pathname.endsWith('/changes')
      ? Promise.resolve(state.changes(searchParams.get('from')))
      : fetcher(input, init);
  };
  const held: (() => void)[] = [];
  const request = async (): Promise<never> => {
    asked.push(clock.now());
    if (state.hold) await new Promise<void>((resolve) => void held.push(resolve));
    if (state.reply instanceof BrokerError) throw state.reply;
    return { id: 'question', ...state.reply } as never;
  };
  const sync = new CatalogueSync({
    downlink: { request },
    replica,
    hub: { hub: 'http://hub.test', fetch: hubFetch },
    file: join(temporaryFolder(t), 'replica.part'),
    clock,
    random: new SeededRandom(),
    logger,
    services: (services) => void told.push(services),
    looked: (isServed) => void looked.push(isServed),
    stockSaid: (asOf) => void said.push(`${replica.version()} ${asOf}`),
  });
  replica.onChanged(() => void loaded.push(replica.version()));
  t.after(() => sync.stop());
  return { clock, logger, replica, asked, loaded, looked, state, held, paths, told, said, sync };
}

test('fetches a catalogue that is another one, and says so once', async (t) => {
  const { sync, loaded, clock } = kit(t);
  sync.look();
  await until(() => loaded.length === 1, SOON);
  sync.look();
  await clock.advance(0);
  assert.equal(loaded, ['sample-1']);
});

test('asks again with growing pauses, and says the trouble once', async (t) => {
  const { sync, state, asked, clock, logger } = kit(t);
  state.reply = new BrokerError('TW_REQUEST_TIMEOUT');
  sync.look();
  await clock.advance(10 * 60_000);
  const waits = asked.slice(1).map((time, index) => time - (asked[index] ?? 0));
  assert.ok((waits[0] ?? 0) >= 500 && (waits[0] ?? 0) <= 1_000, String(waits[0]));
  assert.ok(waits.every((wait) => wait <= 60_000));
  assert.ok((waits.at(-1) ?? 0) >= 30_000);
  assert.is(logger.at('info').length, 1);
  assert.is(clock.pending, 1);
});

test('passes on what the hub’s sources give, whenever it says so', async (t) => {
  const { sync, state, told, clock } = kit(t);
  sync.look();
  await clock.advance(0);
  assert.equal(told, [], 'an answer of old says nothing of it');
  state.reply = { ok: true, version: 'sample-1', path: '/api/replica/MIL-01', services: PRODUCTS_ONLY };
  sync.look();
  await until(() => told.length === 1, SOON);
  assert.equal(told, [PRODUCTS_ONLY]);
});

test('says how old stock is once it has what the hub speaks of, and not before', async (t) => {
  const { sync, state, said, loaded, clock } = kit(t);
  const path = '/api/replica/MIL-01';
  state.reply = { ok: true, version: 'sample-1', path, stockAsOf: 'T1' };
  sync.look();
  await until(() => said.length === 1, SOON);
  await clock.advance(0);
  sync.announced({ version: 'sample-1', path, stockAsOf: 'T2' });
  assert.equal(said, ['sample-1 T1', 'sample-1 T2'], 'also when there is nothing to fetch');
  const torn = new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) });
  state.changes = () => new Response(torn);
  sync.announced({ version: 'sample-2', path, stockAsOf: 'T3' });
  await until(() => clock.pending === 1, SOON);
  assert.is(said.length, 2, 'what it has is older');
  state.changes = (from) => deltaBody(from ?? '', 'sample-2');
  state.reply = { ok: true, version: 'sample-2', path, stockAsOf: 'T3' };
  await clock.advance(1_000);
  await until(() => said.length === 3, SOON);
  assert.equal([loaded.at(-1), said.at(-1)], ['sample-2', 'sample-2 T3']);
});

test('says whether the hub has a catalogue for this store', async (t) => {
  const { sync, state, looked, clock } = kit(t);
  state.reply = { ok: false, code: 'TW_STORE_UNKNOWN', message: 'There is no such store.' };
  sync.look();
  await clock.advance(0);
  assert.equal(looked, [false]);
  state.reply = { ok: true, version: 'sample-1', path: '/api/replica/MIL-01' };
  sync.look();
  await until(() => looked.length === 2, SOON);
  assert.equal(looked, [false, true]);
});

for (const reply of [
  { ok: false, code: 'TW_RATE_LIMITED', message: 'Too many requests.' },
  { ok: false, code: 'TW_STORE_UNKNOWN', message: 'There is no such store.' },
  { ok: true },
]) {
  test(`asks again when the hub answers ${JSON.stringify(reply)}, and logs why`, async (t) => {
    const { sync, state, loaded, clock, logger } = kit(t);
    state.reply = reply;
    sync.look();
    await clock.advance(0);
    const [line] = logger.at('info');
    assert.match(
      (line?.fields['err'] as Error | undefined)?.message ?? '',
      new RegExp(reply.code ?? 'names no catalogue'),
    );
    state.reply = { ok: true, version: 'sample-1', path: '/api/replica/MIL-01' };
    await clock.advance(1_000);
    await until(() => loaded.length === 1, SOON);
    assert.is(clock.pending, 0);
  });
}

test('keeps the old catalogue when the new one breaks off, and tries again', async (t) => {
  const answers = [body('sample-1'), new Response('{"kind":"header"}\n'), body('sample-2')];
  const { sync, state, loaded, clock, replica } = kit(t, () =>
    Promise.resolve(answers.shift() ?? body('none')),
  );
  sync.look();
  await until(() => loaded.length === 1, SOON);
  state.reply = { ok: true, version: 'sample-2', path: '/api/replica/MIL-01' };
  sync.look();
  await until(() => clock.pending === 1, SOON);
  assert.is(replica.version(), 'sample-1');
  await clock.advance(1_000);
  await until(() => loaded.length === 2, SOON);
  assert.equal(loaded, ['sample-1', 'sample-2']);
});

test('fetches what has changed since the catalogue that is here, and nothing else', async (t) => {
  const { sync, state, loaded, paths, replica } = kit(t);
  sync.look();
  await until(() => loaded.length === 1, SOON);
  state.reply = { ok: true, version: 'sample-2', path: '/api/replica/MIL-01' };
  state.changes = (from) => deltaBody(from ?? '', 'sample-2');
  sync.look();
  await until(() => loaded.length === 2, SOON);
  assert.equal(loaded, ['sample-1', 'sample-2']);
  assert.equal(paths, ['/api/replica/MIL-01', '/api/replica/MIL-01/changes']);
  assert.ok(replica.offers('JOSIE-BLACK-S').some(({ quantity }) => quantity === 3));
});

test('goes where the hub says without asking, once for each version', async (t) => {
  const { sync, state, loaded, asked, clock } = kit(t);
  state.changes = (from) => deltaBody(from ?? '', 'sample-2');
  const path = '/api/replica/MIL-01';
  sync.announced({ version: 'sample-1', path });
  sync.announced({ version: 'sample-2', path });
  await until(() => loaded.length === 2, SOON);
  sync.announced({ version: 'sample-2', path });
  await clock.advance(0);
  assert.equal([loaded, asked], [['sample-1', 'sample-2'], []]);
});

const unfit: [string, () => Response][] = [
  ['the hub does not know the way from it', () => new Response(null, { status: 410 })],
  ['the changes are of another version', () => deltaBody('sample-0', 'sample-2')],
  ['the changes are no changes', () => body('sample-2')],
  ['the changes end too early', () => new Response('{}')],
];
for (const [why, changes] of unfit)
  test(`fetches the whole catalogue when ${why}`, async (t) => {
    const answers = [body('sample-1'), body('sample-2')];
    const { sync, state, loaded, clock } = kit(t, () => Promise.resolve(answers.shift() ?? body('none')));
    sync.look();
    await until(() => loaded.length === 1, SOON);
    state.reply = { ok: true, version: 'sample-2', path: '/api/replica/MIL-01' };
    state.changes = changes;
    sync.look();
    await until(() => loaded.length === 2, SOON);
    assert.equal([loaded, clock.pending], [['sample-1', 'sample-2'], 0]);
  });

test('catches up from a snapshot of a little while ago', async (t) => {
  const { sync, state, loaded } = kit(t);
  state.reply = { ok: true, version: 'sample-2', path: '/api/replica/MIL-01' };
  state.changes = (from) => deltaBody(from ?? '', 'sample-2');
  sync.look();
  await until(() => loaded.length === 2, SOON);
  assert.equal(loaded, ['sample-1', 'sample-2']);
});

test('asks again when the changes break off, and does not fetch everything for it', async (t) => {
  const { sync, state, loaded, paths, clock } = kit(t);
  sync.look();
  await until(() => loaded.length === 1, SOON);
  state.reply = { ok: true, version: 'sample-2', path: '/api/replica/MIL-01' };
  const torn = new ReadableStream({
    pull: (controller) => controller.error(new TypeError('terminated')),
  });
  state.changes = () => new Response(torn);
  sync.look();
  await until(() => clock.pending === 1, SOON);
  state.changes = (from) => deltaBody(from ?? '', 'sample-2');
  await clock.advance(1_000);
  await until(() => loaded.length === 2, SOON);
  assert.is(paths.filter((path) => !path.endsWith('/changes')).length, 1);
});

test('has one look under way at a time, and one more after it however often it is asked', async (t) => {
  const { sync, state, asked, held, clock } = kit(t);
  state.hold = true;
  for (let times = 0; times < 5; times += 1) sync.look();
  assert.is(asked.length, 1);
  state.reply = { ok: true, version: '', path: '/' };
  state.hold = false;
  held.shift()?.();
  await clock.advance(0);
  assert.is(asked.length, 2);
});

test('goes nowhere but to the hub', async (t) => {
  const fetched: string[] = [];
  const { sync, state, clock } = kit(t, (url) => {
    fetched.push(url instanceof Request ? url.url : url.toString());
    return Promise.resolve(body('evil'));
  });
  for (const path of ['http://evil.example/x', '//evil.example/x', 'x']) {
    state.reply = { ok: true, version: 'evil', path };
    sync.look();
    await clock.advance(0);
  }
  assert.equal(fetched, []);
});

test('gives up what is under way when it stops, and leaves no timer', async (t) => {
  let aborted = false;
  const { sync, clock, asked } = kit(
    t,
    (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => {
          aborted = true;
          reject(init.signal?.reason as Error);
        });
      }),
  );
  sync.look();
  await clock.advance(0);
  sync.stop();
  await clock.advance(0);
  assert.ok(aborted);
  sync.look();
  await clock.advance(600_000);
  assert.is(asked.length, 1);
  assert.is(clock.pending, 0);
});
