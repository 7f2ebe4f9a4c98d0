/**
 * What an outbox goes through in its life, in a process whose system calls are recorded: `MODE PATH SEED EVENTS SYNC`.
 * It says on its standard output what it promises, each line right after the call that made it true:
 * `V id epoch sequence` was found at the start, `A id epoch sequence` was appended, `K epoch sequence` is about to be
 * acknowledged, `W id` is about to be withdrawn, `w id` was.
 */
import { writeSync } from 'node:fs';
import type { CloudEvent, NewEvent } from '../../../broker/contract/events.ts';
import { Outbox } from '../../../broker/outbox/outbox.ts';
import { openDatabase, type SqliteDatabase } from '../../../broker/sqlite/open.ts';
import { systemClock } from '../../../kiosk/system/clock.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { SeededRandom } from '../../support/seeded-random.ts';

const [mode = 'life', path = '', seed = '1', events = '400', synchronous = 'FULL'] = process.argv.slice(2);
const random = new SeededRandom(Number(seed));
/** Small, so that the bounds are reached. */
const MAX_BYTES = 100_000;

const outbox = new Outbox({
  path,
  source: '/luma/mil-01/kiosk-1',
  clock: systemClock,
  random,
  logger: new QuietLogger(),
  maxBytes: MAX_BYTES,
  open,
});

function open(file: string): SqliteDatabase {
  const database = openDatabase(file);
  database.pragma(`synchronous = ${synchronous}`);
  return database;
}

function say(mark: string, { id, epoch, sequence }: CloudEvent): void {
  writeSync(1, `${mark} ${id} ${epoch} ${sequence}\n`);
}

function begin(): void {
  outbox.start();
  for (const event of outbox.read(0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)) say('V', event);
  writeSync(1, 'started\n');
}

let count = 0;

function made(): NewEvent {
  count += 1;
  const visit = String(Math.floor(count / 40)).padStart(12, '0');
  return {
    name: 'search',
    data: { display: 'wall', search_term: 'x'.repeat(Math.floor(random.unit() * 99) + 1), results: count },
    sessionId: `0199a0c0-0000-7000-8000-${visit}`,
  };
}

function append(): void {
  const batch = random.unit() < 0.7 ? 1 : Math.ceil(random.unit() * 30);
  const sealed = outbox.appendAll(Array.from({ length: batch }, made));
  for (const event of sealed) say('A', event);
}

function acknowledge(): void {
  const [from, to] = [outbox.watermark(), outbox.lastSequence()];
  const sequence = from + Math.ceil(random.unit() * (to - from));
  writeSync(1, `K ${outbox.epoch} ${sequence}\n`);
  outbox.acknowledge(outbox.epoch, sequence);
}

/** Somebody takes back their consent: their events must not come back with a power cut. */
function withdraw(): void {
  const kept = outbox.read(0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  const sessionId = kept[Math.floor(random.unit() * kept.length)]?.sessionid;
  if (sessionId === undefined || !('withdraw' in outbox)) return;
  const gone = kept.filter((event) => event.sessionid === sessionId);
  for (const event of gone) say('W', event);
  (outbox as { withdraw: (sessionId: string) => number }).withdraw(sessionId);
  for (const event of gone) say('w', event);
}

begin();
// What is never acknowledged reaches the bounds; then the platform comes back.
const limit = Number(events);
for (let done = 0; done < limit; done = count) {
  append();
  const isDown = mode === 'life' && count > limit * 0.3 && count < limit * 0.7;
  if (!isDown && random.unit() < 0.12) acknowledge();
  if (random.unit() < 0.02) withdraw();
  if (random.unit() < 0.015) {
    outbox.stop();
    begin();
  }
}
// As a crash leaves it: with its log, for the next one to find.
if (mode === 'crash') process.kill(process.pid, 'SIGKILL');
outbox.stop();
