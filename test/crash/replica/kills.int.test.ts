import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { isWhole, killReplicas } from './kill-replicas.ts';

const test = suite('The catalogue on a kiosk, killed with its hub');

test(
  'is one whole version at every start, and the last one in the end',
  async () => {
    const random = new SeededRandom(11);
    const result = await killReplicas({ rounds: 5, random, progress: () => undefined });
    assert.ok(isWhole(result), JSON.stringify(result));
    assert.ok(result.looks >= 5 && result.pictures > 0, JSON.stringify(result));
  },
  { timeout: 200_000 },
);
