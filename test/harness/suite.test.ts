/** What a test gets from the harness: a time limit and a disposal stack. */
import * as assert from 'uvu/assert';
import { runBody } from './fixture-run.ts';
import { suite } from './suite.ts';

const test = suite('test harness');
const LIMIT = { timeout: 40_000 };

test(
  'fails a test that does not end within its limit',
  async (context) => {
    const outcome = await runBody(
      context,
      `suite('slow')('never ends', () => new Promise(() => undefined), { timeout: 100 });`,
    );
    assert.is(outcome.code, 1);
    assert.match(outcome.output, 'the test did not end within 100 ms');
  },
  LIMIT,
);

test(
  'disposes in reverse order after a failed test, and after a disposer that throws',
  async (context) => {
    const outcome = await runBody(
      context,
      `suite('untidy')('fails', (context) => {
         context.after(() => console.log('first opened, last closed'));
         context.after(() => { throw new TypeError('cannot close'); });
         context.after(() => console.log('last opened, first closed'));
         assert.is(1, 2);
       });`,
    );
    assert.is(outcome.code, 1);
    const closed = [...outcome.output.matchAll(/opened, (\w+) closed/g)].map((match) => match[1]);
    assert.equal(closed, ['first', 'last']);
    assert.match(outcome.output, 'cannot close');
  },
  LIMIT,
);

test(
  'fails a test whose disposer throws',
  async (context) => {
    const outcome = await runBody(
      context,
      `suite('untidy')('passes', (context) => {
         context.after(() => { throw new TypeError('cannot close'); });
       });`,
    );
    assert.is(outcome.lastLine, '0 passed, 1 failed');
  },
  LIMIT,
);

test(
  'fails a test that throws something other than an error',
  async (context) => {
    const outcome = await runBody(context, `suite('odd')('throws a word', () => { throw 'a word'; });`);
    assert.is(outcome.lastLine, '0 passed, 1 failed');
    assert.match(outcome.output, 'something other than an error was thrown: a word');
  },
  LIMIT,
);
