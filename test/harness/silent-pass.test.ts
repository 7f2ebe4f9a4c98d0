/** The four situations in which uvu 0.5.6 exits 0 or hangs, each of which must fail here. */
import * as assert from 'uvu/assert';
import { runBody, runRunner, writeFixtures } from './fixture-run.ts';
import { suite } from './suite.ts';

const test = suite('runner against silent passes');
const LIMIT = { timeout: 40_000 };

test(
  'refuses a file that forgot to run its uvu suite',
  async (context) => {
    const outcome = await runBody(
      context,
      `import { suite as bare } from 'uvu';
       const test = bare('bare');
       test('never runs', () => assert.ok(false));`,
    );
    assert.is(outcome.code, 1);
    assert.match(outcome.output, 'reported no tests');
    assert.is(outcome.lastLine, '0 passed, 1 failed');
  },
  LIMIT,
);

test(
  'refuses a name that matches no file, and a run of nothing',
  async (context) => {
    for (const args of [['test/no-such-file.test.ts'], []]) {
      const outcome = await runRunner(context, args);
      assert.is(outcome.code, 1);
      assert.is(outcome.lastLine, '0 passed, 1 failed');
    }
  },
  LIMIT,
);

test(
  'refuses a file whose before hook throws',
  async (context) => {
    const outcome = await runBody(
      context,
      `import { suite as bare } from 'uvu';
       const test = bare('bare');
       test.before(() => { throw new TypeError('the hook broke'); });
       test('never runs', () => undefined);
       test.run();`,
    );
    assert.is(outcome.code, 1);
    assert.is(outcome.counts.failed, 1);
  },
  LIMIT,
);

test(
  'refuses a file whose preparation at the top throws after it declared a test',
  async (context) => {
    const outcome = await runBody(
      context,
      `const test = suite('prepared');
       test('is fine', () => undefined);
       throw new TypeError('the preparation broke');`,
    );
    assert.is(outcome.code, 1);
    assert.match(outcome.output, 'the preparation broke');
  },
  LIMIT,
);

test(
  'ends a file that an open handle keeps from exiting, and says so',
  async (context) => {
    const outcome = await runBody(
      context,
      `const test = suite('open');
       test('leaves a timer', () => void setInterval(() => undefined, 1000));`,
    );
    assert.is(outcome.code, 1);
    assert.match(outcome.output, 'an open handle');
    assert.is(outcome.lastLine, '1 passed, 1 failed');
  },
  LIMIT,
);

test(
  'refuses a suite without tests beside one that has some',
  async (context) => {
    const outcome = await runBody(
      context,
      `suite('empty');
       suite('full')('is fine', () => undefined);`,
    );
    assert.is(outcome.code, 1);
    assert.match(outcome.output, 'the suite "empty" has no tests');
  },
  LIMIT,
);

test(
  'refuses tests declared too late to run',
  async (context) => {
    const outcome = await runBody(
      context,
      `const test = suite('late');
       test('is fine', () => undefined);
       await new Promise((resolve) => setTimeout(resolve, 50));
       test('comes too late', () => assert.ok(false));`,
    );
    assert.is(outcome.code, 1);
    assert.match(outcome.output, 'declared after the file began');
  },
  LIMIT,
);

test(
  'refuses a file that leaves before its last test',
  async (context) => {
    const outcome = await runBody(
      context,
      `const test = suite('hasty');
       test('is fine', () => undefined);
       test('exits with 0', () => process.exit(0));
       test('never runs', () => assert.ok(false));`,
    );
    assert.is(outcome.code, 1);
    assert.match(outcome.output, 'declared 3 tests and ran 1');
  },
  LIMIT,
);

test(
  'counts every file of a run, good and bad',
  async (context) => {
    const good = `import { suite } from '../../harness/suite.ts';
      suite('good')('is fine', () => undefined);`;
    const bad = `import { suite } from '../../harness/suite.ts';
      suite('bad')('is not', () => { throw new TypeError('no'); });`;
    const files = writeFixtures(context, { 'a.test.ts': good, 'b.test.ts': bad, 'c.test.ts': good });
    const outcome = await runRunner(context, files);
    assert.equal(outcome.counts, { passed: 2, failed: 1 });
    assert.is(outcome.lastLine, '2 passed, 1 failed');
    assert.is(outcome.code, 1);
  },
  LIMIT,
);
