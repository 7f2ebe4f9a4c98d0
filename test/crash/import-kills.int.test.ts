import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { isWhole, killImports } from './import/kill-imports.ts';

const test = suite('Imports under kill -9');

test(
  'leave one whole version, whatever they were in the midst of',
  async () => {
    const result = await killImports({
      rounds: 8,
      variants: 200,
      random: new SeededRandom(3),
      progress: () => undefined,
    });
    assert.ok(isWhole(result), JSON.stringify(result));
    assert.is(result.rounds, 8);
    assert.ok((result.phases['writing'] ?? 0) > 0, JSON.stringify(result.phases));
  },
  { timeout: 120_000 },
);
