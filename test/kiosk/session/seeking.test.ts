import * as assert from 'uvu/assert';
import type { IdentifiedSought } from '../../../kiosk/identify/identified.ts';
import { RESTING } from '../../../kiosk/session/state.ts';
import { suite } from '../../harness/suite.ts';
import { Stage } from './stage.ts';

const test = suite('A product outside the range');

const SUN = 'https://id.example/SECRETURL';
const SOUGHT: IdentifiedSought = {
  kind: 'sought',
  key: { gtin: '09506000134352' },
  gtin: '09506000134352',
  sun: SUN,
  otherwise: { kind: 'unknown', notice: 'unknown_product', reason: 'unknown_gtin', gtin: '09506000134352' },
};

/** The id of the question. */
function seek(stage: Stage): string {
  const effects = stage.tap(SOUGHT, 'tap-of-it');
  return effects.find((effect) => effect.type === 'seek_product')?.requestId ?? '';
}

const found = (stage: Stage, requestId: string, sku = 'A-1'): void =>
  void stage.send({
    type: 'sought',
    requestId,
    identified: { kind: 'product', sku, gtin: '09506000134352', sun: SUN },
  });

test('is asked for while the shopper waits, and shown when it is known', () => {
  const stage = new Stage('wall');
  const requestId = seek(stage);
  assert.is(stage.state.place.name, 'seeking');
  assert.not.match(JSON.stringify(stage.state), /SECRETURL|09506000134352/);
  found(stage, requestId);
  assert.is(stage.place, 'product');
  assert.is(stage.state.tap, 'tap-of-it');
  assert.is(stage.state.seeking, null);
  const names = stage.events().map(({ name }) => name);
  assert.equal(names, ['session_started', 'tag_tapped', 'view_item']);
  assert.ok(
    stage.effects.some((effect) => effect.type === 'check_tag'),
    'its tag is checked, too',
  );
});

test('is unknown when the platform does not know it, and the invitation comes back', () => {
  const stage = new Stage('wall');
  const requestId = seek(stage);
  stage.send({ type: 'sought', requestId, identified: SOUGHT.otherwise });
  assert.equal(stage.state.place.name === 'notice' && stage.state.place.notice, 'unknown_product');
  assert.is(stage.events().at(-1)?.name, 'tag_unknown');
  stage.wait(7);
  assert.equal(stage.state, RESTING);
});

test('leaves what is on the screen where it is while the platform is asked', () => {
  const stage = new Stage('wall');
  stage.product('B-1');
  const requestId = seek(stage);
  assert.equal(stage.state.place.name === 'product' && stage.state.place.sku, 'B-1');
  found(stage, requestId);
  assert.equal(stage.state.place.name === 'product' && stage.state.place.sku, 'A-1');
});

test('does not come back to a shopper who has gone on', () => {
  const gone: ((stage: Stage) => void)[] = [
    (stage) => void stage.product('B-1'),
    (stage) => stage.do('show_search'),
    (stage) => stage.do('finish'),
    (stage) => void seek(stage),
    (stage) => stage.wait(600),
  ];
  for (const [index, goOn] of gone.entries()) {
    const stage = new Stage('wall');
    const requestId = seek(stage);
    goOn(stage);
    const before = structuredClone(stage.state);
    found(stage, requestId);
    assert.equal(stage.state, before, `way ${index}`);
  }
  const stage = new Stage('wall');
  const requestId = seek(stage);
  stage.do('activity');
  found(stage, requestId);
  assert.is(stage.place, 'product', 'a touch that leads nowhere is no going on');
});

test('comes into a fitting room as a garment', () => {
  const stage = new Stage('room');
  found(stage, seek(stage));
  assert.equal(
    stage.state.garments.map(({ tag }) => tag),
    ['A-1'],
  );
});
