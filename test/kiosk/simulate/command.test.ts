import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { simulateCommand } from '../../../kiosk/cli/commands/simulate.ts';
import { isKioskError } from '../../../kiosk/errors.ts';
import { readScenario } from '../../../kiosk/simulate/read-scenario.ts';
import { suite } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';

const test = suite('The command to simulate');

async function codeOf(args: readonly string[]): Promise<string> {
  try {
    await simulateCommand(args);
  } catch (error) {
    if (isKioskError(error)) return error.code;
    throw error;
  }
  return 'none';
}

test('refuses what it cannot play', async (t) => {
  const folder = temporaryFolder(t);
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  for (const [args, code] of [
    [[], 'TW_USAGE'],
    [['sunday'], 'TW_USAGE'],
    [['toString'], 'TW_USAGE'],
    [['saturday', 'ghost-shelf'], 'TW_USAGE'],
    [['saturday', '--speed', '0'], 'TW_USAGE'],
    [['saturday', '--speed', '1000'], 'TW_USAGE'],
    [['saturday', '--minutes', ''], 'TW_USAGE'],
    [['saturday', '--minutes', 'NaN'], 'TW_USAGE'],
    [['saturday', '--seed', 'x'], 'TW_USAGE'],
    [['saturday', '--loud'], 'TW_USAGE'],
    [[join(folder, 'none.json')], 'TW_INPUT_NOT_FOUND'],
    [[`${folder}/.`], 'TW_SCENARIO_INVALID'],
    [[file('cut.json', '{"name":')], 'TW_SCENARIO_INVALID'],
    [[file('many.json', '{"name":"x","minutes":1,"crowd":{"taps":"many"}}')], 'TW_SCENARIO_INVALID'],
    [[file('list.json', '[]')], 'TW_SCENARIO_INVALID'],
    [[file('large.json', `"${'x'.repeat(1_100_000)}"`)], 'TW_SCENARIO_INVALID'],
    [['saturday', '--kiosk', 'http://127.0.0.1:1'], 'TW_UNREACHABLE'],
  ] as const)
    assert.is(await codeOf(args), code, args.join(' '));
});

test('fills in what a file leaves out', async (t) => {
  const path = join(temporaryFolder(t), 'my-day.json');
  writeFileSync(path, '{"name":"mine","minutes":5,"crowd":{"taps":30}}');
  const { crowd } = await readScenario(path);
  assert.equal([crowd?.taps, crowd?.visits, crowd?.garments, crowd?.staySeconds], [30, 0, 3, 90]);
});
