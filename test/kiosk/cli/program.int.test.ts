import { createServer } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { COMMANDS } from '../../../kiosk/cli/commands.ts';
import { fileTimeout, suite, type TestContext } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { failure, READY_MS, run, runUnread, serve } from './kit.ts';

const test = suite('The program tapwall');
const SLOW = { timeout: READY_MS };
fileTimeout(400_000);

test(
  'prints help for every command, and for itself',
  async () => {
    const help = await run(['help']);
    assert.is(help.code, 0);
    for (const name of Object.keys(COMMANDS)) {
      assert.match(help.stdout, new RegExp(`^  ${name} `, 'm'));
      const { code, stdout, stderr } = await run([name, '--help']);
      assert.equal([code, stderr], [0, ''], name);
      assert.match(stdout, new RegExp(`^tapwall ${name}.*\\[FLAGS\\]`));
    }
  },
  { timeout: 120_000 },
);

const WRONG: [string[], string, Record<string, string>?][] = [
  [['frobnicate'], 'TW_USAGE'],
  [['kiosk', '--no-such-flag'], 'TW_USAGE'],
  [['kiosk', 'stray'], 'TW_USAGE'],
  [['kiosk'], 'TW_CONFIG_INVALID'],
  [['kiosk', '--store', 'S', '--kiosk-port', 'x'], 'TW_CONFIG_INVALID'],
  [['kiosk', '--store', 'S', '--config', '/nonexistent.json'], 'TW_CONFIG_UNREADABLE'],
  [['kiosk', '--store', 'S', '--data', '/dev/null/x'], 'TW_DATA_DIR'],
  [['hub', '--data', '/proc/x'], 'TW_DATA_DIR'],
  [['kiosk', '--store', 'S', '--broker', 'mqtt://'], 'TW_CONFIG_INVALID'],
  [['kiosk', '--store', 'S', '--kiosk-host', '203.0.113.7'], 'TW_CONFIG_INVALID'],
  [['kiosk', '--store', 'S', '--loyalty-key-file', '/nonexistent.key'], 'TW_LOYALTY_KEY'],
  [['kiosk', '--store', 'S', '--broker-password-file', '/nonexistent'], 'TW_CONFIG_INVALID'],
  [['kiosk', '--store', 'S'], 'TW_CONFIG_INVALID', { TAPWALL_ACK: 'perhaps' }],
  [['import'], 'TW_USAGE'],
  [['import', '--stores', 'a', '--source', 'b'], 'TW_USAGE'],
  [['import', '--products', 'a', '--currency', 'euro'], 'TW_USAGE'],
  [['decode', 'ndef', 'D101'], 'TW_NDEF_TRUNCATED'],
  [['decode'], 'TW_USAGE'],
  [['hub', '--sun-keys-file', '/nonexistent.json'], 'TW_SUN_KEYS'],
  [['tap', '--odd', 'blank', '--kiosk', 'http://127.0.0.1:1'], 'TW_UNREACHABLE'],
  [['tap', '--odd', 'blank', '--kiosk', 'nonsense'], 'TW_UNREACHABLE'],
  [['tap', '--odd', 'none', '--vpcd', '127.0.0.1:1'], 'TW_USAGE'],
  [['tap', '--card', 'anna', '--vpcd', '127.0.0.1:1'], 'TW_USAGE'],
  [['tap', '--odd', 'blank', '--vpcd', '127.0.0.1:1'], 'TW_UNREACHABLE'],
  [['tap', '--odd', 'blank', '--vpcd', '127.0.0.1:1', '--seconds', 'long'], 'TW_USAGE'],
];

for (const [args, code, env] of WRONG) {
  test(
    `answers ${args.join(' ')} with ${code}, one line and exit code 2`,
    async (t) => {
      const data = args.includes('--data') || args[0] === 'tap' ? {} : { TAPWALL_DATA: temporaryFolder(t) };
      const ended = await run(args, { ...data, ...env });
      assert.equal([failure(ended).code, ended.code, ended.stdout], [code, 2, '']);
    },
    SLOW,
  );
}

test(
  'ends in peace when nobody reads what it prints',
  async () => {
    for (const args of [['decode', 'gs1', '9506000134352'], ['doctor', '--help'], ['help']]) {
      const { code, stderr } = await runUnread(args);
      assert.equal([code, stderr], [0, ''], args.join(' '));
    }
  },
  SLOW,
);

async function takenPort(t: TestContext): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  return String(typeof address === 'object' ? address?.port : 0);
}

for (const [args, flag] of [
  [['kiosk', '--store', 'S'], '--kiosk-port'],
  [['hub'], '--hub-port'],
  [['hub', '--hub-port', '0'], '--mqtt-port'],
] as const) {
  test(
    `refuses a port that is taken and was asked for by ${flag}`,
    async (t) => {
      const port = await takenPort(t);
      const ended = await run([...args, flag, port], { TAPWALL_DATA: temporaryFolder(t) });
      assert.is(ended.code, 2);
      assert.is(failure(ended).code, 'TW_PORT_TAKEN');
      assert.ok(failure(ended).message.includes(port));
    },
    SLOW,
  );
}

test(
  'says a taken port once, and leaves nothing running, when all parts are started',
  async (t) => {
    const port = await takenPort(t);
    const ended = await run(['start', '--hub-port', port, '--mqtt-port', '0', '--data', temporaryFolder(t)]);
    assert.equal([ended.code, failure(ended).code, ended.stdout], [2, 'TW_PORT_TAKEN', '']);
  },
  SLOW,
);

test(
  'runs a kiosk without hub and broker: one ready line, a clean end, nothing left to wait for',
  async (t) => {
    const kiosk = await serve(t, [
      'kiosk',
      '--store',
      'S',
      '--data',
      temporaryFolder(t),
      '--kiosk-port',
      '0',
      '--broker',
      'mqtt://127.0.0.1:1',
    ]);
    assert.equal(Object.keys(kiosk.ready), ['event', 'kiosk', 'mqtt']);
    const health = (await (await fetch(`${kiosk.ready['kiosk']}/api/health`)).json()) as { status: string };
    assert.is(health.status, 'ok');
    const before = performance.now();
    assert.is(await kiosk.end(), 0);
    assert.ok(performance.now() - before < 4_000, 'it ended at once');
    assert.is(kiosk.output.stdout.trimEnd().split('\n').length, 1);
    assert.not.match(kiosk.output.stderr, /"level":50/);
  },
  SLOW,
);

test(
  'says what was tapped, and leaves the folder of a running kiosk alone',
  async (t) => {
    const data = temporaryFolder(t);
    const own = [
      'kiosk',
      '--store',
      'S',
      '--data',
      data,
      '--kiosk-port',
      '0',
      '--broker',
      'mqtt://127.0.0.1:1',
    ];
    const kiosk = await serve(t, [...own, '--virtual-hardware', 'on']);
    const tapped = await run(['tap', '--odd', 'blank', '--kiosk', kiosk.ready['kiosk'] ?? '']);
    assert.equal([tapped.code, tapped.stderr], [0, '']);
    assert.equal(JSON.parse(tapped.stdout), {
      event: 'tapped',
      reader: 'virtual-reader-1',
      oddity: 'blank',
    });
    const second = await run(own);
    assert.equal([second.code, failure(second).code, second.stdout], [2, 'TW_DATA_IN_USE', '']);
  },
  SLOW,
);

test(
  'does not repeat the UID of a card that was put on a reader of pcscd',
  async (t) => {
    const vpcd = createServer((socket) => socket.resume());
    await new Promise<void>((resolve) => void vpcd.listen(0, '127.0.0.1', resolve));
    t.after(() => vpcd.close());
    const address = vpcd.address();
    const place = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const ended = await run(['tap', '--card', '04A1B2C3', '--vpcd', place, '--seconds', '0.05']);
    assert.equal([ended.code, ended.stderr], [0, '']);
    assert.equal(JSON.parse(ended.stdout), { event: 'tapped', vpcd: place, card: true });
  },
  SLOW,
);

test(
  'replaces a default port that is taken, and says so',
  async (t) => {
    const data = temporaryFolder(t);
    const args = ['kiosk', '--store', 'S', '--broker', 'mqtt://127.0.0.1:1'];
    const first = createServer();
    // Somebody else may have 7300 already; then it is taken just as well.
    await new Promise<void>(
      (resolve) => void first.once('error', () => resolve()).listen(7300, '127.0.0.1', resolve),
    );
    t.after(() => first.close());
    const kiosk = await serve(t, [...args, '--data', data]);
    assert.not.match(kiosk.ready['kiosk'] ?? '', /:7300$/);
    assert.match(kiosk.output.stderr, /port 7300 is taken; the kiosk uses a free one instead/);
  },
  SLOW,
);

test(
  'ends with a sentence when what answers is no kiosk',
  async (t) => {
    const other = createServer((socket) => socket.end('HTTP/1.1 500 Oops\r\ncontent-length: 3\r\n\r\nno!'));
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
    t.after(() => other.close());
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const ended = await run(['tap', '--odd', 'blank', '--kiosk', `http://127.0.0.1:${port}`]);
    assert.equal([ended.code, failure(ended).code], [2, 'TW_LAB_REQUEST']);
  },
  SLOW,
);

test(
  'reads tapwall.json in the data folder',
  async (t) => {
    const data = temporaryFolder(t);
    writeFileSync(join(data, 'tapwall.json'), '{"kioskPort":"many"}');
    const ended = await run(['kiosk', '--store', 'S', '--data', data]);
    assert.match(failure(ended).message, /kioskPort is "many".*tapwall\.json/);
  },
  SLOW,
);
