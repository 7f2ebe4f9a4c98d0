import * as assert from 'uvu/assert';
import type { CloudEvent } from '../../../broker/contract/events.ts';
import { Visit } from '../../../kiosk/displays/visit.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('The numbers of a visit');

const kept = (sequence: number, sessionid?: string, epoch = 'epoch-1'): CloudEvent =>
  ({ epoch, sequence, ...(sessionid === undefined ? {} : { sessionid }) }) as CloudEvent;

test('are runs, with the numbers of others between them left out', () => {
  const visit = new Visit();
  visit.note([kept(4, 'a'), kept(5, 'a'), kept(6), kept(7, 'a')]);
  visit.note([kept(9, 'a')]);
  assert.equal(visit.of('a'), [
    {
      epoch: 'epoch-1',
      ranges: [
        [4, 5],
        [7, 7],
        [9, 9],
      ],
    },
  ]);
});

test('are kept apart by epoch, because a repaired file numbers anew', () => {
  const visit = new Visit();
  visit.note([kept(8, 'a'), kept(1, 'a', 'epoch-2')]);
  assert.equal(
    visit.of('a').map(({ epoch, ranges }) => [epoch, ranges]),
    [
      ['epoch-1', [[8, 8]]],
      ['epoch-2', [[1, 1]]],
    ],
  );
});

test('are those of the last session only', () => {
  const visit = new Visit();
  visit.note([kept(1, 'a'), kept(2, 'b')]);
  assert.equal(visit.of('a'), []);
  assert.equal(visit.of('b'), [{ epoch: 'epoch-1', ranges: [[2, 2]] }]);
  visit.forget();
  assert.equal(visit.of('b'), []);
});
