/** The export's query on SQLite. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from '../../../harness/suite.ts';
import { assertAnswers, assertBounded, storedEvents } from './stored-events-kit.ts';

const test = suite('stored events in SQLite');

test('are found by page, store, kiosk and time', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-export-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const stored = await storedEvents(t, { engine: 'sqlite', path: join(folder, 'fleet.sqlite') });
  await assertAnswers(stored);
  await assertBounded(stored);
});
