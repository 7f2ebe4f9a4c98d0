import { once } from 'node:events';
import { connect } from 'node:net';
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { until } from '../../support/until.ts';
import { browse, httpKit, listening, type TestBrowser } from './kit.ts';

const test = suite('WebSocket of a display');
const SOON = 5_000;
const TOUCH = JSON.stringify({ type: 'touch', touch: { action: 'show_search' } });

const screens = ({ messages }: TestBrowser): (string | undefined)[] =>
  messages.map((message) => (message.type === 'screen' ? message.screen.name : message.type));

test('tells a browser the present screen when it connects', async (t) => {
  const kit = await httpKit(t);
  kit.wall.tap();
  const browser = await browse(t, await listening(kit));
  await until(() => browser.messages.length === 1, SOON);
  assert.equal(screens(browser), ['product']);
});

test('shows the wall to a browser that names no display', async (t) => {
  const kit = await httpKit(t);
  const browser = await browse(t, await listening(kit), { query: '' });
  await until(() => browser.messages.length === 1, SOON);
  assert.is(kit.wall.runner.viewers, 1);
});

test('shows the same screen to a browser that comes back, and to a second one', async (t) => {
  const kit = await httpKit(t);
  const port = await listening(kit);
  const first = await browse(t, port);
  first.socket.send(TOUCH);
  await until(() => first.messages.length === 2, SOON);
  first.socket.close();
  await until(() => kit.wall.runner.viewers === 0, SOON);
  const [again, second] = [await browse(t, port), await browse(t, port)];
  await until(() => again.messages.length === 1 && second.messages.length === 1, SOON);
  assert.equal(again.messages[0], first.messages[1]);
  assert.equal(second.messages, again.messages);
});

test('takes touches to the session of its display only', async (t) => {
  const kit = await httpKit(t);
  const browser = await browse(t, await listening(kit), { query: '?display=room' });
  browser.socket.send(TOUCH);
  await until(() => kit.room.runner.screenName === 'search', SOON);
  assert.is(kit.wall.runner.screenName, 'attract');
});

test('keeps when a screen was painted', async (t) => {
  const kit = await httpKit(t);
  const times = { read: 1, identified: 2, reduced: 3, durable: 4, sent: 5, words: null, photo: null };
  kit.traces.add({ tap: 'tap', display: 'wall', revision: 7, ...times });
  const browser = await browse(t, await listening(kit));
  browser.socket.send(JSON.stringify({ type: 'painted', revision: 7, part: 'words', at: 6.5 }));
  await until(() => kit.traces.all()[0]?.words === 6.5, SOON);
});

for (const query of ['?display=ceiling', '?display=', '?display=wall&display=room', '?display=__proto__']) {
  test(`turns away ${query}`, async (t) => {
    const kit = await httpKit(t);
    const browser = await browse(t, await listening(kit), { query });
    assert.is(await until(browser.closed, SOON), 1008);
    assert.equal(browser.messages, []);
  });
}

test('turns away the sixty-fifth browser, and takes it when another has gone', async (t) => {
  const kit = await httpKit(t);
  const port = await listening(kit);
  const all: TestBrowser[] = [];
  for (let count = 0; count < 64; count += 1) all.push(await browse(t, port));
  const surplus = await browse(t, port);
  assert.is(await until(surplus.closed, SOON), 1013);
  assert.is(kit.wall.runner.viewers, 64);
  all[0]?.socket.close();
  await until(() => kit.wall.runner.viewers === 63, SOON);
  const next = await browse(t, port);
  await until(() => next.messages.length === 1, SOON);
});

const REFUSED: [string, Record<string, string>, number][] = [
  ['/ws', { origin: 'http://evil.example' }, 403],
  ['/ws', { host: 'evil.example' }, 403],
  ['/ws', { origin: 'null' }, 403],
  ['/nothing', {}, 404],
  ['/%E0%A4%A', {}, 400],
];

for (const [path, headers, status] of REFUSED) {
  test(`refuses ${path} with ${JSON.stringify(headers)} and lets go of the connection`, async (t) => {
    const kit = await httpKit(t);
    const port = await listening(kit);
    const peer = connect(port, '127.0.0.1');
    t.after(() => peer.destroy());
    const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    const upgrade = ['connection: upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'];
    const key = `sec-websocket-key: ${Buffer.alloc(16).toString('base64')}`;
    let answer = '';
    peer.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    peer.write([`GET ${path} HTTP/1.1`, ...lines, ...upgrade, key, '', ''].join('\r\n'));
    await once(peer, 'close');
    assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
    assert.is(kit.wall.runner.viewers, 0);
  });
}

const GARBAGE: [string, string | Buffer][] = [
  ['text that is no JSON', 'hello'],
  ['an empty message', ''],
  ['binary data', Buffer.from(TOUCH)],
  ['another type', '{"type":"screen"}'],
  ['an unknown action', '{"type":"touch","touch":{"action":"reboot"}}'],
  ['more than the contract has', '{"type":"touch","touch":{"action":"back","then":"run"}}'],
  ['a SKU that is too long', `{"type":"touch","touch":{"action":"request_size","sku":"${'x'.repeat(65)}"}}`],
  ['nothing at all', 'null'],
];

for (const [what, data] of GARBAGE) {
  test(`ends a connection that sends ${what}, and says so once`, async (t) => {
    const kit = await httpKit(t);
    const browser = await browse(t, await listening(kit));
    for (let times = 0; times < 5; times += 1) browser.socket.send(data);
    browser.socket.send(TOUCH);
    assert.is(await until(browser.closed, SOON), 1008);
    await until(() => kit.wall.runner.viewers === 0, SOON);
    assert.is(kit.wall.runner.screenName, 'attract', 'what came after it was not taken');
    assert.is(kit.logger.at('info').length, 1);
    assert.equal(JSON.stringify(kit.logger.lines).includes('hello'), false);
  });
}

test('ends a connection whose message is larger than any the contract has', async (t) => {
  const kit = await httpKit(t);
  const browser = await browse(t, await listening(kit));
  browser.socket.send('x'.repeat(5_000));
  assert.is(await until(browser.closed, SOON), 1009, 'RFC 6455, 7.4.1: message too big');
  await until(() => kit.wall.runner.viewers === 0, SOON);
});

test('does not fall over a large message on a display that is not there', async (t) => {
  const kit = await httpKit(t);
  const port = await listening(kit);
  const browser = await browse(t, port, { query: '?display=ceiling' });
  browser.socket.send('x'.repeat(5_000));
  await until(browser.closed, SOON);
  await browse(t, port);
  assert.is(kit.wall.runner.viewers, 1);
});

test('ends a connection that floods, and takes no more than a second’s share of it', async (t) => {
  const kit = await httpKit(t);
  const browser = await browse(t, await listening(kit));
  const touch = (sku: string): string =>
    JSON.stringify({ type: 'touch', touch: { action: 'open_product', sku, list: 'search' } });
  for (let count = 0; count < 300; count += 1) browser.socket.send(touch(`SKU-${count}`));
  assert.is(await until(browser.closed, SOON), 1008);
  assert.is(kit.wall.eventNames.filter((name) => name === 'select_item').length, 100);
  assert.is(kit.logger.at('info').length, 1);
});

test('takes as many messages again in the next second', async (t) => {
  const kit = await httpKit(t);
  const browser = await browse(t, await listening(kit));
  for (let second = 1; second <= 3; second += 1) {
    for (let count = 0; count < 90; count += 1)
      browser.socket.send('{"type":"touch","touch":{"action":"activity"}}');
    browser.socket.send(
      JSON.stringify({ type: 'touch', touch: { action: 'open_product', sku: `S${second}`, list: 'search' } }),
    );
    await until(() => kit.wall.eventNames.filter((name) => name === 'view_item').length === second, SOON);
    await kit.wall.clock.advance(1_000);
  }
  assert.is(browser.closed(), undefined);
});

test('ends a connection that answers no ping', async (t) => {
  const kit = await httpKit(t);
  const browser = await browse(t, await listening(kit));
  browser.socket.pause();
  await kit.wall.clock.advance(30_000);
  await until(() => kit.wall.runner.viewers === 0, SOON);
  assert.is(kit.wall.clock.pending, 0);
});

test('keeps a connection that answers pings', async (t) => {
  const kit = await httpKit(t);
  const browser = await browse(t, await listening(kit));
  let pings = 0;
  browser.socket.on('ping', () => (pings += 1));
  for (let round = 1; round <= 4; round += 1) {
    await kit.wall.clock.advance(15_000);
    await until(() => pings === round, SOON);
    browser.socket.send(TOUCH);
    await until(() => kit.wall.runner.screenName === 'search', SOON);
    browser.socket.send('{"type":"touch","touch":{"action":"finish"}}');
    await until(() => kit.wall.runner.screenName === 'attract', SOON);
  }
  assert.is(browser.closed(), undefined);
});

test('holds no more than a few megabytes for a browser that reads nothing', async (t) => {
  const kit = await httpKit(t);
  const port = await listening(kit);
  const browser = await browse(t, port);
  await until(() => browser.messages.length === 1, SOON);
  browser.socket.pause();
  kit.wall.settings = { ...kit.wall.settings, attractMessage: 'x'.repeat(100_000) };
  let sent = 0;
  while (kit.wall.runner.viewers > 0 && sent < 1_000) {
    kit.wall.runner.refresh();
    sent += 1;
    if (sent % 20 === 0) await new Promise((resolve) => void setImmediate(resolve));
  }
  assert.is(kit.wall.runner.viewers, 0, 'it was given up');
  assert.ok(sent < 300, `${sent} screens of 100 kB were held`);
});

test('closes within a moment although a browser does not answer the goodbye', async (t) => {
  const kit = await httpKit(t);
  const browser = await browse(t, await listening(kit));
  browser.socket.pause();
  let isClosed = false;
  const closed = kit.server.close().then(() => (isClosed = true));
  await until(() => kit.wall.clock.pending > 1, SOON);
  assert.is(isClosed, false);
  await kit.wall.clock.advance(1_000);
  await closed;
  assert.is(kit.wall.clock.pending, 0);
});

test('leaves no timer and no viewer when the server closes on well-behaved browsers', async (t) => {
  const kit = await httpKit(t);
  const port = await listening(kit);
  const browsers = [await browse(t, port), await browse(t, port, { query: '?display=room' })];
  await kit.server.close();
  for (const browser of browsers) assert.is(await until(browser.closed, SOON), 1001);
  await until(() => kit.wall.clock.pending === 0, SOON);
  assert.equal([kit.wall.runner.viewers, kit.room.runner.viewers], [0, 0]);
});
