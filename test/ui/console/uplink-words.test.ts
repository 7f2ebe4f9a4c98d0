/** What a manager reads about the events of a kiosk. */
import * as assert from 'uvu/assert';
import type { KioskSummary } from '../../../broker/contract/http.ts';
import { uplinkLines } from '../../../ui/console/uplink/uplink-words.ts';
import { withPoint, MOST_POINTS, type DepthPoint } from '../../../ui/console/uplink/depth-graph.ts';
import { remedyOf } from '../../../ui/console/uplink/remedies.ts';
import { suite } from '../../harness/suite.ts';
import { kiosk } from './fixtures.ts';

const test = suite('Words about the uplink');
const NOW = new Date(2026, 10, 22, 11, 0);
const at = (minutes: number): string => new Date(NOW.getTime() - minutes * 60_000).toISOString();

type Uplink = NonNullable<KioskSummary['uplink']>;

function uplink(change: Partial<Uplink> = {}): Uplink {
  return {
    at: at(0),
    depth: 0,
    bytes: 0,
    maxBytes: 67_108_864,
    oldestAt: null,
    perSecond: 0,
    commit: { p50: 1.2, p99: 4 },
    reconnects: 0,
    evicted: 0,
    lastAckAt: at(0),
    ...change,
  };
}

const told = (change: Partial<KioskSummary>): string[] =>
  uplinkLines(kiosk({ uplink: uplink(), ...change }), NOW).map(({ mark, text }) => `${mark} ${text}`);

test('say that everything has arrived', () => {
  assert.equal(told({}), ['go Everything has arrived.', 'go 1,204 received, no gaps']);
});

test('say how many wait since when, and how fast they leave', () => {
  const waiting = { depth: 1_312, oldestAt: at(18), outboxDepth: 1_312 };
  const first = (change: Partial<Uplink>): string | undefined =>
    told({ outboxDepth: 1_312, uplink: uplink({ ...waiting, ...change }) })[0];
  assert.is(first({ perSecond: 39.6 }), 'wait 1,312 events wait since 10:42; 40 a second leave.');
  assert.is(first({ perSecond: 0.2 }), 'wait 1,312 events wait since 10:42; 12 a minute leave.');
  assert.is(first({ lastAckAt: at(0.5) }), 'wait 1,312 events wait since 10:42.');
  assert.is(first({ lastAckAt: at(15) }), 'warn 1,312 events wait since 10:42, and none leaves.');
});

test('calm down about an outage', () => {
  const lines = uplinkLines(
    kiosk({
      online: false,
      since: at(20),
      uplink: uplink({ depth: 312, bytes: 12_079_595, commit: { p50: 2, p99: 900 } }),
    }),
    NOW,
  );
  assert.is(lines[0]?.text, 'No connection since 10:40; nothing is lost.');
  assert.is(lines[0]?.help, 'When it was last heard, 312 events waited; 18 % of the space was used.');
  assert.is(lines.length, 2, 'what its disk did then is not said');
});

test('name what is wrong, each with what helps', () => {
  const lines = uplinkLines(
    kiosk({
      outboxDepth: 9,
      uplink: uplink({
        depth: 9,
        oldestAt: at(1),
        perSecond: 3,
        bytes: 60_000_000,
        commit: { p50: 9, p99: 81.4 },
      }),
      events: {
        received: 500,
        epoch: 'e',
        sequence: 503,
        gaps: 3,
        duplicates: 2,
        missing: 2,
        evicted: 40,
        withdrawn: 12,
      },
    }),
    NOW,
  );
  assert.equal(
    lines.map(({ mark, text }) => `${mark} ${text}`),
    [
      'wait 9 events wait since 10:59; 3 a second leave.',
      'warn 89 % of the space for events is used.',
      'warn Its disk is slow: up to 81 ms until an event is safe.',
      'wait 500 received, 1 gap',
      'warn 2 events never came.',
      'idle 40 events were given up by the kiosk.',
    ],
  );
  for (const { mark, text, help } of lines) if (mark === 'warn') assert.is.not(help, '', text);
  assert.match(lines[3]?.help ?? '', '2 came twice and count once, 12 deleted at shoppers’ wish.');
});

test('go without the figures of an older kiosk', () => {
  assert.equal(told({ uplink: null, outboxDepth: 3 }), ['wait 3 events wait.', 'go 1,204 received, no gaps']);
  assert.equal(told({ uplink: null, outboxDepth: 0 })[0], 'go Everything has arrived.');
});

test('draw ten minutes at the most, in the order of time', () => {
  let points: readonly DepthPoint[] = [];
  for (let index = 0; index < 100; index += 1) points = withPoint(points, { at: index, depth: index });
  assert.is(points.length, MOST_POINTS);
  assert.is(withPoint(points, { at: 50, depth: 1 }), points);
});

test('know what helps against the alarms of the uplink', () => {
  for (const code of [
    'OUTBOX_NEARLY_FULL',
    'EVENTS_EVICTED',
    'DISK_SLOW',
    'PLATFORM_SILENT',
    'IDENTITY_CONTESTED',
  ])
    assert.is.not(remedyOf(`TW_${code}`), '', code);
  assert.is(remedyOf('TW_SOMETHING_ELSE'), '');
});
