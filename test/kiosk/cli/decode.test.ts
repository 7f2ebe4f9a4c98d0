import { Readable } from 'node:stream';
import * as assert from 'uvu/assert';
import { toHex } from '../../../device/bytes.ts';
import { encodeNdef, textRecord, uriRecord } from '../../../device/ndef/encode.ts';
import { simulatedTag } from '../../../device/nfc/simulated-tag.ts';
import { SimulatedSunTag } from '../../../device/sun/simulated-sun-tag.ts';
import { decode } from '../../../kiosk/cli/commands/decode.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('tapwall decode');

/** Runs the command; `input` is what standard input holds. Fails unless one line of JSON comes out. */
async function json(args: readonly string[], input = ''): Promise<unknown> {
  const text = await decode(args, Readable.from([Buffer.from(input)]));
  assert.match(text, /^\{[^\n]*\}\n$/);
  return JSON.parse(text);
}

async function codeOf(
  args: readonly string[],
  source: AsyncIterable<Uint8Array> = Readable.from([]),
): Promise<string> {
  try {
    await decode(args, source);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
  return 'decoded';
}

const LINK = 'https://id.gs1.org/01/09506000134352';
const RECORD = { tnf: 1, type: 'U', id: '', payload: toHex(uriRecord(LINK).payload), uri: LINK };
const MESSAGE = toHex(encodeNdef([uriRecord(LINK)]));

test('prints the records of a message, whatever is between its digits', async () => {
  const spaced = MESSAGE.replaceAll(/(..)/g, '$1 ').trim();
  for (const args of [
    [MESSAGE],
    [MESSAGE.toLowerCase()],
    [spaced],
    spaced.split(' '),
    [spaced.replaceAll(' ', ':')],
  ])
    assert.equal(await json(['ndef', ...args]), { records: [RECORD] });
  assert.equal(await json(['ndef', '-'], `${spaced.replaceAll(' ', '\r\n')}\n`), { records: [RECORD] });
});

test('prints text and language of a text record', async () => {
  const message = toHex(encodeNdef([textRecord({ text: 'Grüße', lang: 'de' })]));
  const { records } = (await json(['ndef', message])) as { records: { text: string; lang: string }[] };
  assert.equal(
    records.map(({ text, lang }) => [text, lang]),
    [['Grüße', 'de']],
  );
});

test('prints the UID and the records of a memory image', async () => {
  const { memory } = simulatedTag({ uid: '04A1B2C3D4E580', ndef: [uriRecord(LINK)] });
  assert.equal(await json(['type2', toHex(memory)]), { uid: '04A1B2C3D4E580', records: [RECORD] });
  const blank = simulatedTag({ uid: '04A1B2C3D4E580' });
  assert.equal(await json(['type2', toHex(blank.memory)]), { uid: '04A1B2C3D4E580', records: [] });
});

const GS = '\u001D';
const GS1 = {
  ais: [
    ['01', '09506000134352'],
    ['10', 'A-1'],
    ['21', '1234'],
  ],
  digitalLink: 'https://id.gs1.org/01/09506000134352/10/A-1/21/1234',
};

test('prints application identifiers, whatever way they came', async () => {
  const elements = `010950600013435210A-1${GS}211234`;
  for (const text of [`]C1${elements}`, `]d2${elements}`, `^${elements.replace(GS, '^')}`, GS1.digitalLink])
    assert.equal(await json(['gs1', text]), GS1, text);
  assert.equal(await json(['gs1', '(01)09506000134352(10)A-1(21)1234']), GS1);
  assert.equal(await json(['gs1', '-'], `]C1${elements}\r\n`), GS1);
  assert.equal(await json(['gs1', '-'], `]C1${elements}\r`), GS1, 'as a scanner sends it');
  assert.equal(await json(['gs1', '-'], `\uFEFF]C1${elements}\n`), GS1, 'from a file with a byte order mark');
  assert.equal(await json(['gs1', ']E09506000134352']), {
    ais: [['01', '09506000134352']],
    digitalLink: 'https://id.gs1.org/01/09506000134352',
  });
});

test('prints the URIs and the key of an EPC', async () => {
  // The worked SGTIN-96 of the EPC Tag Data Standard.
  const sgtin = {
    scheme: 'sgtin-96',
    tagUri: 'urn:epc:tag:sgtin-96:3.0614141.812345.6789',
    pureUri: 'urn:epc:id:sgtin:0614141.812345.6789',
    gtin: '80614141123458',
    serial: '6789',
    digitalLink: 'https://id.gs1.org/01/80614141123458/21/6789',
  };
  for (const hex of ['3074257BF7194E4000001A85', '30 74 25 7b f7 19 4e 40 00 00 1a 85'])
    assert.equal(await json(['epc', hex]), sgtin);
  const text = await decode(['epc', '3074257BF7194E4000001A85'], Readable.from([]));
  assert.is(text, `${JSON.stringify(sgtin)}\n`, 'in this order');
});

const ZERO = '0'.repeat(32);
const KEYS = ['--meta-key', ZERO, '--file-key', ZERO];
const SUN =
  'https://www.my424dna.com/?picc_data=FD91EC264309878BE6345CBE53BADF40&enc=CEE9A53E3E463EF1F459635736738962&cmac=ECC1E7F6C6C73BF6';
const OPENED = { uid: '04958CAA5C5E80', counter: 8, data: 'xxxxxxxxxxxxxxxx' };

test('opens a signed URL', async () => {
  assert.equal(await json(['sun', SUN, ...KEYS]), { ...OPENED, valid: true });
  assert.equal(await json(['sun', ...KEYS, '-'], `${SUN}\n`), { ...OPENED, valid: true });
  assert.equal(await json(['sun', SUN, ...KEYS, '--previous-counter', '7']), { ...OPENED, valid: true });
});

test('answers false and a reason to a copy and to a wrong MAC', async () => {
  assert.equal(await json(['sun', SUN, ...KEYS, '--previous-counter=8']), {
    ...OPENED,
    valid: false,
    reason: 'replayed',
  });
  const { uid, counter } = OPENED;
  const wrong = [SUN.replace('ECC1', 'ECC2'), ...KEYS];
  assert.equal(await json(['sun', ...wrong]), { uid, counter, valid: false, reason: 'wrong_mac' });
  const key = ['--meta-key', '1'.repeat(32), '--file-key', ZERO];
  assert.equal(await json(['sun', SUN, ...key]), { valid: false, reason: 'wrong_key' });
});

test('opens a URL with UID and counter in the clear, which needs one key', async () => {
  const url = 'https://a.example/?uid=041E3C8A2D6B80&ctr=000006&cmac=4B00064004B0B3D3';
  const opened = { uid: '041E3C8A2D6B80', counter: 6, valid: true };
  assert.equal(await json(['sun', url, '--file-key', ZERO]), opened);
  const renamed = url.replace('uid', 'u').replace('ctr', 'n').replace('cmac', 'm');
  const names = ['--uid-param', 'u', '--ctr-param', 'n', '--mac-param', 'm'];
  assert.equal(await json(['sun', renamed, '--file-key', ZERO, ...names]), opened);
});

test('takes the other names and the other beginning of the signed text', async () => {
  const parameters = { picc: 'p', enc: 'd', mac: 'c', uid: 'u', counter: 'n', macFrom: 'p' };
  const tag = new SimulatedSunTag({
    url: 'https://a.example/t',
    uid: '04A1B2C3D4E5F6',
    metaKey: new Uint8Array(16),
    fileKey: new Uint8Array(16),
    data: '\u0001',
    parameters,
    random: (length) => new Uint8Array(length),
  });
  const names = ['--picc-param', 'p', '--enc-param', 'd', '--mac-param', 'c', '--mac-from', 'p'];
  assert.equal(await json(['sun', tag.next(), ...KEYS, ...names]), {
    uid: '04A1B2C3D4E5F6',
    counter: 1,
    data: `01${'00'.repeat(15)}`,
    valid: true,
  });
});

test('derives the keys of a card from its issuer’s', async () => {
  const issuer = ['--issuer-key', '00000000000000000000000000000001'];
  const { issuerMetaKey, cardFileKey } = await import('../../../device/sun/card-keys.ts');
  const key = Buffer.from(issuer[1] ?? '', 'hex');
  const tag = new SimulatedSunTag({
    url: 'https://a.example/t',
    uid: '04A39493CC8680',
    metaKey: issuerMetaKey(key),
    fileKey: cardFileKey(key, '04A39493CC8680', 3),
    random: (length) => new Uint8Array(length),
  });
  const url = tag.next();
  const opened = { uid: '04A39493CC8680', counter: 1 };
  assert.equal(await json(['sun', url, ...issuer, '--key-version', '3']), { ...opened, valid: true });
  assert.equal(await json(['sun', url, ...issuer]), { ...opened, valid: false, reason: 'wrong_mac' });
});

for (const [args, code] of [
  [[], 'TW_USAGE'],
  [['gs2', 'x'], 'TW_USAGE'],
  [['constructor', 'x'], 'TW_USAGE'],
  [['ndef'], 'TW_USAGE'],
  [['ndef', '--quick', 'D0'], 'TW_USAGE'],
  [['ndef', ''], 'TW_USAGE'],
  [['ndef', '-'], 'TW_DECODE_INPUT'],
  [['ndef', 'D'], 'TW_DECODE_INPUT'],
  [['ndef', 'xyz'], 'TW_DECODE_INPUT'],
  [['ndef', '-D0'], 'TW_DECODE_INPUT'],
  [['ndef', 'D101'], 'TW_NDEF_TRUNCATED'],
  [['ndef', '19'], 'TW_NDEF_TRUNCATED'],
  [['type2', '00'], 'TW_NFC_MEMORY_INVALID'],
  [['gs1', '--', '--help'], 'TW_GS1_NOT_GS1'],
  [['gs1', '-x'], 'TW_GS1_NOT_GS1'],
  [['gs1', '(01)09506000134353'], 'TW_GS1_CHECK_DIGIT'],
  [['gs1', '(01)09506000134352', '(21)1'], 'TW_USAGE'],
  [['epc', '3074257BF7194E4000001A8'], 'TW_DECODE_INPUT'],
  [['epc', '3074257BF7194E40'], 'TW_EPC_LENGTH'],
  [['epc', 'E2801170200014CD9B5A08EC'], 'TW_EPC_NOT_GS1'],
  [['sun', SUN], 'TW_USAGE'],
  [['sun', SUN, '--file-key', ZERO], 'TW_USAGE'],
  [['sun', SUN, ...KEYS, 'more'], 'TW_USAGE'],
  [['sun', SUN, '--meta-key', ZERO, '--file-key', 'secret'], 'TW_USAGE'],
  [['sun', SUN, ...KEYS, '--previous-counter', '16777216'], 'TW_USAGE'],
  [['sun', SUN, ...KEYS, '--previous-counter', '-1'], 'TW_USAGE'],
  [['sun', SUN, ...KEYS, '--previous-counter', '1e3'], 'TW_USAGE'],
  [['sun', SUN.replace('FD91', 'FD9'), ...KEYS], 'TW_SUN_MALFORMED'],
  [['sun', SUN.replace('&enc', '0123456789ABCDEF&enc'), ...KEYS], 'TW_SUN_LRP'],
  [['sun', LINK, ...KEYS], 'TW_SUN_NO_MESSAGE'],
] as const) {
  test(`refuses ${args.join(' ').slice(0, 60)} with ${code}`, async () => {
    assert.is(await codeOf(args), code);
  });
}

test('says which key is wrong, and not what it is', async () => {
  try {
    await decode(['sun', SUN, '--meta-key', ZERO, '--file-key', 'C0FFEE'], Readable.from([]));
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), /--file-key/);
    assert.not.match(String(error), /C0FFEE/);
  }
});

test('stops reading an input without end', async () => {
  let chunks = 0;
  const endless: AsyncIterable<Uint8Array> = (async function* () {
    for (;;) {
      chunks += 1;
      yield Buffer.alloc(1024 * 1024, 'D');
    }
  })();
  assert.is(await codeOf(['ndef', '-'], endless), 'TW_DECODE_INPUT');
  assert.is(chunks, 5);
});

test('has help of its own for every kind, with an example', async () => {
  const help = await decode(['--help'], Readable.from([]));
  for (const kind of ['ndef', 'type2', 'gs1', 'epc', 'sun']) {
    assert.match(help, new RegExp(`^  ${kind} [A-Z]+ `, 'm'));
    const own = await decode([kind, '-h'], Readable.from([]));
    assert.match(
      own,
      new RegExp(`^tapwall decode ${kind} [A-Z]+ \\[FLAGS\\]\n[^]*\nExamples:\n  tapwall decode ${kind} `),
    );
  }
});
