import * as assert from 'uvu/assert';
import { verifyOutbox } from '../../../broker/outbox/inspect/verify.ts';
import { openDatabase } from '../../../broker/sqlite/open.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { numbered, outboxKit } from './kit.ts';

const test = suite('Outbox verification');

function filled(t: TestContext, maxBytes?: number) {
  const kit = outboxKit(t);
  const outbox = kit.open(maxBytes === undefined ? {} : { maxBytes });
  for (let n = 1; n <= 60; n += 1) outbox.append({ ...numbered(n), sessionId: `session-${n % 3}` });
  return { kit, outbox };
}

function tamper(path: string, sql: string): void {
  const database = openDatabase(path);
  database.exec(sql);
  database.close();
}

test('finds nothing wrong after evictions, a withdrawal and acknowledgements out of order', (t) => {
  const { kit, outbox } = filled(t, 12_000);
  outbox.withdraw('session-1');
  const first = outbox.floor();
  outbox.acknowledge(outbox.epoch, first, [[first + 5, first + 9]]);
  for (let n = 1; n <= 20; n += 1) outbox.append(numbered(n));
  const verdict = verifyOutbox(kit.path);
  assert.equal(verdict.findings, []);
  assert.is(verdict.events, outbox.depth());
});

const WRONG: [string, string, RegExp][] = [
  [
    'a number that is missing',
    'DELETE FROM events WHERE sequence BETWEEN 7 AND 9',
    /nothing accounts for: 7 to 9/,
  ],
  [
    'an event cut short',
    'UPDATE events SET body = substr(body, 1, 90) WHERE sequence = 4',
    /Event 4: is no JSON/,
  ],
  ['bytes that are wrong', 'UPDATE events SET bytes = 1 WHERE sequence = 4', /Event 4: its bytes/],
  ['a class that is wrong', 'UPDATE events SET class = 0 WHERE sequence = 4', /Event 4: its class/],
  ['a session that is wrong', `UPDATE events SET session = 'x' WHERE sequence = 4`, /Event 4: its session/],
  [
    'another number in the event',
    `UPDATE events SET body = replace(body, '"sequence":4,', '"sequence":5,')
    WHERE sequence = 4`,
    /Event 4: says that it is number 5/,
  ],
  [
    'another epoch',
    `UPDATE meta SET value = 'another-epoch' WHERE name = 'epoch'`,
    /Event 1: is of another epoch/,
  ],
  [
    'data outside the contract',
    `UPDATE events SET body = replace(body, '"display"', '"dispXay"')
    WHERE sequence = 4`,
    /Event 4: data/,
  ],
];

for (const [what, sql, finding] of WRONG)
  test(`finds ${what}`, (t) => {
    const { kit, outbox } = filled(t);
    outbox.stop();
    tamper(kit.path, sql);
    assert.match(verifyOutbox(kit.path).findings.join('\n'), finding);
  });
