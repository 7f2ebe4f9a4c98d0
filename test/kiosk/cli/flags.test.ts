import * as assert from 'uvu/assert';
import { parseFlags, settingsOf, toArguments, type FlagSpec } from '../../../kiosk/cli/flags.ts';
import { findCommand } from '../../../kiosk/cli/commands.ts';
import { suite } from '../../harness/suite.ts';
import { configFile, refusal } from '../config/kit.ts';

const test = suite('Command lines');
const SPEC: FlagSpec = {
  command: 'test',
  settings: ['kioskPort', 'data', 'readers'],
  own: { json: { type: 'boolean', description: 'print JSON' } },
};

test('give settings by flag name and flags of the command', () => {
  const flags = parseFlags(SPEC, ['--kiosk-port', '80', '--json', '--data=/tmp/x']);
  assert.equal(flags?.settings, { kioskPort: '80', data: '/tmp/x' });
  assert.is(flags?.own['json'], true);
});

for (const args of [
  ['--hub-port', '1'],
  ['--kioskPort', '1'],
  ['--kiosk-port'],
  ['--kiosk-port', '--json'],
  ['--json=yes'],
  ['stray'],
  ['-x'],
]) {
  test(`refuse ${args.join(' ')}`, () => {
    refusal(() => parseFlags(SPEC, args), 'TW_USAGE');
  });
}

test('that are not understood say what, and where to read on', () => {
  for (const [args, says] of [
    [['--nope'], "Unknown option '--nope'. See tapwall test --help."],
    [
      ['stray'],
      "Unexpected argument 'stray'. This command does not take positional arguments. See tapwall test --help.",
    ],
    [['--kiosk-port', '--json'], "Option '--kiosk-port' argument is ambiguous. See tapwall test --help."],
  ] as const)
    assert.is(
      refusal(() => parseFlags(SPEC, args), 'TW_USAGE'),
      says,
    );
  const withPlace = { ...SPEC, positionals: { name: 'PATH', description: 'a file' } };
  assert.is(
    refusal(() => parseFlags(withPlace, ['--nope']), 'TW_USAGE'),
    "Unknown option '--nope'. See tapwall test --help.",
  );
});

test('take what comes last', () => {
  assert.is(parseFlags(SPEC, ['--data', 'a', '--data', 'b'])?.settings.data, 'b');
});

test('take the file of --config', (t) => {
  const { path } = configFile(t, { kioskPort: 81 });
  const flags = parseFlags(SPEC, ['--config', path]);
  assert.ok(flags);
  assert.is(settingsOf(flags).values.kioskPort, 81);
});

test('take no file of settings where none are read', () => {
  refusal(() => parseFlags({ ...SPEC, settings: [] }, ['--config', 'tapwall.json']), 'TW_USAGE');
});

test('become arguments again', () => {
  assert.equal(toArguments({ kioskPort: '0', data: '/tmp/x y' }), [
    '--data',
    '/tmp/x y',
    '--kiosk-port',
    '0',
  ]);
});

for (const name of ['strat', 'constructor', '__proto__', '']) {
  test(`know no command ${JSON.stringify(name)}`, () => {
    assert.match(
      refusal(() => findCommand([name]), 'TW_USAGE'),
      /is not a command\. Known: start, kiosk/,
    );
  });
}

test('fall back to help', () => {
  assert.type(findCommand([]).command, 'function');
});
