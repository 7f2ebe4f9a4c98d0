import * as assert from 'uvu/assert';
import { RESTING } from '../../../kiosk/session/state.ts';
import { suite } from '../../harness/suite.ts';
import { Stage } from './stage.ts';

const test = suite('Signed tags');

function results(stage: Stage): [string, string][] {
  return stage.state.checks.map(({ sku, result }) => [sku, result]);
}

test('show their product at once and are asked about', () => {
  const stage = new Stage('wall');
  const requestId = stage.signed('A-1', 'https://id.example/x');
  assert.is(stage.place, 'product');
  const effect = stage.effects.find(({ type }) => type === 'check_tag');
  const about = { device: 'reader', sku: 'A-1', gtin: '09506000134352' };
  assert.equal(effect, { type: 'check_tag', sun: 'https://id.example/x', requestId, about });
  assert.equal(results(stage), [['A-1', 'checking']]);
});

test('leave nothing of their URL in the state', () => {
  const stage = new Stage('wall');
  stage.signed('A-1');
  assert.not.match(JSON.stringify(stage.state), /SECRETURL/);
});

for (const [result, shown] of [
  ['genuine', 'genuine'],
  ['replayed', 'unchecked'],
  ['not_genuine', 'unchecked'],
  ['unavailable', 'unchecked'],
] as const)
  test(`that are ${result} are shown as ${shown}, and the event says which`, () => {
    const stage = new Stage('wall');
    stage.checked(stage.signed('A-1'), result);
    assert.equal(results(stage), [['A-1', shown]]);
    assert.equal(stage.last('tag_checked'), { display: 'wall', device: 'reader', sku: 'A-1', result });
    assert.is(stage.events().at(-1)?.sessionId, stage.state.session?.id);
    assert.is(stage.place, 'product');
  });

test('that nobody has keys for are shown like any other, without an event', () => {
  const stage = new Stage('wall');
  stage.checked(stage.signed('A-1'), 'unknown');
  assert.equal(results(stage), []);
  assert.not.ok(stage.names().includes('tag_checked'));
});

test('lose their mark when a tag without one names the same product', () => {
  const stage = new Stage('wall');
  stage.checked(stage.signed('A-1'), 'genuine');
  stage.product('A-1');
  assert.equal(results(stage), []);
});

test('are asked about anew when they are tapped again; the answer to the first no longer counts', () => {
  const stage = new Stage('wall');
  const first = stage.signed('A-1');
  const second = stage.signed('A-1');
  stage.checked(first, 'genuine');
  assert.equal(results(stage), [['A-1', 'checking']]);
  stage.checked(second, 'replayed');
  assert.equal(results(stage), [['A-1', 'unchecked']]);
});

test('are known one by one in a fitting room, a dozen at the most', () => {
  const stage = new Stage('room');
  const ids = Array.from({ length: 14 }, (_, index) => stage.signed(`P${index}-1`));
  stage.checked(ids[13] ?? '', 'genuine', 'P13-1');
  stage.checked(ids[0] ?? '', 'genuine', 'P0-1');
  assert.is(stage.state.checks.length, 12);
  assert.equal(results(stage).at(-1), ['P13-1', 'genuine']);
});

test('whose answer comes late are reported outside of the next session, and change nothing', () => {
  const stage = new Stage('wall');
  const requestId = stage.signed('A-1');
  stage.do('finish');
  stage.checked(requestId, 'replayed');
  assert.equal(stage.state, RESTING);
  stage.product('B-1');
  stage.checked(requestId, 'replayed');
  assert.equal(
    stage.events().flatMap((event) => (event.name === 'tag_checked' ? [event.sessionId] : [])),
    [undefined, undefined],
  );
  assert.equal(results(stage), []);
});

test('keep their mark when another person takes over the screen, and only those that stay on it', () => {
  const stage = new Stage('wall');
  stage.recognised(stage.card(), 'Ada');
  stage.checked(stage.signed('A-1'), 'genuine');
  stage.checked(stage.signed('B-1'), 'genuine', 'B-1');
  stage.recognised(stage.card('04DDEEFF'), 'Bob');
  assert.equal(results(stage), [['B-1', 'genuine']]);
});

test('of cards are asked with instead of a UID', () => {
  const stage = new Stage('wall');
  const effects = stage.tap({ kind: 'card', uid: '04AA', sun: 'https://a/b', otherwise: 'foreign_tag' });
  assert.not.ok(effects.some(({ type }) => type === 'recognise'));
  const asked = effects.find((effect) => effect.type === 'recognise_signed');
  assert.is(asked?.sun, 'https://a/b');
  stage.recognised(asked?.requestId ?? '');
  assert.is(stage.place, 'welcome');
});

test('of cards that are not accepted say why in the event and nothing of it on the screen', () => {
  const ask = (stage: Stage): string => {
    const effects = stage.tap({ kind: 'card', uid: '', sun: 'https://a/b', otherwise: 'foreign_tag' });
    return effects.find((effect) => effect.type === 'recognise_signed')?.requestId ?? '';
  };
  const copied = new Stage('wall');
  const answer = { notice: 'unknown_card', reason: 'replayed' } as const;
  copied.send({ type: 'not_recognised', requestId: ask(copied), ...answer });
  assert.equal(copied.last('tag_unknown'), { display: 'wall', device: 'reader', reason: 'replayed' });
  assert.match(JSON.stringify(copied.state.place), /unknown_card/);
  const foreign = new Stage('wall');
  foreign.send({ type: 'not_recognised', requestId: ask(foreign) });
  assert.match(JSON.stringify(foreign.state.place), /foreign_tag/);
});
