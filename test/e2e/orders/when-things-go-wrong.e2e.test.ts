/** Orders while something is away, somebody touches twice, or two want the last piece: on real parts, without a browser. */
import * as assert from 'uvu/assert';
import type { IntentView } from '../../../broker/contract/screen.ts';
import { fileTimeout, suite, type TestContext } from '../../harness/suite.ts';
import { until } from '../../support/until.ts';
import { browse, type TestBrowser } from '../../kiosk/http/kit.ts';
import { eventually } from '../stage.ts';
import { orderStage, type Kiosk, type OrderStage } from './stage.ts';

const test = suite('Orders when things go wrong');
const limit = { timeout: 120_000 };
fileTimeout(300_000);
const SOON = 30_000;

/** Somebody in front of a wall who has tapped product A. */
class Shopper {
  readonly #browser: TestBrowser;

  constructor(browser: TestBrowser) {
    this.#browser = browser;
  }

  static async at(t: TestContext, stage: OrderStage, kiosk: Kiosk): Promise<Shopper> {
    const browser = await browse(t, Number(new URL(kiosk.url).port), { query: '?display=wall' });
    await stage.tap(kiosk, { sku: 'A' });
    const shopper = new Shopper(browser);
    await until(() => shopper.#screen?.screen.name === 'product', SOON);
    await until(() => (shopper.#screen?.ways.length ?? 0) > 0, SOON);
    return shopper;
  }

  get #screen() {
    return this.#browser.messages.findLast((message) => message.type === 'screen');
  }

  get wants(): readonly IntentView[] {
    return this.#screen?.intents ?? [];
  }

  get online(): boolean {
    return this.#screen?.online ?? false;
  }

  touch(touch: object): void {
    this.#browser.socket.send(JSON.stringify({ type: 'touch', touch }));
  }

  reserve(): void {
    this.touch({ action: 'ask_intent', kind: 'reserve', sku: 'A' });
  }

  async hears(state: IntentView['state']): Promise<IntentView> {
    return until(() => this.wants.find((one) => one.state === state), SOON);
  }
}

test(
  'gives the last piece to one of two kiosks that ask at once, and tells the other',
  async (t) => {
    const stage = await orderStage(t);
    stage.shop.stock.set('MIL-01 A', 1);
    const kiosks = [await stage.startKiosk('kiosk-1'), await stage.startKiosk('kiosk-2')];
    const shoppers = await Promise.all(kiosks.map((kiosk) => Shopper.at(t, stage, kiosk)));
    // Twice each, as an impatient finger does.
    for (const shopper of [...shoppers, ...shoppers]) shopper.reserve();
    await until(
      () => shoppers.every(({ wants }) => ['held', 'rejected'].includes(wants[0]?.state ?? '')),
      SOON,
    );
    assert.equal(
      shoppers.map(({ wants }) => wants.length),
      [1, 1],
    );
    assert.is(shoppers.filter(({ wants }) => wants[0]?.state === 'held').length, 1, 'exactly one has it');
    assert.is(
      shoppers.flatMap(({ wants }) => wants).find(({ state }) => state === 'rejected')?.reason,
      'sold_out',
    );
    assert.is(stage.shop.standing.length, 1);
    assert.ok([...stage.shop.asked.values()].every((times) => times === 1));
    const held = shoppers.find(({ wants }) => wants[0]?.state === 'held');
    held?.touch({ action: 'drop_intent', key: held.wants[0]?.key });
    await held?.hears('cancelled');
    await until(() => stage.shop.standing.length === 0, SOON);
  },
  limit,
);

test(
  'keeps what it promised through a restart of the hub, and finishes what was under way',
  async (t) => {
    const stage = await orderStage(t);
    const kiosk = await stage.startKiosk();
    const shopper = await Shopper.at(t, stage, kiosk);
    stage.shop.isAway = true;
    shopper.reserve();
    const waiting = await until(() => shopper.wants.find(({ reason }) => reason === 'unreachable'), SOON);
    assert.is(waiting.state, 'placing');
    await stage.stopHub();
    stage.shop.isAway = false;
    await stage.startHub();
    const held = await shopper.hears('held');
    assert.is(stage.shop.standing.length, 1);
    await stage.stopHub();
    await stage.startHub();
    const [line] = await stage.requests();
    assert.equal([line?.state, line?.code], ['held', held.code]);
  },
  limit,
);

test(
  'takes nothing while the kiosk is cut off, says so, and takes it again when it is back',
  async (t) => {
    const stage = await orderStage(t);
    const kiosk = await stage.startKiosk();
    const shopper = await Shopper.at(t, stage, kiosk);
    await stage.lab(kiosk, 'network', { up: false });
    await until(() => !shopper.online, SOON);
    shopper.reserve();
    assert.is((await shopper.hears('offline')).open, false);
    await stage.lab(kiosk, 'network', { up: true });
    await until(() => shopper.online, SOON);
    assert.equal([await stage.requests(), stage.shop.orders.size], [[], 0], 'nothing was kept for later');
    shopper.reserve();
    await shopper.hears('held');
    assert.is(stage.shop.standing.length, 1);
  },
  limit,
);

test(
  'tells what a shop says that refuses, and shows the team what it does not cancel',
  async (t) => {
    const stage = await orderStage(t);
    const kiosk = await stage.startKiosk();
    const shopper = await Shopper.at(t, stage, kiosk);
    stage.shop.refusal = 'Not today.';
    shopper.reserve();
    const refused = await shopper.hears('rejected');
    assert.equal([refused.reason, refused.note], ['refused', 'Not today.']);
    stage.shop.refusal = null;
    stage.shop.keeps = 'It is being packed.';
    shopper.reserve();
    const held = await shopper.hears('held');
    shopper.touch({ action: 'drop_intent', key: held.key });
    await shopper.hears('cancelled');
    await eventually(async () => (await stage.requests()).some(({ snag }) => snag !== null), 'it is listed');
    const stuck = (await stage.requests()).find(({ snag }) => snag !== null);
    assert.equal([stuck?.snag?.note, stage.shop.standing.length], ['It is being packed.', 1]);
    stage.shop.keeps = null;
    await fetch(`${stage.hubUrl}/api/console/intents/${stuck?.id}/snag`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ how: 'retry' }),
    });
    await until(() => stage.shop.standing.length === 0, SOON);
  },
  limit,
);
