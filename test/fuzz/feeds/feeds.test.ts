/** A short run with a fixed seed; `npm run fuzz:feeds -- --inputs N --seed S` goes on where it ends. */
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { feedCampaign } from './campaign.ts';

const test = suite('Fuzzing: feeds');

test(
  'ends every spoilt feed of every format in rows and a report, or in a refusal',
  async () => {
    const { formats, failures, refusals } = await feedCampaign({ inputs: 500, seed: 20_261_126 });
    assert.equal(
      failures.map(({ format, rule, number }) => `${number} ${format}: ${rule}`),
      [],
    );
    for (const [name, { inputs, rows }] of formats) assert.ok(inputs > 0 && rows > 0, name);
    assert.ok(refusals.has('TW_FEED_MARKUP') && refusals.has('TW_FEED_COLUMNS'));
  },
  { timeout: 50_000 },
);
