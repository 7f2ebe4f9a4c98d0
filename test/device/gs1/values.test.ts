import * as assert from 'uvu/assert';
import { checkValue } from '../../../device/gs1/check-value.ts';
import { suite } from '../../harness/suite.ts';
import { codeOf } from './code-of.ts';

const test = suite('The value of an application identifier');

/** Identifier, values that may stand, values that may not. */
const cases: readonly (readonly [ai: string, good: readonly string[], bad: readonly string[]])[] = [
  [
    '17',
    ['261231', '260200', '000229', '240229'],
    ['261331', '260230', '250229', '26123', '2612311', '26000x'],
  ],
  ['4326', ['260228'], ['260200', '260000']],
  ['7003', ['2612312359'], ['2612312400', '2612310060']],
  ['7007', ['260101', '260101260131'], ['2601012601', '260101260132']],
  ['7250', ['20000229', '19991231'], ['19000229', '20001301', '20000100']],
  ['8008', ['26010112', '2601011259', '260101125959'], ['26010124', '2601011260', '2601011']],
  ['253', ['9526064000028', '9526064000028A/b'], ['952606400002', '9526064000028' + 'x'.repeat(18)]],
  ['421', ['380X-9'], ['38', '380', '999AB', '381AB']],
  ['423', ['380', '380756', '380756276040100'], ['3807', '380999', '380756276040100380']],
  ['7030', ['999AB', '380AB'], ['998AB']],
  ['4307', ['IT', 'CH'], ['XX', 'it', 'ITA']],
  ['3912', ['9781250'], ['000125', '1231']],
  ['3932', ['9781'], ['978', '111123']],
  ['4300', ['Via%20Roma', 'A'], ['100%', '%2', '%zz']],
  [
    '4309',
    ['18000000003600000000', '00000000000000000000'],
    ['18000000013600000000', '18000000003600000001'],
  ],
  ['4321', ['0', '1'], ['2']],
  ['4331', ['001850', '001850-'], ['001850+', '00185']],
  ['7040', ['1ABz', '0_-_'], ['xABz', '1AB/', '1AB']],
  ['7041', ['9', 'BX', 'X20'], ['0', 'bx', 'AAA']],
  ['7241', ['01', '10', '80', '99'], ['00', '11', '79']],
  ['7252', ['0', '1', '2', '9'], ['3']],
  ['7258', ['1/3', '3/3'], ['4/3', '0/3', '1/0', '1-3']],
  ['8001', ['12340123412301', '99991000199910'], ['00000123412301', '12340123412321']],
  ['8003', ['09521141123454', '09521141123454x'], ['19521141123451', '0952114112345']],
  ['8004', ['9521x'], ['952', 'A521x']],
  ['8006', ['095211411234540102', '095211411234540909'], ['095211411234540201', '095211411234540001']],
  [
    '8007',
    ['GB82WEST12345698765432', 'DE89370400440532013000', 'DE011234567'],
    ['GB83WEST12345698765432', 'XX82WEST123456', 'GB82', 'DE32123456'],
  ],
  ['8010', ['9521#-/Z'], ['9521a', '952']],
  ['8011', ['1', '999999999999'], ['01', '0', '1234567890123']],
  ['8014', ['1987654Ad4X4bL5ttr2310c2K'], ['100096']],
  ['8030', ['AZaz09-_', 'QUJD=='], ['A B', 'A===']],
  ['8111', ['0100'], ['010']],
];

for (const [ai, good, bad] of cases) {
  test(`(${ai}) keeps to its parts`, () => {
    for (const value of good)
      assert.is(
        codeOf(() => checkValue(ai, value)),
        'accepted',
        value,
      );
    for (const value of bad)
      assert.is(
        codeOf(() => checkValue(ai, value)),
        'TW_GS1_VALUE_INVALID',
        value,
      );
  });
}

test('has a check digit or a check pair', () => {
  for (const [ai, value] of [
    ['00', '006141411234567891'],
    ['253', '9526064000029'],
    ['8003', '09521141123455'],
    ['8006', '095211411234550102'],
    ['8013', '1987654Ad4X4bL5ttr2310c2L'],
  ] as const)
    assert.is(
      codeOf(() => checkValue(ai, value)),
      'TW_GS1_CHECK_DIGIT',
      ai,
    );
});

test('of a coupon has the fields that its digits announce', () => {
  const base = '012345612345611110123';
  const purchase = '1101239';
  for (const value of [
    base,
    `${base}10${purchase}`,
    `${base}21101230123456`,
    `${base}3261231`,
    `${base}32612314260101`,
    `${base}50123456`,
    `${base}611234567`,
    `${base}90011`,
  ])
    assert.is(
      codeOf(() => checkValue('8110', value)),
      'accepted',
      value,
    );
  for (const value of [
    base.slice(0, -1),
    `7${base.slice(1)}`,
    `${base}0`,
    `${base}14${purchase}`,
    `${base}3261331`,
    `${base}32601014261231`,
    `${base}93000`,
    `${base}90002`,
    `${base}5`,
    `x${base}`,
  ])
    assert.is(
      codeOf(() => checkValue('8110', value)),
      'TW_GS1_VALUE_INVALID',
      value,
    );
});

test('of a positive offer names funder, offer and serial number', () => {
  assert.is(
    codeOf(() => checkValue('8112', '001234561234560123456')),
    'accepted',
  );
  for (const value of ['201234561234560123456', '00123456123456012345', '0012345612345601234567', '0'])
    assert.is(
      codeOf(() => checkValue('8112', value)),
      'TW_GS1_VALUE_INVALID',
      value,
    );
});

test('is refused with a sentence that says what is wrong', () => {
  for (const [ai, value, says] of [
    ['17', '261332', /\(17\) holds no date YYMMDD, whose day may be 00\.$/],
    ['01', '9506000134352', /\(01\) has 13 characters, but must have 14\.$/],
    ['21', 'a b', /\(21\) holds a character that it may not\.$/],
    ['3932', '978', /\(3932\) .*\.$/],
    ['01', '09506000134353', /check digit that its other digits give\.$/],
  ] as const)
    assert.throws(() => checkValue(ai, value), says);
});
