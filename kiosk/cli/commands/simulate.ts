/** `tapwall simulate`: plays a store's day on a kiosk's virtual hardware, or without a kiosk as readings. */
import { KioskError } from '../../errors.ts';
import { runOnKiosk } from '../../simulate/on-kiosk.ts';
import { printReadings } from '../../simulate/readings.ts';
import { readScenario } from '../../simulate/read-scenario.ts';
import { SCENARIOS } from '../../simulate/scenarios.ts';
import { parseFlags, type FlagSpec, type ParsedFlags } from '../flags.ts';
import { KioskApi } from '../kiosk-api.ts';

const FASTEST = 100;
const MOST_MINUTES = 1_440;
const MOST_SEED = 4_294_967_295;

const SPEC: FlagSpec = {
  command: 'simulate',
  settings: [],
  positionals: {
    name: 'SCENARIO',
    description: `a file, or one of ${Object.keys(SCENARIOS).join(', ')}`,
  },
  own: {
    kiosk: { type: 'string', description: 'address of the kiosk; default http://127.0.0.1:7300' },
    speed: {
      type: 'string',
      description:
        'minutes of the store in a minute of the wall, 0.1 to 100; default 1. Above 10, radios cannot follow',
    },
    seed: { type: 'string', description: 'the same seed plays the same day; default 1' },
    minutes: { type: 'string', description: 'length of the day instead of the scenario’s' },
    readings: {
      type: 'boolean',
      description: 'without a kiosk: print what the devices read, one reading per line, in virtual time',
    },
    raw: { type: 'boolean', description: 'with --readings, also every single read of a radio tag' },
    print: { type: 'boolean', description: 'print the scenario, to be changed and played as a file' },
  },
};

export async function simulateCommand(args: readonly string[]): Promise<number> {
  const flags = parseFlags(SPEC, args);
  if (flags === null) return 0;
  const [name, ...others] = flags.positionals;
  if (name === undefined || others.length > 0)
    throw new KioskError(
      'TW_USAGE',
      `tapwall simulate SCENARIO, which is a file or one of ${Object.keys(SCENARIOS).join(', ')}.`,
    );
  const scenario = await readScenario(name);
  if (flags.own['print'] === true) {
    process.stdout.write(`${JSON.stringify(scenario, null, 2)}\n`);
    return 0;
  }
  const day = {
    scenario: { ...scenario, minutes: numberOf(flags, 'minutes', [0.1, MOST_MINUTES]) ?? scenario.minutes },
    seed: numberOf(flags, 'seed', [0, MOST_SEED]) ?? 1,
    speed: numberOf(flags, 'speed', [0.1, FASTEST]),
  };
  if (flags.own['readings'] === true) await printReadings({ ...day, raw: flags.own['raw'] === true });
  else {
    const kiosk = new KioskApi(String(flags.own['kiosk'] ?? 'http://127.0.0.1:7300'));
    await runOnKiosk({ ...day, speed: day.speed ?? 1, kiosk });
  }
  return 0;
}

function numberOf({ own }: ParsedFlags, name: string, [least, most]: [number, number]): number | undefined {
  const given = own[name];
  if (given === undefined) return undefined;
  const value = Number(given);
  if (String(given).trim() !== '' && value >= least && value <= most) return value;
  throw new KioskError('TW_USAGE', `--${name} takes a number from ${least} to ${most}.`);
}
