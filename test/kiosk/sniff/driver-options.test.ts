import * as assert from 'uvu/assert';
import { STREAM_DRIVERS } from '../../../device/drivers.ts';
import { isKioskError } from '../../../kiosk/errors.ts';
import { driverOptionsFrom } from '../../../kiosk/sniff/driver-options.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('The options of a driver on the command line');

async function refusal(name: string, text: string): Promise<string> {
  const driver = await STREAM_DRIVERS[name]?.load();
  if (driver === undefined) return 'no such driver';
  try {
    driverOptionsFrom(text, driver);
  } catch (error) {
    if (isKioskError(error, 'TW_USAGE')) return error.message;
    throw error;
  }
  return 'taken';
}

test('are filled up with the defaults', async () => {
  const barcode = await STREAM_DRIVERS['barcode']?.load();
  assert.ok(barcode);
  const options = driverOptionsFrom('{"suffix":"tab"}', barcode) as Record<string, unknown>;
  assert.equal([options['suffix'], options['repeatMs']], ['tab', 1000]);
});

const WRONG: [driver: string, text: string, says: RegExp][] = [
  ['barcode', '{', /^--options is not JSON/],
  ['barcode', '[]', /^--options of barcode is \[\], but must be an object/],
  ['barcode', 'null', /^--options of barcode is null, but must be an object/],
  ['barcode', '{"suffix":"zz"}', /: suffix is "zz", but must be one of "auto", "cr", .*"none"\.$/],
  ['barcode', '{"beep":1}', /: beep is not known here; known: suffix, /],
  ['barcode', '{"__proto__":{}}', /: __proto__ is not known here/],
  ['ld2410', '{"maxDistanceCm":5}', /: maxDistanceCm is 5, but must be a whole number from 20 to 600\.$/],
  [
    'nexmosphere',
    '{"units":[{"unit":0}]}',
    /: units\.0\.unit is 0, but must be a whole number from 1 to \d+\.$/,
  ],
];

for (const [driver, text, says] of WRONG) {
  test(`of ${driver} that are ${text} are refused with what is allowed`, async () => {
    assert.match(await refusal(driver, text), says);
  });
}
