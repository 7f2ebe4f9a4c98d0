/** The export's query on PostgreSQL, where several hubs write. */
import * as assert from 'uvu/assert';
import { suite } from '../../../harness/suite.ts';
import { startPostgres } from '../../../support/postgres.ts';
import { assertAnswers, assertBounded, storedEvents } from './stored-events-kit.ts';

const test = suite('stored events in PostgreSQL');

test(
  'are found by page, store, kiosk and time, once no other hub can still commit before them',
  async (t) => {
    const { url } = await startPostgres(t, { hasty: true });
    const stored = await storedEvents(t, { engine: 'postgres', url });
    await assertAnswers(stored);
    await assertBounded(stored);
    stored.clock.jump(-90_000);
    assert.is(await stored.ask(), '');
  },
  { timeout: 60_000 },
);
