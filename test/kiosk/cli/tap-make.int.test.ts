/** `tapwall tap --write` and `--learn` as a person runs them: another process, a running kiosk, a tag. */
import * as assert from 'uvu/assert';
import { simulatedTag } from '../../../device/nfc/simulated-tag.ts';
import { simulatedClassic } from '../../../device/nfc/simulated-card.ts';
import { decodeType2 } from '../../../device/nfc/type2-read.ts';
import { VpcdCard } from '../../../device/nfc/vpcd-card.ts';
import { fileTimeout, suite, type TestContext } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { until } from '../../support/until.ts';
import { createPcscd } from '../../device/pcscd.ts';
import { READY_MS, run, serve, type Ended } from './kit.ts';

const test = suite('tapwall tap --write and --learn');
const SLOW = { timeout: 2 * READY_MS };
fileTimeout(400_000);

const GTIN = '09506000134352';
const LINK = `https://id.example.com/01/${GTIN}/21/1234`;
const WRITE = ['tap', '--write', '--gtin', GTIN, '--serial', '1234', '--domain', 'https://id.example.com'];

async function kiosk(
  t: TestContext,
  flags: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const own = [
    'kiosk',
    '--store',
    'S',
    '--data',
    temporaryFolder(t),
    '--kiosk-port',
    '0',
    '--broker',
    'mqtt://127.0.0.1:1',
  ];
  const { ready } = await serve(t, [...own, ...flags], env);
  return ready['kiosk'] ?? '';
}

/** The failure is the last line; sentences for the person come before it. */
function failed({ code, stderr }: Ended): [number | null, string] {
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  return [code, (JSON.parse(last) as { error: { code: string } }).error.code];
}

test(
  'writes a blank tag on a virtual reader and prints one line',
  async (t) => {
    const url = await kiosk(t, ['--virtual-hardware', 'on']);
    const ended = await run([...WRITE, '--kiosk', url]);
    assert.is(ended.code, 0, ended.stderr);
    assert.equal(JSON.parse(ended.stdout), {
      event: 'written',
      reader: 'virtual-reader-1',
      uid: '04D0D0D0D0D0D0',
      link: LINK,
      verified: true,
      locked: false,
    });
    assert.match(ended.stderr, 'Hold the tag flat to virtual-reader-1');
    const card = await run([...WRITE, '--kiosk', url, '--odd', 'unknown_card']);
    assert.equal([...failed(card), card.stdout], [2, 'TW_TAGS_PERSONAL', '']);
    const reader = await run([...WRITE, '--kiosk', url, '--reader', 'reader-9']);
    assert.equal([...failed(reader), reader.stderr.trimEnd().split('\n').length], [2, 'TW_TAGS_READER', 1]);
    const learn = await run(['tap', '--learn', '--sku', 'NOTHING', '--kiosk', url]);
    assert.equal(failed(learn), [2, 'TW_TAGS_PRODUCT']);
  },
  SLOW,
);

for (const [args, code] of [
  [['tap', '--write'], 'TW_USAGE'],
  [['tap', '--learn'], 'TW_USAGE'],
  [['tap', '--write', '--learn', '--sku', 'A'], 'TW_USAGE'],
  [['tap', '--write', '--gtin', GTIN, '--seconds', 'long'], 'TW_USAGE'],
  [[...WRITE, '--kiosk', 'http://127.0.0.1:1'], 'TW_UNREACHABLE'],
] as const) {
  test(
    `answers ${args.join(' ')} with ${code}, one line and exit code 2`,
    async () => {
      const ended = await run(args);
      assert.equal([...failed(ended), ended.stdout], [2, code, '']);
      assert.is(ended.stderr.trimEnd().split('\n').length, 1);
    },
    SLOW,
  );
}

test(
  'writes the tag that somebody holds to a reader of a real pcscd, and refuses a card',
  async (t) => {
    const pcscd = await createPcscd();
    t.after(() => pcscd.dispose());
    await pcscd.start();
    const socket = pcscd.env['PCSCLITE_CSOCK_NAME'] ?? '';
    const url = await kiosk(t, [], { PCSCLITE_CSOCK_NAME: socket });
    const hand = new VpcdCard({ port: pcscd.ports[0] });
    t.after(() => hand.remove());
    const states = async (): Promise<string> => (await fetch(`${url}/api/health`)).text();
    let health = '';
    await until(() => {
      void states().then((text) => (health = text));
      return /"id":"reader-1","driver":"pcsc","status":"connected"/.test(health);
    }, READY_MS);

    const tag = simulatedTag({ uid: '04A1B2C3D4E580', unformatted: true });
    await hand.insert(tag);
    const written = await run([...WRITE, '--kiosk', url]);
    assert.is(written.code, 0, written.stderr);
    const { reader, uid, link, verified } = JSON.parse(written.stdout) as Record<string, unknown>;
    assert.equal([reader, uid, link, verified], ['reader-1', '04A1B2C3D4E580', LINK, true]);
    assert.is(decodeType2(tag.memory).records[0]?.uri, LINK);

    // Now it holds something, so it is left alone until it is meant.
    const resting = await run([...WRITE, '--serial', '2', '--seconds', '5', '--kiosk', url]);
    assert.equal(failed(resting), [2, 'TW_TAGS_LIFT']);
    const over = await run([...WRITE, '--overwrite', '--lock', '--kiosk', url]);
    assert.ok((JSON.parse(over.stdout) as { locked: boolean }).locked, over.stderr);

    await hand.insert(simulatedClassic('DEADBEEF'));
    const card = await run([...WRITE, '--kiosk', url]);
    assert.equal(failed(card), [2, 'TW_TAGS_PERSONAL']);
    await hand.remove();
    const none = await run([...WRITE, '--seconds', '5', '--kiosk', url]);
    assert.equal(failed(none), [2, 'TW_TAGS_NO_TAG']);
    const played = await run([...WRITE, '--kiosk', url, '--vpcd', `127.0.0.1:${pcscd.ports[0]}`]);
    assert.is(played.code, 0, played.stderr);
  },
  { timeout: 4 * READY_MS },
);
