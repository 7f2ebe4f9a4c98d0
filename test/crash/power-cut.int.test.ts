import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { powerCut } from './power-cut/power-cut.ts';

const test = suite('Outbox after a power cut');

test(
  'has every event whose append returned, whatever the disk kept of what was not synced, and less without syncing',
  async () => {
    const { results, proof } = await powerCut({
      states: 150,
      proofStates: 40,
      events: 200,
      seed: 7,
      progress: () => undefined,
    });
    for (const result of results) assert.is(result.bad, 0, `${result.recording}: ${result.first}`);
    // A repair has to be seen in the midst of it.
    assert.ok(results.some(({ setAside }) => setAside > 0));
    assert.ok(proof.lost > 0, 'synchronous=NORMAL loses nothing: the rig is blind');
  },
  { timeout: 120_000 },
);
