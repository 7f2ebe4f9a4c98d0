import { spawnSync } from 'node:child_process';
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';

const test = suite('The log');

const SCRIPT = `
import { createLogger } from './kiosk/system/logger.ts';
const logger = createLogger('kiosk', process.argv[1]);
logger.info({ uid: '04SECRET', reading: { uid: '04SECRET', source: 'reader-1' } }, 'one');
logger.warn({ card: 'SECRET', customer: { token: 'SECRET', displayName: 'SECRET' }, token: 'SECRET' }, 'two');
logger.debug({}, 'three');
`;

function lines(level: string): Record<string, unknown>[] {
  const args = ['--import', 'tsx', '--input-type=module', '-e', SCRIPT, level];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.is(stdout, '', 'standard output belongs to results');
  return stderr
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('is one line of JSON per fact on standard error, with what could name a shopper blotted out', () => {
  const log = lines('info');
  assert.equal(
    log.map(({ part, msg }) => [part, msg]),
    [
      ['kiosk', 'one'],
      ['kiosk', 'two'],
    ],
  );
  assert.equal(
    log.map((line) => line['name']),
    [undefined, undefined],
    'part says it already',
  );
  assert.not.match(JSON.stringify(log), /SECRET/);
  assert.match(JSON.stringify(log), /reader-1/);
});

test('says nothing when it is silent', () => {
  assert.equal(lines('silent'), []);
});
