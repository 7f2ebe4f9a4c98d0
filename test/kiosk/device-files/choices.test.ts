import * as assert from 'uvu/assert';
import { checkFile } from '../../../kiosk/device-files/check-file.ts';
import { DRIVERS, knownDriver } from '../../../kiosk/hardware/drivers.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('A mistake in the options of a real driver');
const AROUND = { driverNames: Object.keys(DRIVERS), driver: knownDriver, displays: [] };

async function said(driver: string, options: object): Promise<string> {
  const text = JSON.stringify({ id: 'a', driver, match: { port: '/dev/x' }, options });
  const checked = await checkFile('f.json', { ok: true, text }, AROUND);
  return checked.ok ? 'fine' : checked.message.replace('f.json, line 1: ', '');
}

const light = (value: object): Promise<string> => said('nexmosphere', { units: [{ unit: 1, light: value }] });

test('is told of the kind that was meant, where several are possible', async () => {
  assert.is(
    await light({ leds: ['blink'] }),
    'options.units[0].light.leds[0] is "blink", but must be one of "off", "fast", "slow", "on".',
  );
  assert.match(
    await light({ colour: 'red' }),
    /^options\.units\[0\]\.light\.colour is "red", but must be a text in quotes/,
  );
  assert.match(
    await light({ colr: 'FF8800' }),
    /^options\.units\[0\]\.light\.colr is not known here; known: leds, colour, intensity, rampMs, /,
  );
  assert.is(await light({ colour: 'FF8800' }), 'fine');
});

test('is told with what is allowed, whatever that is', async () => {
  const cases: [driver: string, options: object, message: string][] = [
    [
      'ld2410',
      { maxMovingGate: 99 },
      'options.maxMovingGate is 99, but must be a whole number from 2 to 8, or null.',
    ],
    [
      'ld2410',
      { stillThresholds: [1, 2] },
      'options.stillThresholds is [1,2], but must be a list of 9 entries, or null.',
    ],
    ['ld2410', { resolutionCm: 30 }, 'options.resolutionCm is 30, but must be 75, or 20, or null.'],
    ['ld2410', { bluetooth: 'off' }, 'options.bluetooth is "off", but must be true or false, or null.'],
    [
      'm100',
      { region: 'mars' },
      'options.region is "mars", but must be one of "eu", "us", "china-900", "china-800", "korea".',
    ],
  ];
  for (const [driver, options, message] of cases) assert.is(await said(driver, options), message);
});
