/** What the runner makes of test files: time limits, leftovers, rejections, output. */
import * as assert from 'uvu/assert';
import { runBody } from './fixture-run.ts';
import { suite } from './suite.ts';

const test = suite('runner');
const LIMIT = { timeout: 40_000 };

test(
  'passes a good file with one line and none of its output',
  async (context) => {
    const outcome = await runBody(
      context,
      `console.log('chatter');
       const test = suite('good');
       test('adds', () => assert.is(1 + 1, 2));
       test('waits', async () => { await new Promise((resolve) => setTimeout(resolve, 20)); });`,
    );
    assert.is(outcome.code, 0);
    assert.not.match(outcome.output, 'chatter');
    assert.match(outcome.output, /good: waits/);
    assert.is(outcome.lastLine, '2 passed, 0 failed');
  },
  LIMIT,
);

test(
  'shows the whole output of a file with a failed test',
  async (context) => {
    const outcome = await runBody(
      context,
      `console.log('chatter');
       suite('bad')('expects too much', () => assert.is(1, 2));`,
    );
    assert.is(outcome.code, 1);
    assert.match(outcome.output, 'chatter');
    assert.match(outcome.output, 'failed: bad: expects too much');
    assert.is(outcome.lastLine, '0 passed, 1 failed');
  },
  LIMIT,
);

test(
  'kills a file that overstays its own limit, with everything it started',
  async (context) => {
    const outcome = await runBody(
      context,
      `import { spawn } from 'node:child_process';
       fileTimeout(1000);
       suite('slow')('never ends', () => {
         spawn('sleep', ['54.321']);
         return new Promise(() => undefined);
       });`,
    );
    assert.is(outcome.code, 1);
    assert.match(outcome.output, 'did not end within 1 s');
    assert.not.match(outcome.output, 'left processes running');
  },
  LIMIT,
);

test(
  'refuses a file that leaves a process behind, and ends the process',
  async (context) => {
    const outcome = await runBody(
      context,
      `import { spawn } from 'node:child_process';
       suite('untidy')('starts a sleep', () => spawn('sleep', ['54.321'], { stdio: 'ignore' }).unref());`,
    );
    assert.is(outcome.code, 1);
    assert.match(outcome.output, /left processes running: sleep \(\d+\)/);
    assert.is(outcome.lastLine, '1 passed, 1 failed');
  },
  LIMIT,
);

test(
  'refuses a file in which a rejection goes unhandled',
  async (context) => {
    const outcome = await runBody(
      context,
      `suite('careless')('forgets a promise', async () => {
         void Promise.reject(new TypeError('forgotten'));
         await new Promise((resolve) => setTimeout(resolve, 20));
       });`,
    );
    assert.is(outcome.code, 1);
    assert.match(outcome.output, 'forgotten');
  },
  LIMIT,
);
