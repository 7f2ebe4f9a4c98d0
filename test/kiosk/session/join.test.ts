import * as assert from 'uvu/assert';
import { RESTING } from '../../../kiosk/session/state.ts';
import { suite } from '../../harness/suite.ts';
import { Stage } from './stage.ts';

const test = suite('Shoppers with a phone');

const BEGUN = {
  visit: 'v'.repeat(43),
  code: 'BCDF-GHJK',
  uri: 'https://hub.example/join/BCDF-GHJK',
  expiresIn: 300,
};
const CUSTOMER = {
  token: 'token-of-Ada-0000000',
  displayName: 'Ada',
  tier: 'Gold',
  locale: 'it',
  wishlistCount: 2,
  wishes: true,
} as const;

/** Asks for a code and gets it. */
function waiting(stage: Stage, visit = BEGUN.visit): void {
  const effects = stage.touch({ action: 'show_join' });
  const requestId = effects.find((effect) => effect.type === 'begin_visit')?.requestId ?? '';
  stage.send({ type: 'visit_begun', requestId, begun: { ...BEGUN, visit } });
}

function step(stage: Stage, name: 'opened' | 'confirmed' | 'refused' | 'failed', visit = BEGUN.visit): void {
  stage.send({ type: 'visit_step', visit, step: name, ...(name === 'confirmed' && { customer: CUSTOMER }) });
}

const cancelled = (stage: Stage): string[] =>
  stage.effects.filter((effect) => effect.type === 'cancel_visit').map(({ visit }) => visit);

test('are shown a code, and greeted once they have confirmed it', () => {
  const stage = new Stage('wall');
  waiting(stage);
  assert.is(stage.state.join?.code, 'BCDF-GHJK');
  step(stage, 'opened');
  assert.is(stage.state.join?.status, 'opened');
  step(stage, 'confirmed');
  assert.is(stage.place, 'welcome');
  assert.is(stage.state.join, null);
  assert.is(stage.state.person?.tier, 'Gold');
  assert.equal(stage.last('customer_recognised'), { display: 'wall', method: 'phone' });
  assert.equal(stage.names(), ['session_started', 'customer_recognised']);
});

test('come back to what they were looking at', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  waiting(stage);
  step(stage, 'confirmed');
  assert.is(stage.place, 'product');
  const other = new Stage('wall');
  other.product('A-1');
  waiting(other);
  other.do('back');
  assert.is(other.place, 'product');
  assert.equal(cancelled(other), [BEGUN.visit]);
});

test('may go on looking while their phone signs in', () => {
  const stage = new Stage('wall');
  waiting(stage);
  step(stage, 'opened');
  stage.product('A-1');
  step(stage, 'confirmed');
  assert.is(stage.place, 'product');
  assert.is(stage.state.person?.displayName, 'Ada');
});

test('leave no code behind: what ends the session takes it back', () => {
  for (const end of ['finish', 'back'] as const) {
    const stage = new Stage('wall');
    waiting(stage);
    stage.do(end);
    assert.equal(stage.state, RESTING, end);
    assert.equal(cancelled(stage), [BEGUN.visit], end);
  }
  const restarted = new Stage('wall');
  waiting(restarted);
  restarted.send({ type: 'restart' });
  assert.equal(cancelled(restarted), [BEGUN.visit]);
  const late = new Stage('wall');
  const effects = late.touch({ action: 'show_join' });
  late.do('finish');
  const requestId = effects.find((effect) => effect.type === 'begin_visit')?.requestId ?? '';
  late.send({ type: 'visit_begun', requestId, begun: BEGUN });
  assert.equal(late.state, RESTING);
  assert.equal(cancelled(late), [BEGUN.visit], 'a code that comes too late');
});

test('are not known by a phone of an earlier code or an earlier visitor', () => {
  const stage = new Stage('wall');
  waiting(stage, 'a'.repeat(43));
  waiting(stage, 'b'.repeat(43));
  step(stage, 'confirmed', 'a'.repeat(43));
  assert.is(stage.state.person, null);
  stage.do('finish');
  step(stage, 'confirmed', 'b'.repeat(43));
  assert.equal(stage.state, RESTING);
});

test('are told that nobody confirmed, that the phone said no, or that nobody can be asked', () => {
  const stage = new Stage('wall');
  waiting(stage);
  stage.wait(89);
  assert.is(stage.state.warnedAt, null, 'they look for their phone');
  step(stage, 'opened');
  stage.wait(212);
  assert.is(stage.state.join?.status, 'expired');
  assert.is(stage.state.join?.code, '');
  const refused = new Stage('wall');
  waiting(refused);
  step(refused, 'refused');
  assert.is(refused.state.join?.status, 'refused');
  waiting(refused);
  assert.is(refused.state.join?.status, 'waiting', 'and may try again');
  const offline = new Stage('wall');
  const effects = offline.touch({ action: 'show_join' });
  const requestId = effects.find((effect) => effect.type === 'begin_visit')?.requestId ?? '';
  offline.send({ type: 'visit_failed', requestId, reason: 'offline' });
  assert.is(offline.state.join?.status, 'offline');
});

test('who walk away are asked whether they are still there, and forgotten', () => {
  const stage = new Stage('wall');
  waiting(stage);
  stage.wait(91);
  assert.is.not(stage.state.warnedAt, null);
  stage.wait(60);
  assert.equal(stage.state, RESTING);
  assert.equal(cancelled(stage), [BEGUN.visit]);
});

test('are known by a card meanwhile, and the code is void', () => {
  const stage = new Stage('wall');
  waiting(stage);
  stage.recognised(stage.card());
  assert.is(stage.place, 'welcome');
  assert.equal(cancelled(stage), [BEGUN.visit]);
  stage.touch({ action: 'show_join' });
  assert.is(stage.state.join, null, 'nobody has to be asked for');
});

test('have what they agreed to said as events that name nobody', () => {
  const stage = new Stage('wall');
  waiting(stage);
  const consents = [
    { purpose: 'style_tips', version: '2', lang: 'it', given: true },
    { purpose: 'news', version: '1', lang: 'it', given: false },
  ];
  stage.send({ type: 'visit_step', visit: BEGUN.visit, step: 'confirmed', customer: CUSTOMER, consents });
  assert.equal(stage.last('consent_given'), {
    display: 'wall',
    purpose: 'style_tips',
    version: '2',
    lang: 'it',
    method: 'phone',
  });
  assert.is(stage.last('consent_revoked')?.purpose, 'news');
  assert.not.match(JSON.stringify(stage.events()), /Ada|token-of/);
});

test('get no code in a fitting room', () => {
  const stage = new Stage('room');
  stage.touch({ action: 'show_join' });
  assert.is(stage.state.join, null);
});
