import * as assert from 'uvu/assert';
import type { OutboxTrouble } from '../../../broker/outbox/disk-trouble.ts';
import { Incidents } from '../../../kiosk/displays/incidents.ts';
import { OutboxWatch } from '../../../kiosk/host/outbox-watch.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('Watch over the outbox');

const FULL: OutboxTrouble = { code: 'TW_DATABASE_FULL', message: 'full', since: '2026-11-22T10:00:00Z' };

function kit() {
  const clock = new VirtualClock();
  const story: string[] = [];
  const append = ({ name }: { name: string }): void => void story.push(name);
  const incidents = new Incidents({ clock, logger: new QuietLogger(), newId: () => 'id', append });
  return { clock, story, watch: new OutboxWatch({ incidents, clock }) };
}

test('says once that the disk is full, however often a little room comes and goes', async () => {
  const { clock, story, watch } = kit();
  for (let round = 0; round < 20; round += 1) {
    watch.trouble(FULL);
    await clock.advance(1_000);
    watch.trouble(null);
    await clock.advance(4_000);
  }
  assert.equal(story, ['incident_opened']);
  await clock.advance(1_000);
  assert.equal(story, ['incident_opened', 'incident_closed']);
  assert.is(clock.pending, 0);
});

test('leaves no timer when it stops', () => {
  const { clock, watch } = kit();
  watch.trouble(FULL);
  watch.trouble(null);
  watch.stop();
  assert.is(clock.pending, 0);
});
