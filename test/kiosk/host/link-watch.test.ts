import * as assert from 'uvu/assert';
import { Incidents } from '../../../kiosk/displays/incidents.ts';
import { LinkWatch } from '../../../kiosk/host/link-watch.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('Watch over the link');

function kit(isConnected = true) {
  const clock = new VirtualClock();
  const story: string[] = [];
  const incidents = new Incidents({
    clock,
    logger: new QuietLogger(),
    newId: () => 'id',
    append: ({ name }) => void story.push(name),
  });
  const watch = new LinkWatch({
    incidents,
    clock,
    refresh: () => void story.push('refresh'),
    isConnected: () => isConnected,
    connected: () => void story.push('look for a catalogue'),
  });
  return { clock, story, watch };
}

test('takes a hiccup of under three seconds for nothing', async () => {
  const { watch, clock, story } = kit();
  watch.connection(false);
  await clock.advance(2_900);
  watch.connection(true);
  await clock.advance(10_000);
  assert.equal(story, ['refresh', 'refresh', 'look for a catalogue']);
});

test('opens an incident for a loss that lasts, and closes it when the platform is back', async () => {
  const { watch, clock, story } = kit();
  watch.connection(false);
  await clock.advance(3_000);
  assert.equal(story, ['refresh', 'incident_opened']);
  watch.connection(true);
  assert.equal(story.slice(2), ['refresh', 'incident_closed', 'look for a catalogue']);
});

test('counts from the first loss to the last return when the line flaps', async () => {
  const { watch, clock, story } = kit();
  for (let round = 0; round < 10; round += 1) {
    watch.connection(false);
    await clock.advance(1_000);
    watch.connection(true);
  }
  await clock.advance(10_000);
  assert.not.ok(story.includes('incident_opened'));
  assert.is(clock.pending, 0);
});

test('notices a platform that was never there', async () => {
  const { watch, clock, story } = kit(false);
  watch.start();
  watch.connection(false);
  await clock.advance(3_000);
  assert.is(story.filter((step) => step === 'incident_opened').length, 1);
});

test('waits for nothing when the platform is there at the start', () => {
  const { watch, clock } = kit(true);
  watch.start();
  assert.is(clock.pending, 0);
});

test('hears nothing of the loss that stopping the link is', async () => {
  const { watch, clock, story } = kit();
  watch.stop();
  watch.connection(false);
  await clock.advance(10_000);
  assert.equal(story, []);
  assert.is(clock.pending, 0);
});
