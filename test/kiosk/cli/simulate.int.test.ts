/** `tapwall simulate` as a process: without a kiosk, on one, and interrupted. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Scenario } from '../../../kiosk/simulate/scenario.ts';
import { suite } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { until } from '../../support/until.ts';
import { hostKit } from '../host/kit.ts';
import { failure, launch, run, runUnread } from './kit.ts';

const test = suite('tapwall simulate');
const limit = { timeout: 60_000 };

test(
  'prints the same readings for the same seed, ended by a summary',
  async () => {
    const args = ['simulate', 'saturday', '--readings', '--minutes', '2', '--seed', '5'];
    const [one, other] = [await run(args), await run(args)];
    assert.is(one.code, 0, one.stderr);
    assert.is(one.stdout, other.stdout);
    const lines = one.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const summary = lines.pop();
    assert.is(summary?.['event'], 'simulated');
    assert.is(summary?.['readings'], lines.length);
    assert.ok(lines.length > 5);
    assert.ok(lines.every((line) => line['kind'] !== 'epc' && typeof line['at'] === 'string'));
  },
  limit,
);

test(
  'prints single reads of radio tags too when asked, and stops when nobody reads',
  async () => {
    const args = ['simulate', 'bleeding-rooms', '--readings', '--raw', '--minutes', '3'];
    const { code, stdout } = await run(args);
    assert.is(code, 0);
    assert.ok(stdout.split('\n').filter((line) => line.includes('"kind":"epc"')).length > 1_000);
    assert.is(
      (await runUnread(['simulate', 'saturday', '--readings', '--raw', '--minutes', '1440'])).code,
      0,
    );
  },
  limit,
);

test(
  'prints a scenario that can be changed and played',
  async (t) => {
    const printed = await run(['simulate', 'ghost-shelf', '--print']);
    const scenario = JSON.parse(printed.stdout) as Scenario;
    const file = join(temporaryFolder(t), 'my-day.json');
    writeFileSync(file, JSON.stringify({ ...scenario, name: 'mine', minutes: 1 }));
    const { code, stdout, stderr } = await run(['simulate', file, '--readings']);
    assert.is(code, 0, stderr);
    assert.match(stdout.trimEnd().split('\n').at(-1) ?? '', '"scenario":"mine"');
  },
  limit,
);

test(
  'refuses what it cannot play, with exit code 2 and one line',
  async () => {
    for (const [args, code] of [
      [['sunday'], 'TW_USAGE'],
      [['saturday', '--kiosk', 'http://127.0.0.1:1'], 'TW_UNREACHABLE'],
    ] as const) {
      const ended = await run(['simulate', ...args]);
      assert.equal([ended.code, failure(ended).code], [2, code], args.join(' '));
    }
  },
  limit,
);

test(
  'plays on a running kiosk, and leaves everything lifted and vacated on Ctrl+C',
  async (t) => {
    const kit = await hostKit(t);
    const folder = temporaryFolder(t);
    const scenario: Scenario = {
      name: 'long',
      minutes: 60,
      steps: [
        { at: 0, move: 'garment', with: { piece: 'a', product: 0, place: 'room' } },
        { at: 0, move: 'room', with: { occupied: true } },
        { at: 0, move: 'shelf', with: { unit: 1, lifted: true } },
        { at: 0, move: 'tag', with: { reader: 'virtual-reader-1', product: 1, hold: true } },
        { at: 0, move: 'misbehave', with: { id: 'virtual-shelf-1', how: 'ghost' } },
        { at: 59, move: 'shelf', with: { unit: 2, lifted: true } },
      ],
    };
    const file = join(folder, 'long.json');
    writeFileSync(file, JSON.stringify(scenario));
    const { child, output } = launch(['simulate', file, '--kiosk', kit.url], {});
    t.after(() => child.kill('SIGKILL'));
    await until(() => kit.logger.lines.length > 0 && output.stderr.includes('Ctrl+C'), 30_000);
    let state = await kit.labState();
    for (let time = 0; time < 200 && state.manners['virtual-shelf-1']?.now !== 'ghost'; time += 1)
      state = await kit.labState();
    assert.is(state.manners['virtual-shelf-1']?.now, 'ghost');
    assert.is(state.rooms?.pieces.length, 1);
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    assert.is(code, 0, output.stderr);
    const summary = JSON.parse(output.stdout) as Record<string, unknown>;
    assert.is(summary['interrupted'], true);
    assert.equal(summary['moves'], { garment: 1, room: 1, shelf: 1, tag: 1, misbehave: 1 });
    const { rooms, onReader, pickup, roomOccupied, manners } = await kit.labState();
    assert.equal(rooms?.pieces, []);
    assert.equal(onReader, {});
    assert.ok(pickup?.places.every(({ lifted }) => !lifted));
    assert.is(roomOccupied, false);
    assert.ok(Object.values(manners).every(({ now }) => now === 'none'));
  },
  limit,
);
