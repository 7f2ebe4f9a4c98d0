/** A hub exports what kiosks told it, with what its catalogue knows. */
import * as assert from 'uvu/assert';
import { suite } from '../../../harness/suite.ts';
import { event, EPOCH } from '../support/events.ts';
import { FeedFolder, products, row } from '../support/feed-folder.ts';
import { startHub } from '../support/hub-bench.ts';
import { faultsOf } from './conformance.ts';

const test = suite('exports of a hub');
const LIMIT = { timeout: 30_000 };
const TOKEN = 'a-token-that-nobody-guesses-in-time';
const HEADERS = { host: '127.0.0.1', authorization: `Bearer ${TOKEN}` };
const HTTP = { host: '127.0.0.1', port: 0, token: TOKEN };

interface Document extends Record<string, unknown> {
  epcisBody: {
    eventList: { eventTimeZoneOffset: string; quantityList: { epcClass: string; quantity: number }[] }[];
  };
}

const garments = (sequence: number): ReturnType<typeof event> =>
  event(sequence, {
    type: 'tapwall.garment_entered.v1',
    time: '2026-07-01T10:00:00.000Z',
    data: { display: 'room', items: [{ item_id: 'A' }, { item_id: 'GONE' }] },
  });

test(
  'give GTINs of the catalogue and the time of the store, and nothing of a visit that was withdrawn',
  async (t) => {
    const feeds = new FeedFolder(t);
    feeds.write('products.tsv', products(row('A', { gtin: '09506000134352' })));
    await feeds.import();
    const hub = await startHub(t, { dataDir: feeds.dataDir, http: HTTP });
    const ask = async (): Promise<Document> =>
      (await hub.app.inject({ url: '/export/epcis?store=MIL-01', headers: HEADERS })).json<Document>();

    await hub.say('evt/batch', [event(1), garments(2), garments(3)]);
    const document = await ask();
    assert.equal(faultsOf(document), []);
    const [first] = document.epcisBody.eventList;
    assert.is(document.epcisBody.eventList.length, 2);
    assert.is(first?.eventTimeZoneOffset, '+02:00');
    assert.equal(first?.quantityList, [
      { epcClass: 'https://id.gs1.org/01/09506000134352', quantity: 1 },
      { epcClass: 'urn:tapwall:sku:demo:GONE', quantity: 1 },
    ]);

    const withdrawn = event(4, {
      type: 'tapwall.consent_withdrawn.v1',
      data: { display: 'room', dropped: 0, epoch: EPOCH, ranges: [[2, 2]] },
    });
    await hub.say('evt/batch', [withdrawn]);
    assert.is((await ask()).epcisBody.eventList.length, 1);
  },
  LIMIT,
);

test(
  'show the contract to everybody and the events to whoever has the token',
  async (t) => {
    const hub = await startHub(t, { http: HTTP });
    const status = async (url: string): Promise<number> =>
      (await hub.app.inject({ url, headers: { host: '127.0.0.1' } })).statusCode;
    assert.is(await status('/contract/asyncapi.json'), 200);
    assert.is(await status('/contract/schemas/ack.events.json'), 200);
    assert.is(await status('/export/epcis'), 401);
  },
  LIMIT,
);

test(
  'announce kiosks to Home Assistant only where that is wanted',
  async (t) => {
    for (const homeAssistant of [undefined, 'homeassistant']) {
      const hub = await startHub(t, homeAssistant === undefined ? {} : { homeAssistant });
      const heard: string[] = [];
      hub.broker.observe('homeassistant/#', ({ topic }) => void heard.push(topic));
      await hub.say('state/presence', { online: true, boot: 'b1', version: '1', storeCode: 'MIL-01' });
      assert.equal(
        [...new Set(heard)],
        homeAssistant === undefined ? [] : ['homeassistant/device/tapwall_demo_mil-01_k1/config'],
      );
    }
  },
  LIMIT,
);
