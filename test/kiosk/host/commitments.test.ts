import * as assert from 'uvu/assert';
import { Commitments } from '../../../kiosk/host/commitments.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Commitments');

test('tells those whose event is committed, also ahead of a backlog, and each once', () => {
  const commitments = new Commitments();
  const told: number[] = [];
  for (const sequence of [3, 7, 9]) commitments.when(sequence, () => told.push(sequence));
  commitments.committed(1, [[6, 8]]);
  assert.equal(told, [7]);
  commitments.committed(8);
  assert.equal(told, [7, 3]);
  commitments.committed(9);
  assert.equal(told, [7, 3, 9]);
});
