import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { projectRoot } from '../../../kiosk/system/paths.ts';
import { fileTimeout, suite } from '../../harness/suite.ts';
import { startPostgres } from '../../support/postgres.ts';

const test = suite('Hub: on PostgreSQL');
const LIMIT_MS = 600_000;
fileTimeout(LIMIT_MS);
/** What says nothing of the fleet's database. */
const ELSEWHERE = /^(import|import-damage|values|contract-routes|runs|stream-account)\.test\.ts$/;

test(
  'does everything that it does on SQLite',
  async (t) => {
    const server = await startPostgres(t, { hasty: true });
    const root = projectRoot();
    const files = readdirSync(join(root, 'test/broker/hub'))
      .filter((name) => /^[a-z-]+\.test\.ts$/.test(name) && !ELSEWHERE.test(name))
      .map((name) => `test/broker/hub/${name}`);
    const identity = 'test/broker/hub/identity';
    files.push(...['identities', 'pairing', 'routes'].map((name) => `${identity}/${name}.test.ts`));
    const intents = 'test/broker/hub/intents';
    files.push(...['store', 'orders', 'requests'].map((name) => `${intents}/${name}.test.ts`));
    files.push('test/broker/hub/people/erase.test.ts', 'test/hostile/hub-messages.test.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/run.ts', ...files], {
      cwd: root,
      env: { ...process.env, TAPWALL_TEST_POSTGRES: server.url },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    const [code] = (await once(child, 'close')) as [number];
    assert.match(output, /\n\d\d+ passed, 0 failed/, output);
    assert.is(code, 0);
  },
  { timeout: LIMIT_MS },
);
