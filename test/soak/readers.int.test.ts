import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { soakRealReaders } from './real-readers.ts';

const test = suite('Soak of readers of a real pcscd');

test(
  'tells visits at two readers once each, and leaves no file open',
  async () => {
    const results = await soakRealReaders(12);
    assert.equal(
      results.map(({ process }) => process),
      ['the kiosk’s', 'the reader process'],
    );
  },
  { timeout: 90_000 },
);
