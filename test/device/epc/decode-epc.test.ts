import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { DeviceErrorCode } from '../../../device/errors.ts';
import { decodeEpc } from '../../../device/epc/decode-epc.ts';
import { suite } from '../../harness/suite.ts';
import { codeOf } from '../gs1/code-of.ts';
import { vectors } from './vectors.ts';

const test = suite('An EPC is decoded');

test('in the format of the command line', () => {
  assert.equal(decodeEpc('30751FEB705C5904E3D50D70'), {
    scheme: 'sgtin-96',
    tagUri: 'urn:epc:tag:sgtin-96:3.4717276.094564.21002259824',
    pureUri: 'urn:epc:id:sgtin:4717276.094564.21002259824',
    gtin: '04717276945640',
    serial: '21002259824',
    digitalLink: 'https://id.gs1.org/01/04717276945640/21/21002259824',
  });
});

for (const { scheme, hex, tag, link } of vectors) {
  test(`as ${scheme}`, () => {
    const info = decodeEpc(hex);
    assert.is(info.scheme, scheme);
    assert.is(info.digitalLink, `https://id.gs1.org/${link}`);
    assert.is(info.tagUri, tag === undefined ? undefined : `urn:epc:tag:${tag}`);
    assert.is(info.pureUri, tag?.replace(/^([a-z]+)-\w+:\d\./, 'urn:epc:id:$1:'));
    assert.equal(decodeEpc(hex.toLowerCase()), info);
  });
}

test('with the fields of its key', () => {
  const general = new Set(['scheme', 'tagUri', 'pureUri', 'digitalLink']);
  const fields = (hex: string): object =>
    Object.fromEntries(Object.entries(decodeEpc(hex)).filter(([name]) => !general.has(name)));
  assert.equal(fields('311BA1B300CE0A6A83000000'), { sscc: '095201234567891235' });
  assert.equal(fields('3276451FD46072000000162E'), { gln: '9521141123454', serial: '5678' });
  assert.equal(fields('3376451FD40C0E400000162E'), { grai: '095211411234545678', serial: '5678' });
  assert.equal(fields('3476451FD40000000000162E'), { giai: '95211415678' });
  assert.equal(fields('3F76451FD612640000019907'), { gcn: '952114167890904711', serial: '04711' });
  assert.equal(fields('3C76451FD400C0E680003039'), { cpi: '952114198765', serial: '12345' });
});

test('as a place without extension when that is 0', () => {
  const info = decodeEpc('3276451FD460720000000000');
  assert.is(info.pureUri, 'urn:epc:id:sgln:9521141.12345.0');
  assert.is(info.digitalLink, 'https://id.gs1.org/414/9521141123454');
  assert.is(info.serial, undefined);
});

test('as a general identifier, which is no key of GS1', () => {
  assert.equal(decodeEpc('3500E86F8000A9E000000586'), {
    scheme: 'gid-96',
    tagUri: 'urn:epc:tag:gid-96:952056.2718.1414',
    pureUri: 'urn:epc:id:gid:952056.2718.1414',
  });
});

test('with its tail of zeros up to a whole word', () => {
  assert.equal(decodeEpc('F9009520123456789123500'), decodeEpc('F90095201234567891235'));
  for (const more of ['0', '00', '0000'])
    assert.is(
      codeOf(() => decodeEpc(`3066C4409047E140075BCD15${more}`)),
      'TW_EPC_LENGTH',
      more,
    );
  assert.is(
    codeOf(() => decodeEpc('F900952012345678912351')),
    'TW_EPC_VALUE_INVALID',
  );
});

test('with other data behind it when it says so', () => {
  assert.is(decodeEpc('F9809520123456789123517A63F0000').sscc, '095201234567891235');
  assert.is(
    codeOf(() => decodeEpc('F9009520123456789123517A63F0000')),
    'TW_EPC_LENGTH',
  );
});

const refused: readonly [hex: string, code: DeviceErrorCode, why: string][] = [
  ['', 'TW_EPC_HEX_INVALID', 'nothing'],
  ['3g', 'TW_EPC_HEX_INVALID', 'another letter'],
  ['30 66', 'TW_EPC_HEX_INVALID', 'a space'],
  ['3', 'TW_EPC_LENGTH', 'half a header'],
  ['30', 'TW_EPC_LENGTH', 'a header alone'],
  ['3066C4409047E140075BCD1', 'TW_EPC_LENGTH', 'a digit too few'],
  ['3'.repeat(257), 'TW_EPC_LENGTH', 'more than a tag holds'],
  ['E28068900000500E88C6A4A7', 'TW_EPC_NOT_GS1', 'a TID'],
  ['E2', 'TW_EPC_NOT_GS1', 'the beginning of a TID'],
  ['000000000000000000000000', 'TW_EPC_NOT_GS1', 'an empty tag'],
  ['2F320434147455900000162E', 'TW_EPC_NOT_GS1', 'a military tag'],
  ['FFFFFFFFFFFFFFFFFFFFFFFF', 'TW_EPC_UNKNOWN_HEADER', 'a reserved header'],
  ['307FFFFFFFFFFFFFFFFFFFFF', 'TW_EPC_PARTITION', 'partition 7'],
  ['3063FFFFFFFFFFC000000001', 'TW_EPC_VALUE_INVALID', 'a company prefix above its digits'],
  ['311BA1B300CE0A6A83000001', 'TW_EPC_VALUE_INVALID', 'reserved bits'],
  ['3666C4409047E140000000000000000000000000000000000000', 'TW_EPC_VALUE_INVALID', 'an empty serial number'],
  [
    '3666C4409047E15980C2BF100000000000000000000000000000',
    'TW_EPC_VALUE_INVALID',
    'a gap in the serial number',
  ],
  ['3F76451FD612640000000907', 'TW_EPC_VALUE_INVALID', 'a coupon serial number without its 1'],
  ['F73795211411234A38566CB0AFC4', 'TW_EPC_VALUE_INVALID', 'a digit above 9'],
  ['F73795211411234528566CB0AFC4', 'TW_EPC_VALUE_INVALID', 'a wrong check digit'],
  ['F7379521141123453C566CB0AFC4', 'TW_EPC_VALUE_INVALID', 'a way of writing that does not exist'],
  ['F737952114112345380000', 'TW_EPC_VALUE_INVALID', 'a serial number of no characters'],
  ['FB372CDE795211411234538566CB0AFC4', 'TW_EPC_VALUE_INVALID', 'an impossible date'],
  ['FB382CDE795211411234538566CB0AFC4', 'TW_EPC_VALUE_INVALID', 'a date of no kind'],
  ['FA395211413C', 'TW_EPC_VALUE_INVALID', 'an asset with a digit above 9'],
  ['FA39521', 'TW_EPC_LENGTH', 'an asset without an end'],
  ['FA3' + '9'.repeat(31) + 'F', 'TW_EPC_VALUE_INVALID', 'an asset of 31 digits'],
];

for (const [hex, code, why] of refused) {
  test(`not when it is ${why}`, () =>
    assert.is(
      codeOf(() => decodeEpc(hex)),
      code,
    ));
}

test('never longer than it takes, whatever the bits', () => {
  const headers = fc.constantFrom(...vectors.map(({ hex }) => hex.slice(0, 2)));
  const tail = fc.stringMatching(/^[0-9A-F]{0,60}$/);
  fc.assert(
    fc.property(fc.oneof(headers, fc.constant('')), tail, (header, rest) => {
      void codeOf(() => decodeEpc(header + rest));
    }),
    { seed: 5, numRuns: 3_000 },
  );
});
