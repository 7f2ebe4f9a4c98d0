import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { fromHex, toHex } from '../../device/bytes.ts';
import { isDeviceError } from '../../device/errors.ts';
import { cardFileKey, issuerMetaKey } from '../../device/sun/card-keys.ts';
import { aesCmac, encryptBlock } from '../../device/sun/cmac.ts';
import { decryptPiccData, encryptPiccData } from '../../device/sun/picc-data.ts';
import { SimulatedSunTag, type SunTagOptions } from '../../device/sun/simulated-sun-tag.ts';
import {
  DEFAULT_SUN_PARAMETERS,
  parseSunUrl,
  sunShape,
  type SunParameters,
} from '../../device/sun/sun-url.ts';
import { verifySun, type SunKeys, type SunResult } from '../../device/sun/verify.ts';
import { suite } from '../harness/suite.ts';

const test = suite('SUN messages');

function hex(text: string): Uint8Array {
  return fromHex(text) ?? new Uint8Array();
}

const ZERO = new Uint8Array(16);
const ZEROS: SunKeys = { metaKey: ZERO, fileKey: ZERO };
const E_AND_C: SunParameters = { ...DEFAULT_SUN_PARAMETERS, picc: 'e', mac: 'c' };

function verify(url: string, keys: SunKeys = ZEROS, previous?: number): SunResult {
  return verifySun(parseSunUrl(url), keys, previous);
}

function verifyNamed(url: string, names: SunParameters, keys: SunKeys = ZEROS): SunResult {
  return verifySun(parseSunUrl(url, names), keys);
}

/** RFC 4493, section 4. */
const CMAC_KEY = hex('2b7e151628aed2a6abf7158809cf4f3c');
const CMAC_TEXT = hex(
  '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710',
);
for (const [length, mac] of [
  [0, 'bb1d6929e95937287fa37d129b756746'],
  [16, '070a16b46b4d4144f79bdd9dd04a287c'],
  [40, 'dfa66747de9ae63030ca32611497c827'],
  [64, '51f0bebf7e3b9d92fc49741779363cfe'],
] as const) {
  test(`rest on the CMAC of RFC 4493 for ${length} bytes`, () => {
    assert.is(toHex(aesCmac(CMAC_KEY, CMAC_TEXT.subarray(0, length))), mac.toUpperCase());
  });
}

/** AN12196, tables 2 and 4. */
const ENCRYPTED = 'https://ntag.nxp.com/424?e=EF963FF7828658A599F3041510671E88&c=94EED9EE65337086';
/** AN12196, table 5. */
const WITH_DATA =
  'https://www.my424dna.com/?picc_data=FD91EC264309878BE6345CBE53BADF40&enc=CEE9A53E3E463EF1F459635736738962&cmac=ECC1E7F6C6C73BF6';
const PLAIN = 'https://sdm.example/tagpt?uid=041E3C8A2D6B80&ctr=000006&cmac=4B00064004B0B3D3';

test('open encrypted PICC data, under other parameter names', () => {
  assert.equal(verifyNamed(ENCRYPTED, E_AND_C), {
    uid: '04DE5F1EACC040',
    counter: 61,
    valid: true,
  });
});

test('open encrypted file data, which the MAC covers with the name of its own parameter', () => {
  const { data, ...rest } = verify(WITH_DATA);
  assert.equal(rest, { uid: '04958CAA5C5E80', counter: 8, valid: true });
  assert.is(Buffer.from(data ?? []).toString(), 'xxxxxxxxxxxxxxxx');
  const names = { ...DEFAULT_SUN_PARAMETERS, mac: 'mac' };
  assert.is(verifyNamed(WITH_DATA.replace('cmac=', 'mac='), names).problem, 'wrong_mac');
});

test('have the counter most significant digit first when it is in the clear', () => {
  assert.equal(verify(PLAIN), { uid: '041E3C8A2D6B80', counter: 6, valid: true });
  assert.is(verify(PLAIN.replace('000006', '060000')).problem, 'wrong_mac');
});

test('are told from copies by their counter', () => {
  assert.is(verify(PLAIN, ZEROS, 5).valid, true);
  for (const previous of [6, 7]) assert.equal(verify(PLAIN, ZEROS, previous).problem, 'replayed');
  assert.is(verify(PLAIN, ZEROS, 0).valid, true);
});

test('are not valid once any digit is another', () => {
  for (const name of ['picc_data', 'enc', 'cmac']) {
    const at = WITH_DATA.indexOf(`${name}=`) + name.length + 1;
    for (const offset of [0, 7, 15]) {
      const digit = WITH_DATA[at + offset] === '0' ? '1' : '0';
      const result = verify(WITH_DATA.slice(0, at + offset) + digit + WITH_DATA.slice(at + offset + 1));
      assert.is(result.valid, false, `${name} ${offset}`);
      assert.is(result.data, undefined);
    }
  }
});

test('say that a key is wrong, whichever it is', () => {
  const other = Buffer.alloc(16, 9);
  assert.equal(verify(WITH_DATA, { metaKey: other, fileKey: ZERO }), { valid: false, problem: 'wrong_key' });
  assert.equal(verify(WITH_DATA, { fileKey: ZERO }), { valid: false, problem: 'wrong_key' });
  assert.equal(verify(WITH_DATA, { metaKey: ZERO, fileKey: other }), {
    uid: '04958CAA5C5E80',
    counter: 8,
    valid: false,
    problem: 'wrong_mac',
  });
});

const P = '0123456789ABCDEF0123456789ABCDEF';
const M = '0123456789ABCDEF';
for (const [query, code] of [
  ['', 'TW_SUN_NO_MESSAGE'],
  [`picc_data=${P}`, 'TW_SUN_NO_MESSAGE'],
  [`cmac=${M}`, 'TW_SUN_NO_MESSAGE'],
  [`picc_data=${P}0123456789ABCDEF&cmac=${M}`, 'TW_SUN_LRP'],
  [`picc_data=${P}AB&cmac=${M}`, 'TW_SUN_MALFORMED'],
  [`picc_data=${P.slice(1)}&cmac=${M}`, 'TW_SUN_MALFORMED'],
  [`picc_data=${P.replace('F', 'G')}&cmac=${M}`, 'TW_SUN_MALFORMED'],
  [`picc_data=&cmac=${M}`, 'TW_SUN_MALFORMED'],
  [`picc_data=${P.replace('45', '4:5')}&cmac=${M}`, 'TW_SUN_MALFORMED'],
  [`picc_data=${P}&cmac=${M}00`, 'TW_SUN_MALFORMED'],
  [`picc_data=${P}&cmac=`, 'TW_SUN_MALFORMED'],
  [`picc_data=${P}&enc=${M}&cmac=${M}`, 'TW_SUN_MALFORMED'],
  [`picc_data=${P}&enc=&cmac=${M}`, 'TW_SUN_MALFORMED'],
  [`picc_data=${P}&cmac=${M}&enc=${P}`, 'TW_SUN_MALFORMED'],
  [`picc_data=${P}&cmac=${M}&cmac=${M}`, 'TW_SUN_MALFORMED'],
  [`uid=04AABB&ctr=000001&cmac=${M}`, 'TW_SUN_MALFORMED'],
  [`uid=04AABBCCDDEEFF&ctr=1&cmac=${M}`, 'TW_SUN_MALFORMED'],
  [`ctr=00000G&cmac=${M}`, 'TW_SUN_MALFORMED'],
  [`picc_data=${P}&cmac=${M}&x=${'0'.repeat(1024)}`, 'TW_SUN_MALFORMED'],
] as const) {
  test(`are refused with ${code}: ${query.slice(0, 70)}`, () => {
    try {
      parseSunUrl(`https://a.example/t?${query}`);
      assert.unreachable();
    } catch (error) {
      assert.ok(isDeviceError(error, code), String(error));
    }
  });
}

test('may leave out the UID or the counter', () => {
  for (const picc of [
    { uid: '04AABBCCDDEEFF' },
    { counter: 0x010203 },
    { uid: '04AABBCCDDEEFF', counter: 1 },
  ]) {
    assert.equal(decryptPiccData(CMAC_KEY, encryptPiccData(CMAC_KEY, picc, Buffer.alloc(16, 5))), picc);
  }
  const [uidOnly] = [PLAIN.replace('&ctr=000006', '')];
  assert.is(verify(uidOnly, ZEROS, 5).problem, 'wrong_mac');
  const mac = toHex(
    aesCmac(aesCmac(ZERO, hex('3CC300010080041E3C8A2D6B80000000')), new Uint8Array()).filter(
      (_b, i) => i % 2 === 1,
    ),
  );
  const good = uidOnly.replace('4B00064004B0B3D3', mac);
  assert.equal(verify(good), { uid: '041E3C8A2D6B80', valid: true });
  assert.is(verify(good, ZEROS, 5).problem, 'no_counter');
});

/** Tag bytes that no tag writes: unknown bits, lengths that do not fit. */
for (const tag of [0x00, 0x07, 0x80, 0x84, 0x8a, 0xc0, 0x47, 0xe7, 0xd7]) {
  test(`know no PICC data that begins with ${tag.toString(16)}`, () => {
    const plain = Buffer.concat([Buffer.of(tag), Buffer.alloc(15, 4)]);
    assert.is(decryptPiccData(ZERO, encryptBlock(ZERO, plain)), undefined);
  });
}

const BASE: SunTagOptions = {
  url: 'https://id.example.com/01/09506000134352/21/1?linkType=all',
  uid: '04A1B2C3D4E5F6',
  metaKey: Buffer.alloc(16, 1),
  fileKey: Buffer.alloc(16, 2),
  random: (length) => Buffer.alloc(length, 3),
};
const KEYS: SunKeys = { metaKey: BASE.metaKey, fileKey: BASE.fileKey };

test('of a simulated tag are each another and each valid once', () => {
  const tag = new SimulatedSunTag({ ...BASE, data: 'Batch 7', counter: 0xfe });
  let previous = 0;
  for (const counter of [0xff, 0x100, 0x101]) {
    const url = tag.next();
    assert.ok(url.startsWith(`${BASE.url}&picc_data=`));
    const result = verify(url, KEYS, previous);
    assert.equal([result.valid, result.uid, result.counter], [true, BASE.uid, counter]);
    assert.is(
      Buffer.from(result.data ?? [])
        .toString()
        .replaceAll('\0', ''),
      'Batch 7',
    );
    previous = counter;
    assert.is(verify(url, KEYS, previous).problem, 'replayed');
  }
});

test('stop counting where a tag does', () => {
  const tag = new SimulatedSunTag({ ...BASE, counter: 0xfffffe });
  assert.equal([verify(tag.next(), KEYS).counter, verify(tag.next(), KEYS).counter], [0xffffff, 0xffffff]);
});

test('may sign more of the URL than the file data', () => {
  const parameters = { ...DEFAULT_SUN_PARAMETERS, macFrom: 'picc_data' };
  const url = new SimulatedSunTag({ ...BASE, parameters }).next();
  assert.is(verifyNamed(url, parameters, KEYS).valid, true);
  assert.is(verify(url, KEYS).problem, 'wrong_mac');
  const names = { ...DEFAULT_SUN_PARAMETERS, macFrom: 'absent' };
  assert.throws(
    () => parseSunUrl(url, names),
    (error: unknown) => isDeviceError(error, 'TW_SUN_MALFORMED'),
  );
});

test('go with keys that are derived for every card', () => {
  // Worked example of boltcard's DETERMINISTIC.md.
  const issuer = hex('00000000000000000000000000000001');
  assert.is(toHex(issuerMetaKey(issuer)), '55DA174C9608993DC27BB3F30A4A7314');
  const uid = '04A39493CC8680';
  assert.is(toHex(cardFileKey(issuer, uid, 1)), 'F4B404BE700AB285E333E32348FA3D3B');
  const tag = new SimulatedSunTag({
    ...BASE,
    uid,
    metaKey: issuerMetaKey(issuer),
    fileKey: cardFileKey(issuer, uid, 1),
  });
  const keys = (version: number): SunKeys => ({
    metaKey: issuerMetaKey(issuer),
    fileKey: (known) => cardFileKey(issuer, known ?? '', version),
  });
  const url = tag.next();
  assert.equal([verify(url, keys(1)).valid, verify(url, keys(2)).problem], [true, 'wrong_mac']);
});

test('are suspected by their shape alone', () => {
  for (const url of [ENCRYPTED, WITH_DATA, new SimulatedSunTag(BASE).next()])
    assert.is(sunShape(url), 'encrypted');
  assert.is(sunShape(`https://a.example/?x=${P}${M}&y=${M}`), 'encrypted', 'LRP');
  assert.is(sunShape(PLAIN), 'plain');
  for (const url of [
    'https://id.gs1.org/01/09506000134352/21/1234?17=261231',
    `https://a.example/?x=${M}`,
    `https://a.example/?x=${P}`,
    `https://a.example/?x=${P}&y=${M}&z=${'0'.repeat(2000)}`,
    '',
  ])
    assert.is(sunShape(url), undefined, url);
});

test('may sign the link as well, so that no other product can be put in front', () => {
  const parameters = { ...DEFAULT_SUN_PARAMETERS, macFrom: '/01/' };
  const url = new SimulatedSunTag({ ...BASE, parameters }).next();
  assert.is(verifyNamed(url, parameters, KEYS).valid, true);
  assert.is(
    verifyNamed(url.replace('09506000134352', '09506000134369'), parameters, KEYS).problem,
    'wrong_mac',
  );
  for (const other of ['/02/', '/'.repeat(3)])
    assert.throws(
      () => parseSunUrl(url, { ...parameters, macFrom: other }),
      (error: unknown) => isDeviceError(error, 'TW_SUN_MALFORMED'),
    );
});

test('never surprise, whatever the URL', () => {
  const token = fc.oneof(
    fc.constantFrom(
      'picc_data',
      'enc',
      'cmac',
      'uid',
      'ctr',
      '=',
      '&',
      '?',
      '#',
      '%00',
      P,
      M,
      '000001',
      'é',
      '\0',
    ),
    fc.string({ maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 20 }), (tokens) => {
      try {
        verifySun(parseSunUrl(tokens.join('')), ZEROS, 3);
      } catch (error) {
        assert.ok(isDeviceError(error) && error.code.startsWith('TW_SUN_'), String(error));
      }
    }),
    { seed: 424, numRuns: 3000 },
  );
});

test('of any simulated tag are valid, and only with its keys', () => {
  const bytes = (length: number): fc.Arbitrary<Uint8Array> =>
    fc.uint8Array({ minLength: length, maxLength: length });
  const letters = fc.array(fc.integer({ min: 0x20, max: 0x7e }), { minLength: 1, maxLength: 40 });
  const tags = fc.record({
    uid: bytes(7),
    metaKey: bytes(16),
    fileKey: bytes(16),
    counter: fc.integer({ min: 0, max: 0xfffffe }),
    data: fc.option(letters.map((codes) => String.fromCharCode(...codes))),
    isPlain: fc.boolean(),
  });
  fc.assert(
    fc.property(tags, ({ uid, metaKey, fileKey, counter, data, isPlain }) => {
      const tag = new SimulatedSunTag({
        url: 'https://a.example/t',
        uid: toHex(uid),
        fileKey,
        counter,
        random: (length) => new Uint8Array(length),
        ...(isPlain ? {} : { metaKey }),
        ...(data === null ? {} : { data }),
      });
      const url = tag.next();
      const result = verify(url, { metaKey, fileKey }, counter);
      assert.equal([result.valid, result.uid, result.counter], [true, toHex(uid), counter + 1]);
      const text = Buffer.from(result.data ?? []).toString('latin1');
      assert.is(text.slice(0, data?.length ?? 0), data ?? '');
      assert.is(verify(url, { metaKey, fileKey: fileKey.map((byte) => byte ^ 1) }).valid, false);
    }),
    { seed: 424, numRuns: 300 },
  );
});
