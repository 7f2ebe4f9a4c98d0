/** What holds for every sequence of inputs, whatever shoppers, tags, sensors and networks do. */
import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { Check } from 'typebox/value';
import { EVENT_DATA } from '../../../broker/contract/events.ts';
import { INTENT_KINDS, INTENT_STATES } from '../../../broker/contract/intents.ts';
import { LANGUAGES } from '../../../broker/contract/settings.ts';
import type { Effect } from '../../../kiosk/session/input.ts';
import { RESTING } from '../../../kiosk/session/state.ts';
import { nextDeadline } from '../../../kiosk/session/timing.ts';
import { suite } from '../../harness/suite.ts';
import { itemOnStage, Stage } from './stage.ts';

const test = suite('Any session');

interface Step {
  name: string;
  run: (stage: Stage) => void;
}

const step = (name: string, run: (stage: Stage) => void): Step => ({ name, run });
const sku = fc.constantFrom('A-1', 'A-2', 'B-1', 'C-1', 'GONE-1');
const person = fc.integer({ min: 0, max: 3 });
const nameOf = (index: number): string => `Person${index}`;
/** SKUs that only this person's wishlist holds. */
const wishOf = (index: number): string => `W${index}-1`;

/** Answers with the id that is awaited, or with one that is not. */
const asked = (stage: Stage, isStale: boolean): string =>
  isStale ? 'id-1' : (stage.state.asking?.requestId ?? 'id-0');
const wished = (stage: Stage, isStale: boolean): string =>
  isStale ? 'id-2' : (stage.state.wishlist?.requestId ?? 'id-0');
const personNow = (stage: Stage): number => Number(stage.state.person?.displayName.slice(-1) ?? '0');

const steps = fc.oneof(
  sku.map((value) => step(`tap ${value}`, (stage) => void stage.product(value))),
  fc.constant(step('card', (stage) => void stage.card('04SECRETUID'))),
  fc.constant(step('blank', (stage) => void stage.card('04SECRETUID', 'blank_tag'))),
  sku.map((value) => step(`tap signed ${value}`, (stage) => void stage.signed(value))),
  fc
    .tuple(fc.boolean(), fc.constantFrom('genuine', 'replayed', 'not_genuine', 'unavailable', 'unknown'))
    .map(([isStale, result]) =>
      step(`checked ${result}`, (stage) => {
        stage.checked(isStale ? 'id-1' : (stage.state.checks.at(-1)?.requestId ?? 'id-0'), result);
      }),
    ),
  sku.map((value) =>
    step(`tap outside ${value}`, (stage) => {
      const otherwise = { kind: 'unknown', notice: 'unknown_product', reason: 'unknown_sku' } as const;
      stage.tap({ kind: 'sought', key: { sku: value }, sun: 'https://a/SECRETURL', otherwise });
    }),
  ),
  fc.tuple(sku, fc.boolean(), fc.boolean()).map(([value, isStale, isKnown]) =>
    step(`sought ${value}`, (stage) => {
      const requestId = isStale ? 'id-1' : (stage.state.seeking?.requestId ?? 'id-0');
      const identified = isKnown
        ? ({ kind: 'product', sku: value } as const)
        : ({ kind: 'unknown', notice: 'unknown_product', reason: 'unknown_sku' } as const);
      stage.send({ type: 'sought', requestId, identified });
    }),
  ),
  fc.constant(
    step('signed card', (stage) => {
      stage.tap({ kind: 'card', uid: '04SECRETUID', sun: 'https://a/SECRETURL', otherwise: 'foreign_tag' });
    }),
  ),
  fc.constant(
    step('foreign', (stage) => void stage.tap({ kind: 'unknown', notice: 'foreign_tag', reason: 'no_link' })),
  ),
  fc
    .tuple(person, fc.boolean(), fc.constantFrom('it-IT', 'xx', ''))
    .map(([index, isStale, locale]) =>
      step(`recognised ${index}`, (stage) => stage.recognised(asked(stage, isStale), nameOf(index), locale)),
    ),
  fc.boolean().map((isStale) =>
    step('not recognised', (stage) => {
      stage.send({ type: 'not_recognised', requestId: asked(stage, isStale) });
    }),
  ),
  fc.constant(
    step('cards offline', (stage) => {
      stage.send({ type: 'recognition_failed', requestId: asked(stage, false) });
    }),
  ),
  fc.boolean().map((isStale) =>
    step('wishlist', (stage) => {
      const skus = ['A-1', wishOf(personNow(stage))];
      // A stale answer is one to another person's question.
      if (isStale) skus.push('W9-1');
      stage.send({ type: 'wishlist_loaded', requestId: wished(stage, isStale), skus });
    }),
  ),
  fc.constant(
    step('no wishlist', (stage) => {
      stage.send({ type: 'wishlist_failed', requestId: wished(stage, false) });
    }),
  ),
  fc
    .constantFrom(
      'activity' as const,
      'back' as const,
      'finish' as const,
      'forget' as const,
      'stay' as const,
      'show_wishlist' as const,
      'dismiss_offer' as const,
      'show_search' as const,
    )
    .map((action) => step(action, (stage) => stage.do(action))),
  fc.constant(step('call', (stage) => void stage.touch({ action: 'call_associate' }))),
  fc
    .tuple(sku, fc.constantFrom('search' as const, 'related' as const, 'attract' as const, 'room' as const))
    .map(([value, list]) => step(`open ${value} of ${list}`, (stage) => stage.open(value, list))),
  fc.boolean().map((isOwn) =>
    step('open wish', (stage) => {
      stage.open(isOwn ? wishOf(personNow(stage)) : wishOf(3), 'wishlist');
    }),
  ),
  fc
    .tuple(sku, fc.constantFrom('select_variant' as const, 'request_size' as const))
    .map(([value, action]) =>
      step(`${action} ${value}`, (stage) => void stage.touch({ action, sku: value })),
    ),
  fc
    .tuple(sku, fc.constantFrom(...INTENT_KINDS))
    .map(([value, kind]) => step(`want ${kind} of ${value}`, (stage) => void stage.want(kind, value))),
  fc
    .tuple(fc.nat({ max: 3 }), fc.constantFrom(...INTENT_STATES), fc.nat({ max: 20 }))
    .map(([index, state, revision]) =>
      step(`report ${state}`, (stage) => {
        const entry = stage.state.wanted[index];
        stage.report(entry?.key ?? 'id-1', { kind: entry?.kind ?? 'reserve', state, revision, code: 'K7QM' });
      }),
    ),
  fc
    .nat({ max: 3 })
    .map((index) =>
      step(
        'drop',
        (stage) => void stage.touch({ action: 'drop_intent', key: stage.state.wanted[index]?.key ?? 'x' }),
      ),
    ),
  fc
    .constantFrom('none' as const, 'reviews' as const, 'stores' as const, 'guide' as const)
    .map((panel) => step(`panel ${panel}`, (stage) => void stage.touch({ action: 'show_panel', panel }))),
  fc
    .constantFrom(...LANGUAGES)
    .map((language) => step(language, (stage) => void stage.touch({ action: 'set_language', language }))),
  fc.integer({ min: 0, max: 90 }).map((seconds) => step(`wait ${seconds}`, (stage) => stage.wait(seconds))),
  fc
    .constantFrom(true, false, null)
    .map((present) => step(`presence ${present}`, (stage) => stage.presence(present))),
  fc
    .tuple(sku, fc.integer({ min: 1, max: 4 }), fc.boolean())
    .map(([value, piece, isHere]) =>
      step(`piece ${piece} of ${value} ${isHere}`, (stage) => stage.garment(value, `EPC${piece}`, isHere)),
    ),
  // Chance alone seldom gets this far.
  person.map((index) =>
    step(`visit of ${index}`, (stage) => {
      stage.recognised(stage.card('04SECRETUID'), nameOf(index));
      stage.wishlist('A-1', wishOf(index));
      stage.open(wishOf(index), 'wishlist');
    }),
  ),
  fc.constant(step('searched', (stage) => void stage.send({ type: 'searched', term: 'x', results: 1 }))),
  fc.constant(
    step('acknowledged', (stage) => {
      const requestId = stage.state.request?.requestId ?? '';
      stage.send({ type: 'request_acknowledged', requestId });
    }),
  ),
  fc.integer({ min: 5, max: 60 }).map((idleSeconds) =>
    step(`idle ${idleSeconds}`, (stage) => {
      stage.settings = { ...stage.settings, idleSeconds };
      stage.send({ type: 'settings_changed' });
    }),
  ),
  fc.boolean().map((isThere) =>
    step(`B ${isThere}`, (stage) => {
      stage.item = (value) => (!isThere && value.startsWith('B') ? undefined : itemOnStage(value));
      stage.send({ type: 'catalogue_changed' });
    }),
  ),
  fc.constant(step('tag removed', (stage) => void stage.send({ type: 'tag_removed', device: 'reader' }))),
  fc.constant(step('early timer', (stage) => void stage.send({ type: 'timer' }))),
  fc.constant(step('restart', (stage) => void stage.send({ type: 'restart' }))),
);

/** Runs any sequence of steps on a display and calls `check` after each. */
function always(check: (stage: Stage) => void): void {
  const kinds = fc.constantFrom('wall' as const, 'room' as const);
  const named = fc.array(steps, { maxLength: 60, size: 'max' });
  fc.assert(
    fc.property(kinds, named, (kind, sequence) => {
      const stage = new Stage(kind);
      for (const { run } of sequence) {
        run(stage);
        check(stage);
      }
    }),
    { seed: 20261122, numRuns: 400 },
  );
}

test('is plain data at every moment', () => {
  always(({ state }) => assert.equal(JSON.parse(JSON.stringify(state)), state));
});

test('leaves the display as it was before anybody came', () => {
  always(({ state }) => {
    if (state.session !== null) return;
    if (state.place.name === 'attract') assert.equal(state, RESTING);
    else assert.equal({ ...state, place: RESTING.place, tap: null }, RESTING);
  });
});

test('has at most one timer, set for what happens next', () => {
  always(({ state, settings, timerAt }) => assert.is(timerAt, nextDeadline(state, settings)));
});

test('starts and ends in pairs, and every event in between names it', () => {
  always((stage) => {
    let open: string | undefined;
    for (const effect of stage.effects) {
      // What was said of this visit is deleted, its beginning too.
      if (effect.type === 'withdraw') {
        assert.is(effect.sessionId, open);
        open = undefined;
      }
      if (effect.type !== 'event') continue;
      const { event } = effect;
      if (event.name === 'session_started') {
        assert.is(open, undefined);
        open = event.sessionId;
        assert.ok(open);
      }
      // An answer about a tag may come when its session is over; then it belongs to none.
      if (event.name !== 'tag_checked' || event.sessionId !== undefined) assert.is(event.sessionId, open);
      if (event.name === 'session_ended') open = undefined;
    }
    assert.is(open, stage.state.session?.id);
  });
});

test('never has a piece twice, nor a garment of which no piece is left', () => {
  always(({ state }) => {
    const pieces = state.garments.flatMap(({ epcs }) => epcs ?? []);
    assert.is(new Set(pieces).size, pieces.length);
    assert.not.ok(state.garments.some(({ epcs }) => epcs?.length === 0));
    assert.is(new Set(state.garments.map(({ tag }) => tag)).size, state.garments.length);
  });
});

test('says what the contract allows and nothing about who was there', () => {
  always((stage) => {
    for (const event of stage.events()) {
      assert.ok(Check(EVENT_DATA[event.name], event.data), JSON.stringify(event));
      assert.not.match(JSON.stringify(event), /SECRETUID|SECRETURL|token-of|Person/);
    }
    stage.effects.length = 0;
    assert.not.match(JSON.stringify(stage.state), /SECRETUID|SECRETURL/);
  });
});

test('shows nothing of one person to the next', () => {
  always(({ state }) => {
    const text = JSON.stringify(state);
    const present = state.person === null ? undefined : state.person.displayName.slice(-1);
    for (const [, index] of text.matchAll(/(?:Person|"W)(\d)/g)) assert.is(index, present);
  });
});

test('forgets right after it ends', () => {
  always(({ effects }) => {
    const isEnd = (effect: Effect | undefined): boolean =>
      effect?.type === 'withdraw' || (effect?.type === 'event' && effect.event.name === 'session_ended');
    const ends = effects.filter(isEnd);
    assert.is(effects.filter((effect) => effect.type === 'forget').length, ends.length);
    for (const [index, effect] of effects.entries())
      if (effect.type === 'forget') assert.ok(isEnd(effects[index - 1]));
  });
});
