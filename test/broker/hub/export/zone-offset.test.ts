/** Offsets from UTC, summer and winter. */
import * as assert from 'uvu/assert';
import { offsetIn, ZoneOffsets } from '../../../../broker/hub/export/epcis/zone-offset.ts';
import { suite } from '../../../harness/suite.ts';

const test = suite('offsets of time zones');
const SUMMER = Date.parse('2026-07-01T10:00:00Z');
const WINTER = Date.parse('2026-12-01T10:00:00Z');

test('follow summer time', () => {
  const offsets = new ZoneOffsets();
  assert.is(offsets.at(SUMMER, 'Europe/Rome'), '+02:00');
  assert.is(offsets.at(WINTER, 'Europe/Rome'), '+01:00');
  assert.is(offsets.at(WINTER, 'America/New_York'), '-05:00');
  assert.is(offsets.at(SUMMER, 'Asia/Kolkata'), '+05:30');
  assert.is(offsets.at(WINTER, 'Europe/London'), '+00:00');
  assert.is(offsets.at(WINTER, 'Pacific/Kiritimati'), '+14:00');
});

test('are unknown where there is no such zone', () => {
  const offsets = new ZoneOffsets();
  assert.is(offsets.at(SUMMER, ''), undefined);
  assert.is(offsets.at(SUMMER, 'Mars/Olympus'), undefined);
});

test('are read from a time', () => {
  assert.is(offsetIn('2026-07-01T10:00:00-03:30'), '-03:30');
  assert.is(offsetIn('2026-07-01T10:00:00Z'), '+00:00');
});
