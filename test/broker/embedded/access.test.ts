import * as assert from 'uvu/assert';
import {
  Access,
  mayPublish,
  mayReceive,
  maySubscribe,
  type BrokerAccount,
  type Login,
} from '../../../broker/embedded/access.ts';
import { kioskFilters, topicOf, TOPIC_NAMES, type TopicClass } from '../../../broker/contract/topics.ts';
import { HUB_CLASSES, KIOSK_CLASSES } from '../../../broker/identity/topic-rights.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Access to the embedded broker');

const KIOSK = { root: 'tapwall', tenant: 'demo', store: 'mil-01', kiosk: 'kiosk-1' };
const OTHER = { ...KIOSK, kiosk: 'kiosk-2' };
const login: Login = { role: { kiosk: KIOSK, clientId: 'k' }, serial: undefined };
const NOW = 1_000;
const IDENTITY = { serial: 'aa01', clientId: 'k', address: KIOSK, notAfter: 2_000 };
const CLASSES = Object.keys(TOPIC_NAMES) as TopicClass[];

function guarded(accounts: BrokerAccount[] = []): Access {
  const access = new Access({ guarded: true, accounts });
  access.setIdentities([IDENTITY]);
  return access;
}

function shown(more: object = {}) {
  return {
    clientId: 'k',
    username: undefined,
    password: undefined,
    certificate: { serial: 'aa01', trusted: true },
    ...more,
  };
}

test('knows of every class who publishes it', () => {
  assert.equal([...KIOSK_CLASSES, ...HUB_CLASSES].sort(), [...CLASSES].sort());
});

test('lets a kiosk publish what goes up, below its own address, and nothing else', () => {
  for (const topicClass of CLASSES) {
    for (const name of TOPIC_NAMES[topicClass]) {
      const up = KIOSK_CLASSES.includes(topicClass);
      assert.is(mayPublish(login, topicOf(KIOSK, topicClass, name), false), up, topicClass);
      assert.not.ok(mayPublish(login, topicOf(OTHER, topicClass, name), false), topicClass);
    }
  }
  for (const topic of [
    '',
    '$SYS/x',
    'tapwall/demo/mil-01/kiosk-1',
    'tapwall/demo/mil-01/kiosk-1/evt/other',
    'a/b',
  ])
    assert.not.ok(mayPublish(login, topic, false), topic);
});

test('lets a kiosk retain its state and what it reports, never events', () => {
  assert.ok(mayPublish(login, topicOf(KIOSK, 'state', 'presence'), true));
  assert.ok(mayPublish(login, topicOf(KIOSK, 'reported', 'config'), true));
  assert.not.ok(mayPublish(login, topicOf(KIOSK, 'evt', 'batch'), true));
  assert.not.ok(mayPublish(login, topicOf(KIOSK, 'req', 'config'), true));
});

test('lets a kiosk subscribe to what the contract says it needs', () => {
  for (const filter of kioskFilters(KIOSK)) assert.ok(maySubscribe(login, filter), filter);
});

test('lets a kiosk subscribe to nothing that reaches further', () => {
  const refused = [
    '#',
    '+/#',
    'tapwall/#',
    'tapwall/demo/mil-01/kiosk-1/#',
    'tapwall/demo/mil-01/kiosk-1/+/+',
    'tapwall/demo/mil-01/kiosk-1/evt/+',
    'tapwall/demo/mil-01/+/cmd/+',
    '+/demo/mil-01/kiosk-1/cmd/+',
    'tapwall/demo/mil-01/kiosk-1/cmd/#',
    'tapwall/demo/mil-01/kiosk-1/cmd/+/+',
    'tapwall/demo/mil-01/kiosk-1/__proto__/+',
    'tapwall/demo/mil-01/kiosk-1/constructor/+',
    ...kioskFilters(OTHER),
    '$SYS/#',
    '$share/g/tapwall/demo/mil-01/kiosk-1/cmd/+',
  ];
  for (const filter of refused) assert.not.ok(maySubscribe(login, filter), filter);
});

test('hands a kiosk nothing of another, whatever it subscribed to', () => {
  assert.ok(mayReceive(login, topicOf(KIOSK, 'cmd', 'reload')));
  assert.not.ok(mayReceive(login, topicOf(OTHER, 'cmd', 'reload')));
  assert.not.ok(mayReceive(login, topicOf(OTHER, 'evt', 'batch')));
});

test('binds a certificate to its client id, to the registry and to time', () => {
  const access = guarded();
  assert.equal(access.login(shown(), NOW), { role: { kiosk: KIOSK, clientId: 'k' }, serial: 'aa01' });
  assert.is(access.login(shown({ clientId: 'x' }), NOW), 'client id');
  assert.is(access.login(shown({ certificate: { serial: 'aa01', trusted: false } }), NOW), 'certificate');
  assert.is(access.login(shown({ certificate: { serial: 'bb02', trusted: true } }), NOW), 'certificate');
  assert.is(access.login(shown(), 2_000), 'certificate');
  access.setIdentities([]);
  assert.is(access.login(shown(), NOW), 'certificate');
});

test('does not let a password help a certificate that does not count', () => {
  const access = guarded([{ username: 'hub', password: 's', role: 'hub' }]);
  const both = {
    username: 'hub',
    password: Buffer.from('s'),
    certificate: { serial: 'bb02', trusted: true },
  };
  assert.is(access.login(shown(both), NOW), 'certificate');
});

test('knows accounts by name, password and, of a kiosk, client id', () => {
  const role = { kiosk: KIOSK, clientId: 'k' };
  const access = guarded([{ username: 'u', password: 'right', role }]);
  const attempt = (more: object): unknown => access.login(shown({ certificate: undefined, ...more }), NOW);
  assert.equal(attempt({ username: 'u', password: Buffer.from('right') }), { role, serial: undefined });
  assert.is(attempt({ username: 'u', password: Buffer.from('right'), clientId: 'x' }), 'client id');
  assert.is(attempt({ username: 'u', password: Buffer.from('wrong') }), 'password');
  assert.is(attempt({ username: 'v', password: Buffer.from('') }), 'password');
  assert.is(attempt({}), 'password');
});

test('lets everybody do everything but $SYS when it is open', () => {
  const everybody = new Access({ guarded: false, accounts: [] }).login(shown({ clientId: 'x' }), NOW);
  if (typeof everybody === 'string') return assert.unreachable();
  assert.ok(mayPublish(everybody, 'a/b', true));
  assert.not.ok(mayPublish(everybody, '$SYS/a', false));
  assert.ok(maySubscribe(everybody, '#'));
});
