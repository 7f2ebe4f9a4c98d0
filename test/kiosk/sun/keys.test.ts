import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as assert from 'uvu/assert';
import { cardFileKey, issuerMetaKey } from '../../../device/sun/card-keys.ts';
import { SimulatedSunTag, type SunTagOptions } from '../../../device/sun/simulated-sun-tag.ts';
import { decode } from '../../../kiosk/cli/commands/decode.ts';
import { loadSunKeys, sunKeySets } from '../../../kiosk/sun/key-file.ts';
import { KeySetVerifier } from '../../../kiosk/sun/tag-verifier.ts';
import { projectRoot } from '../../../kiosk/system/paths.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { refusal } from '../config/kit.ts';

const test = suite('Keys of signed tags');
const META = '0123456789ABCDEF0123456789ABCDEF';
const FILE = 'FEDCBA9876543210FEDCBA9876543210';
const OLD = '00112233445566778899AABBCCDDEEFF';
const UID = '04A39493CC8680';
const SET = {
  id: 'shop',
  purpose: 'product',
  metaKey: META,
  fileKeys: [FILE, OLD],
  hosts: ['ID.Example.com'],
};

function keyFile(t: TestContext, content: unknown, mode = 0o600): string {
  const path = join(temporaryFolder(t), 'sun-keys.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  chmodSync(path, mode);
  return path;
}

function verifier(t: TestContext, ...sets: object[]): KeySetVerifier {
  return new KeySetVerifier(loadSunKeys(keyFile(t, { keySets: sets })));
}

function tag(more: Partial<SunTagOptions> = {}): SimulatedSunTag {
  return new SimulatedSunTag({
    url: 'https://id.example.com/01/09506000134352',
    uid: UID,
    metaKey: Buffer.from(META, 'hex'),
    fileKey: Buffer.from(FILE, 'hex'),
    random: (length) => new Uint8Array(length),
    ...more,
  });
}

const SIGNED = { kind: 'signed', purpose: 'product', uid: UID, counter: 1 };

test('open what a tag with the key says, also with the key before it', (t) => {
  const keys = verifier(t, SET);
  assert.equal(keys.open(tag().next()), SIGNED);
  assert.equal(keys.open(tag({ fileKey: Buffer.from(OLD, 'hex') }).next()), SIGNED);
});

test('know what claims to be theirs and is not', (t) => {
  const keys = verifier(t, SET);
  const url = tag().next();
  for (const forged of [
    url.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
    url.slice(0, -1),
    `${url}&cmac=1`,
  ])
    assert.equal(keys.open(forged), { kind: 'forged' });
  assert.equal(keys.open(tag({ metaKey: Buffer.from(OLD, 'hex') }).next()), { kind: 'forged' });
});

test('say nothing of other hosts, of other parameters and of no URL', (t) => {
  const keys = verifier(t, SET);
  for (const url of [
    tag({ url: 'https://elsewhere.example/01/09506000134352' }).next(),
    'https://id.example.com/01/09506000134352',
    'nonsense',
    '',
  ])
    assert.equal(keys.open(url), { kind: 'foreign' }, url);
});

test('without hosts speak only for what they open', (t) => {
  const keys = verifier(t, { ...SET, hosts: [] });
  assert.equal(keys.open(tag({ url: 'https://elsewhere.example/t' }).next()), SIGNED);
  assert.equal(keys.open(tag({ metaKey: Buffer.from(OLD, 'hex') }).next()), { kind: 'foreign' });
});

test('of a second set open what those of the first do not', (t) => {
  const card = {
    id: 'club',
    purpose: 'card',
    issuerKey: OLD,
    keyVersions: [2, 1],
    hosts: ['id.example.com'],
  };
  const keys = verifier(t, SET, card);
  const issuer = Buffer.from(OLD, 'hex');
  const own = tag({ metaKey: issuerMetaKey(issuer), fileKey: cardFileKey(issuer, UID, 1) });
  assert.equal(keys.open(own.next()), { ...SIGNED, purpose: 'card' });
});

test('never recognise a card that tells its UID in the clear', (t) => {
  const clear = new SimulatedSunTag({
    url: 'https://id.example.com/c',
    uid: UID,
    fileKey: Buffer.from(FILE, 'hex'),
    random: (length) => new Uint8Array(length),
  }).next();
  assert.equal(verifier(t, { ...SET, purpose: 'card' }).open(clear), { kind: 'foreign' });
  assert.equal(verifier(t, SET).open(clear), SIGNED);
});

test('take other parameters and another beginning of the signed text', (t) => {
  const parameters = { picc: 'p', mac: 'm', macFrom: '/01/' };
  const keys = verifier(t, { ...SET, parameters });
  const url = tag({ parameters: { enc: 'e', uid: 'u', counter: 'c', ...parameters } }).next();
  assert.equal(keys.open(url), SIGNED);
  assert.equal(keys.open(url.replace('09506000134352', '09506000134369')), { kind: 'forged' });
});

for (const [what, content] of [
  ['no JSON', `{"keySets":[{"metaKey":"${META}"`],
  ['no sets', { keySets: [] }],
  ['something else', []],
  ['a short key', { keySets: [{ ...SET, metaKey: META.slice(1) }] }],
  ['no key', { keySets: [{ id: 'a', purpose: 'product' }] }],
  ['two ways to keys', { keySets: [{ ...SET, issuerKey: META }] }],
  ['an unknown name', { keySets: [{ ...SET, key: META }] }],
  ['an unknown purpose', { keySets: [{ ...SET, purpose: 'door' }] }],
  ['an id twice', { keySets: [SET, SET] }],
  ['a card in the clear', { keySets: [{ id: 'a', purpose: 'card', fileKeys: [FILE] }] }],
] as const) {
  test(`are refused with ${what}, by place and without a key in the message`, (t) => {
    const message = refusal(() => loadSunKeys(keyFile(t, content)), 'TW_SUN_KEYS');
    assert.match(message, /sun-keys\.json cannot be used: /);
    assert.not.match(message, /0123456789ABCDE|FEDCBA98/);
  });
}

test('are refused when others may read them, and when they are not there', (t) => {
  for (const mode of [0o640, 0o604, 0o660])
    assert.match(
      refusal(() => loadSunKeys(keyFile(t, { keySets: [SET] }, mode)), 'TW_SUN_KEYS'),
      /chmod 600/,
    );
  refusal(() => loadSunKeys('/nonexistent/sun-keys.json'), 'TW_SUN_KEYS');
});

test('are those of the setting, else those in the data folder, else none', (t) => {
  const data = temporaryFolder(t);
  assert.equal(sunKeySets({ data, sunKeysFile: '' }), []);
  const path = keyFile(t, { keySets: [SET] });
  assert.equal(
    sunKeySets({ data, sunKeysFile: path }).map(({ id }) => id),
    ['shop'],
  );
  assert.is(sunKeySets({ data: join(path, '..'), sunKeysFile: '' }).length, 1);
  refusal(() => sunKeySets({ data, sunKeysFile: join(data, 'none') }), 'TW_SUN_KEYS');
});

test('are understood as the guide shows them', (t) => {
  const guide = readFileSync(join(projectRoot(), 'docs/guides/signed-tags.md'), 'utf8');
  const [, example = ''] = /```json\n([^`]*)```/.exec(guide) ?? [];
  assert.equal(
    loadSunKeys(keyFile(t, example)).map(({ id, purpose }) => [id, purpose]),
    [
      ['autumn-2026', 'product'],
      ['club', 'card'],
    ],
  );
});

test('open a URL on the command line, from the file of the hub', async (t) => {
  const path = keyFile(t, { keySets: [{ ...SET, id: 'other', fileKeys: [META] }, SET] });
  const run = async (url: string, ...more: string[]): Promise<unknown> =>
    JSON.parse(await decode(['sun', url, '--keys', path, ...more], Readable.from([])));
  const url = tag({ data: 'Lot 7' }).next();
  const opened = { uid: UID, counter: 1, data: 'Lot 7' };
  assert.equal(await run(url), { ...opened, valid: true });
  assert.equal(await run(url, '--previous-counter', '1'), { ...opened, valid: false, reason: 'replayed' });
  assert.equal(await run(tag({ fileKey: Buffer.alloc(16) }).next()), {
    uid: UID,
    counter: 1,
    valid: false,
    reason: 'wrong_mac',
  });
  for (const [wrong, code] of [
    ['https://elsewhere.example/', 'TW_SUN_KEYS'],
    [url.replace('picc_data=', 'picc_data=0'), 'TW_SUN_MALFORMED'],
  ] as const)
    try {
      await run(wrong);
      assert.unreachable();
    } catch (error) {
      assert.is((error as { code?: string }).code, code);
    }
});
