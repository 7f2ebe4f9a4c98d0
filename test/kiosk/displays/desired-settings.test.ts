import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Message } from '../../../broker/contract/messages.ts';
import { DEFAULT_DISPLAY_SETTINGS } from '../../../broker/contract/settings.ts';
import type { DisplayConfig } from '../../../kiosk/config/settings.ts';
import { DesiredSettings } from '../../../kiosk/displays/desired-settings.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';

const test = suite('Desired settings');

type Desired = Message<'desired/config'>;
const WALL: DisplayConfig = { id: 'wall', kind: 'wall', name: 'Wall', readers: [], radars: [] };
const ROOM: DisplayConfig = { id: 'room', kind: 'room', name: 'Room', readers: [], radars: [] };

function kit(t: TestContext, displays: DisplayConfig[] = [WALL, ROOM]) {
  const path = join(temporaryFolder(t), 'desired.json');
  const logger = new QuietLogger();
  const open = (): DesiredSettings => {
    const desired = new DesiredSettings({ path, displays, logger });
    desired.start();
    return desired;
  };
  return { path, logger, open };
}

function document(version: number, wall: object, more: object = {}): Desired {
  return { version, hash: `hash-${version}`, displays: { wall, ...more } };
}

test('are the defaults where nobody says anything, also for a display nobody knows', (t) => {
  const desired = kit(t).open();
  assert.equal(desired.of('wall'), DEFAULT_DISPLAY_SETTINGS);
  assert.equal(desired.of('elsewhere'), DEFAULT_DISPLAY_SETTINGS);
  assert.is(desired.reported().version, 0);
});

test('win over the configuration file, setting by setting', (t) => {
  const desired = kit(t, [{ ...WALL, settings: { idleSeconds: 30, language: 'it' } }]).open();
  desired.accept(document(1, { idleSeconds: 90 }));
  assert.equal(desired.of('wall'), { ...DEFAULT_DISPLAY_SETTINGS, idleSeconds: 90, language: 'it' });
});

test('go back to the file when the hub takes a setting back', (t) => {
  const desired = kit(t).open();
  desired.accept(document(1, { idleSeconds: 90 }));
  desired.accept(document(2, {}));
  assert.is(desired.of('wall').idleSeconds, DEFAULT_DISPLAY_SETTINGS.idleSeconds);
});

test('refuse an older version', (t) => {
  const desired = kit(t).open();
  desired.accept(document(5, { idleSeconds: 90 }));
  assert.is(desired.accept(document(4, { idleSeconds: 10 })), false);
  assert.is(desired.of('wall').idleSeconds, 90);
  assert.is(desired.reported().version, 5);
});

test('take the same document again without a word and without writing it', (t) => {
  const { open, path, logger } = kit(t);
  const desired = open();
  desired.accept(document(5, { idleSeconds: 90 }));
  const lines = logger.lines.length;
  writeFileSync(path, 'marker');
  assert.is(desired.accept(document(5, { idleSeconds: 90 })), false);
  assert.is(readFileSync(path, 'utf8'), 'marker');
  assert.is(logger.lines.length, lines);
});

test('take another document of the same version: the hub was restored', (t) => {
  const desired = kit(t).open();
  desired.accept(document(5, { idleSeconds: 90 }));
  assert.is(desired.accept({ ...document(5, { idleSeconds: 60 }), hash: 'other' }), true);
  assert.is(desired.of('wall').idleSeconds, 60);
});

test('report what cannot be used as a problem and put the rest in force, also after a restart', (t) => {
  const { open } = kit(t);
  const wall = { idleSeconds: 1, language: 'fr', brightness: 9, attractMessage: 'x'.repeat(121) };
  open().accept(document(3, wall, { room: { idleSeconds: 100 } }));
  for (const desired of [open(), open()]) {
    assert.equal(desired.of('wall'), { ...DEFAULT_DISPLAY_SETTINGS, language: 'fr' });
    assert.is(desired.of('room').idleSeconds, 100);
    const { problems, version } = desired.reported();
    assert.is(version, 3);
    assert.equal(
      problems.map(({ setting }) => setting),
      ['wall.idleSeconds', 'wall.brightness', 'wall.attractMessage'],
    );
    assert.equal(new Set(problems.map(({ code }) => code)), new Set(['TW_CONFIG_INVALID']));
    assert.match(problems[0]?.message ?? '', /idleSeconds is 1, but/);
  }
});

test('take no name from the prototype for a setting', (t) => {
  const desired = kit(t).open();
  desired.accept(document(1, JSON.parse('{"__proto__":{"idleSeconds":9},"constructor":1}') as object));
  assert.equal(desired.of('wall'), DEFAULT_DISPLAY_SETTINGS);
  assert.is(desired.reported().problems.length, 2);
});

test('survive a restart without network', (t) => {
  const { open, logger } = kit(t);
  open().accept(document(7, { idleSeconds: 77 }));
  const desired = open();
  assert.is(desired.of('wall').idleSeconds, 77);
  assert.is(desired.reported().version, 7);
  assert.equal(logger.at('warn'), []);
});

test('ignore what is desired for a display that was removed, and keep it for the day it returns', (t) => {
  const { open, path, logger } = kit(t);
  open().accept(document(2, {}, { room: { idleSeconds: 99 } }));
  const without = new DesiredSettings({ path, displays: [WALL], logger });
  without.start();
  assert.equal(Object.keys(without.reported().displays), ['wall']);
  assert.equal(without.reported().problems, []);
  assert.is(open().of('room').idleSeconds, 99);
});

for (const damage of ['', '{"version":3', 'null', '[]', '{"version":0,"hash":"","displays":{}}', '\u0000']) {
  test(`start with the defaults on ${JSON.stringify(damage)}, say so and take the next document`, (t) => {
    const { open, path, logger } = kit(t);
    writeFileSync(path, damage);
    const desired = open();
    assert.is(desired.reported().version, 0, 'so that the hub sends it again');
    assert.equal(
      logger.at('warn').map(({ fields }) => fields['code']),
      ['TW_CONFIG_UNREADABLE'],
    );
    assert.is(desired.accept(document(1, { idleSeconds: 33 })), true);
    assert.is(open().of('wall').idleSeconds, 33);
  });
}

test('are in force although they cannot be kept', (t) => {
  const { open, path, logger } = kit(t);
  mkdirSync(`${path}.new`);
  const desired = open();
  assert.is(desired.accept(document(1, { idleSeconds: 33 })), true);
  assert.is(desired.of('wall').idleSeconds, 33);
  assert.is(existsSync(path), false);
  assert.is(logger.at('warn').length, 1);
});
