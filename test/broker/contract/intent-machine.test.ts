/** No intent ever moves as its kind does not allow, whoever tries what in which order. */
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import {
  INTENT_TABLES,
  isFinal,
  moved,
  nextStates,
  refusalOf,
  startOf,
  type IntentMove,
} from '../../../broker/contract/intent-machine.ts';
import {
  INTENT_ACTORS,
  INTENT_KINDS,
  INTENT_REASONS,
  INTENT_STATES,
  normalCode,
  reportOf,
  type Intent,
  type IntentKind,
  type IntentStateName,
} from '../../../broker/contract/intents.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Intent machine');
const START = Date.UTC(2026, 10, 26, 10);

function intent(kind: IntentKind, expiresAt: number | null = null): Intent {
  const state = startOf(kind);
  return {
    id: 'i-1',
    kind,
    lines: [{ sku: 'A', quantity: 1 }],
    storeCode: 'MIL-01',
    kioskId: 'mil-01.k1',
    display: 'wall',
    state,
    idempotencyKey: 'key-0000000000001',
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    externalRef: null,
    code: 'K7QM',
    reason: null,
    note: null,
    snag: null,
    history: [{ state, at: new Date(START).toISOString(), by: 'shopper' }],
  };
}

const anyMove = fc.record({
  to: fc.constantFrom(...INTENT_STATES),
  by: fc.constantFrom(...INTENT_ACTORS),
  /** Clocks of several hubs: time may go back. */
  seconds: fc.integer({ min: -600, max: 7200 }),
  reason: fc.option(fc.constantFrom(...INTENT_REASONS), { nil: undefined }),
});

test('never moves against its table, never leaves a final state, and never forgets or goes back in time', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...INTENT_KINDS),
      fc.option(fc.integer({ min: 0, max: 3600 }), { nil: null }),
      fc.array(anyMove, { maxLength: 60 }),
      (kind, life, moves) => {
        let now = intent(kind, life === null ? null : START + life * 1000);
        for (const { to, by, seconds, reason } of moves) {
          const at = new Date(START + seconds * 1000).toISOString();
          const move: IntentMove = { to, by, at, ...(reason !== undefined && { reason }) };
          if (refusalOf(now, move) !== undefined) continue;
          assert.not(isFinal(kind, now.state), `${kind} left ${now.state}`);
          assert.ok(INTENT_TABLES[kind][now.state]?.[to]?.includes(by), `${kind} ${now.state} ${to} ${by}`);
          const next = moved(now, move);
          assert.equal(next.history.slice(0, -1), now.history);
          assert.ok((next.history.at(-1)?.at ?? '') >= (now.history.at(-1)?.at ?? ''));
          assert.ok(reportOf(next).revision > reportOf(now).revision);
          if (isFinal(kind, to)) assert.is(next.code, null);
          now = next;
        }
      },
    ),
    { numRuns: 400 },
  );
});

test('lets every state be reached from the start, and every state come to an end', () => {
  for (const kind of INTENT_KINDS) {
    const reached = reachable(kind, startOf(kind));
    for (const state of Object.keys(INTENT_TABLES[kind]) as IntentStateName[]) {
      assert.ok(reached.has(state), `${kind} never gets to ${state}`);
      const ends = [...reachable(kind, state)].filter((end) => isFinal(kind, end));
      assert.ok(ends.length > 0, `${kind} never leaves ${state}`);
    }
  }
});

test('goes the way that each kind is for', () => {
  const ways: Record<IntentKind, IntentStateName[]> = {
    room: ['requested', 'accepted', 'picking', 'delivered'],
    reserve: ['requested', 'held', 'ready', 'collected'],
    pickup: ['placing', 'placed', 'accepted', 'picking', 'ready_for_pickup', 'collected'],
    ship: ['placing', 'placed', 'allocated', 'packed', 'shipped', 'delivered'],
    handover: ['created', 'shown', 'opened', 'claimed', 'purchased'],
  };
  for (const [kind, way] of Object.entries(ways) as [IntentKind, IntentStateName[]][]) {
    assert.is(startOf(kind), way[0]);
    for (const [index, to] of way.slice(1).entries())
      assert.ok(INTENT_TABLES[kind][way[index] ?? to]?.[to] !== undefined, `${kind} ${to}`);
    assert.ok(isFinal(kind, way.at(-1) ?? 'expired'));
  }
});

test('lets time end only what has run out, and a till take only what has not', () => {
  const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();
  const code = intent('handover', START + 600_000);
  assert.is(refusalOf(code, { to: 'expired', by: 'clock', at: at(599) }), 'too_early');
  assert.is(refusalOf(code, { to: 'expired', by: 'clock', at: at(600) }), undefined);
  assert.is(refusalOf(code, { to: 'shown', by: 'till', at: at(600) }), 'too_late');
  assert.is(refusalOf(intent('room'), { to: 'expired', by: 'clock', at: at(9e6) }), 'too_early');
});

test('asks for a reason when it says no, and lets nobody do what is another’s', () => {
  const held = { ...intent('reserve'), state: 'held' as const };
  const at = new Date(START).toISOString();
  assert.is(refusalOf(held, { to: 'rejected', by: 'team', at }), 'no_reason');
  assert.is(refusalOf(held, { to: 'rejected', by: 'team', at, reason: 'not_found' }), undefined);
  assert.is(refusalOf(held, { to: 'ready', by: 'shopper', at }), 'not_theirs');
  assert.is(refusalOf(held, { to: 'purchased', by: 'till', at }), 'no_way');
});

test('offers the team what comes next', () => {
  assert.equal(nextStates('room', 'requested', 'team'), ['accepted', 'unavailable', 'cancelled']);
  assert.equal(nextStates('reserve', 'ready', 'team'), ['collected', 'released', 'cancelled']);
  assert.equal(nextStates('handover', 'shown', 'team'), []);
});

test('reads a code as people type it', () => {
  assert.is(normalCode('k7q-4pm '), 'K7Q4PM');
  assert.is(normalCode('K7O4PM'), '', 'no code has an O');
});

function reachable(kind: IntentKind, from: IntentStateName): Set<IntentStateName> {
  const seen = new Set<IntentStateName>([from]);
  for (const state of seen)
    for (const to of Object.keys(INTENT_TABLES[kind][state] ?? {})) seen.add(to as IntentStateName);
  return seen;
}
