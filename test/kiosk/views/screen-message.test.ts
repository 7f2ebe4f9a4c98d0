import * as assert from 'uvu/assert';
import type { Screen, ScreenMessage } from '../../../broker/contract/screen.ts';
import type { Services } from '../../../broker/contract/services.ts';
import { DEFAULT_DISPLAY_SETTINGS } from '../../../broker/contract/settings.ts';
import type { Replica } from '../../../kiosk/replica/replica.ts';
import { RESTING, type SessionState } from '../../../kiosk/session/state.ts';
import { screenMessage } from '../../../kiosk/views/screen-message.ts';
import { suite } from '../../harness/suite.ts';
import { ALL_SERVICES, PRODUCTS_ONLY } from '../../support/all-services.ts';
import { SAMPLE_STORE } from '../../support/sample-catalogue.ts';
import { emptyReplica, sampleReplica } from '../../support/sample-replica.ts';

const test = suite('Screen message');
const NOW = Date.UTC(2026, 10, 22, 10);

interface Seen {
  kind?: 'wall' | 'room';
  services?: Services;
}

/** What a hub gives that recognises nobody by phone. */
const SHOP: Services = { ...ALL_SERVICES, phones: false, intents: ['room', 'reserve'] };

function message(
  replica: Replica,
  state: SessionState,
  { kind = 'wall', services = SHOP }: Seen = {},
): ScreenMessage {
  return screenMessage(state, {
    display: { id: kind, kind, name: 'Wall' },
    storeCode: SAMPLE_STORE,
    catalogue: replica,
    settings: DEFAULT_DISPLAY_SETTINGS,
    revision: 7,
    online: true,
    services,
    now: NOW,
  });
}

const session = (change: Partial<SessionState>): SessionState => ({
  ...RESTING,
  session: { id: 's', startedAt: NOW },
  activeAt: NOW,
  ...change,
});
const ada = {
  token: 'secret-token-1234',
  displayName: 'Ada',
  tier: 'Gold',
  locale: 'it',
  wishes: true,
  wishlistCount: 2,
  dismissed: false,
};

function is<N extends Screen['name']>(screen: Screen, name: N): Extract<Screen, { name: N }> {
  assert.is(screen.name, name);
  return screen as Extract<Screen, { name: N }>;
}

test('invites on a resting wall and is quiet in a resting room', async (context) => {
  const replica = await sampleReplica(context);
  assert.is(is(message(replica, RESTING).screen, 'attract').products.length, 5);
  assert.equal(is(message(replica, RESTING, { kind: 'room' }).screen, 'attract').products, []);
});

test('works before there is a catalogue', (context) => {
  const { screen, store } = message(emptyReplica(context), RESTING);
  assert.equal(is(screen, 'attract').products, []);
  assert.equal(store, { storeCode: SAMPLE_STORE, name: '' });
});

test('shows a product with its panel', async (context) => {
  const place = { name: 'product', sku: 'JOSIE-BLACK-S', panel: 'stores', personal: false } as const;
  const { screen, store } = message(await sampleReplica(context), session({ place }));
  assert.is(is(screen, 'product').panel, 'stores');
  assert.is(store.name, 'Milano Torino');
});

test('says so, friendly, when the product went away', async (context) => {
  const place = { name: 'product', sku: 'NOTHING', panel: 'none', personal: false } as const;
  const { screen } = message(await sampleReplica(context), session({ place }));
  assert.is(is(screen, 'notice').notice, 'unknown_product');
});

test('offers a list without showing any of it, and never the token', async (context) => {
  const wishlist = { requestId: 'r', status: 'loaded' as const, skus: ['TOTE-NATURAL'] };
  const state = session({ place: { name: 'welcome' }, person: ada, wishlist });
  const sent = message(await sampleReplica(context), state);
  assert.equal(sent.screen, { name: 'welcome' });
  assert.equal(sent.offer, { displayName: 'Ada', tier: 'Gold', wishes: true, wishlistCount: 2 });
  assert.not.match(JSON.stringify(sent), /secret-token|TOTE/);
});

test('lists the wishlist in its order with where things are', async (context) => {
  const skus = ['JOSIE-BLACK-L', 'NOTHING', 'TOTE-NATURAL', 'TOTE-NATURAL'];
  const wishlist = { requestId: 'r', status: 'loaded' as const, skus };
  const state = session({ place: { name: 'wishlist' }, person: ada, wishlist });
  const sent = message(await sampleReplica(context), state);
  const screen = is(sent.screen, 'wishlist');
  assert.equal(
    screen.items.map(({ card, nearest, here }) => [card.sku, here?.availability, nearest?.name ?? null]),
    [
      ['JOSIE-BLACK-L', 'out_of_stock', 'Milano Duomo'],
      ['TOTE-NATURAL', 'in_stock', null],
    ],
  );
  assert.is(screen.loading, false);
  assert.is(sent.offer, null);
});

test('shows the garments of a room and the one in focus', async (context) => {
  const garments = [
    { tag: 'JOSIE-BLACK-S', shown: 'JOSIE-BLACK-M' },
    { tag: 'TOTE-NATURAL', shown: 'TOTE-NATURAL' },
  ];
  const state = session({ place: { name: 'room' }, garments, focus: 'JOSIE-BLACK-S' });
  const screen = is(message(await sampleReplica(context), state, { kind: 'room' }).screen, 'room');
  assert.equal(
    screen.items.map(({ sku }) => sku),
    ['JOSIE-BLACK-M', 'TOTE-NATURAL'],
  );
  assert.is(screen.focus, 'JOSIE-BLACK-M');
});

test('counts down while the question stands', async (context) => {
  const replica = await sampleReplica(context);
  assert.is(message(replica, session({})).idle, null);
  assert.equal(message(replica, session({ warnedAt: NOW - 5500 })).idle, { secondsLeft: 15 });
  assert.equal(message(replica, session({ warnedAt: NOW - 60_000 })).idle, { secondsLeft: 0 });
});

test('speaks the language the shopper chose', async (context) => {
  const place = { name: 'product', sku: 'TOTE-NATURAL', panel: 'none', personal: false } as const;
  const sent = message(await sampleReplica(context), session({ place, language: 'it' }));
  assert.is(sent.language, 'it');
  assert.is(is(sent.screen, 'product').product.title, 'Borsa Mercato');
});

test('is the same for the same state', async (context) => {
  const replica = await sampleReplica(context);
  assert.equal(message(replica, RESTING), message(replica, RESTING));
});

test('says how a request to the team stands, without its internal id', async (context) => {
  const request = { kind: 'size', sku: 'TOTE-NATURAL', state: 'sent', requestId: 'internal' } as const;
  assert.equal(message(await sampleReplica(context), session({ request })).request, {
    kind: 'size',
    sku: 'TOTE-NATURAL',
    state: 'sent',
  });
});

test('hides hearts, lists and codes for phones that no source stands behind', async (context) => {
  const replica = await sampleReplica(context);
  const place = { name: 'product', sku: 'JOSIE-BLACK-S', panel: 'none', personal: false } as const;
  const wishOn = (services: Services, person: SessionState['person'] = null) =>
    is(message(replica, session({ place, person }), { services }).screen, 'product').product.wish;
  assert.ok(wishOn(ALL_SERVICES), 'whoever comes with a phone has a list');
  assert.is(wishOn({ ...ALL_SERVICES, phones: false }), undefined);
  assert.is(wishOn({ ...ALL_SERVICES, wishlist: false }), undefined);
  assert.ok(wishOn({ ...ALL_SERVICES, phones: false }, ada));
  assert.is(wishOn({ ...ALL_SERVICES, wishlist: false }, ada), undefined);
  const offered = message(replica, session({ place, person: ada }), { services: PRODUCTS_ONLY });
  assert.is(offered.offer?.wishes, false);
  assert.is(message(replica, RESTING, { services: ALL_SERVICES }).canJoin, true);
  assert.is(message(replica, RESTING, { services: PRODUCTS_ONLY }).canJoin, false);
});

test('offers only the ways that there are, and says whether search may ask for stock', async (context) => {
  const replica = await sampleReplica(context);
  const search = session({ place: { name: 'search' } });
  const seen = (services: Services) => {
    const { ways, gives } = message(replica, search, { services });
    return [ways, gives.stock];
  };
  assert.equal(seen(ALL_SERVICES), [['reserve', 'handover', 'pickup', 'ship'], true]);
  assert.equal(seen(PRODUCTS_ONLY), [['handover'], false]);
});
