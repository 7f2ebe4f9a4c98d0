import * as assert from 'uvu/assert';
import type { NewEvent } from '../../../broker/contract/events.ts';
import type { IntentReport } from '../../../broker/contract/intents.ts';
import { BrokerError } from '../../../broker/errors.ts';
import { IntentDesk } from '../../../kiosk/host/intent-desk.ts';
import type { SessionInput } from '../../../kiosk/session/input.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('Intent desk');
const KEY = 'key-0000000000000001';
const REPORT: IntentReport = {
  key: KEY,
  kind: 'handover',
  storeCode: 'MIL-01',
  state: 'created',
  revision: 2,
  expiresAt: null,
  code: 'K7Q4PM',
  reason: null,
  note: null,
};

type Reply = { ok: boolean; code?: string; intent?: IntentReport } | BrokerError | 'silence';

function kit() {
  const clock = new VirtualClock();
  const replies: Reply[] = [];
  const asked: { action: string; key: string }[] = [];
  const heard: SessionInput[] = [];
  const events: NewEvent[] = [];
  const doubtful = new Set<string>();
  const request = async (_name: string, body: object, deadline: number): Promise<never> => {
    asked.push(body as { action: string; key: string });
    const reply = replies.shift() ?? new BrokerError('TW_LINK_DOWN');
    if (reply === 'silence')
      await new Promise<never>((_resolve, reject) => {
        clock.setTimer(deadline, () => reject(new BrokerError('TW_REQUEST_TIMEOUT')));
      });
    if (reply instanceof BrokerError) throw reply;
    return { id: 'question', ...(reply as object) } as never;
  };
  const desk = new IntentDesk({
    downlink: { request },
    doubtful: {
      start: () => [...doubtful],
      add: (key) => void doubtful.add(key),
      settle: (key) => void doubtful.delete(key),
    },
    append: (event) => void events.push(event),
    clock,
    logger: new QuietLogger(),
  });
  const ask = (): Promise<void> =>
    desk.ask(
      'wall',
      {
        key: KEY,
        kind: 'handover',
        sku: 'A',
        storeCode: null,
        token: null,
        items: [{ item_id: 'A' }],
      },
      (input) => void heard.push(input),
    );
  const actions = (): string[] => asked.map(({ action }) => action);
  return { clock, replies, asked, heard, events, desk, ask, actions, doubtful };
}

test('asks again with the same key until it is answered', async () => {
  const { clock, replies, asked, heard, ask } = kit();
  replies.push('silence', { ok: false, code: 'TW_FLEET_UNAVAILABLE' }, { ok: true, intent: REPORT });
  const done = ask();
  await clock.advance(8_000);
  await done;
  assert.equal(new Set(asked.map(({ key }) => key)), new Set([KEY]));
  assert.equal(heard, [{ type: 'intent', report: REPORT }]);
});

test('says after a while that nobody answers, and calls off what may have come of it', async () => {
  const { clock, replies, heard, desk, ask, actions } = kit();
  const done = ask();
  await clock.advance(12_000);
  await done;
  assert.equal(heard, [{ type: 'intent_failed', key: KEY, refusal: 'offline' }]);
  const before = actions().length;
  replies.push({ ok: true, intent: { ...REPORT, state: 'expired' } });
  desk.connected();
  await clock.advance(0);
  assert.equal(actions().slice(-1), ['cancel']);
  assert.ok(actions().length > before);
  const after = actions().length;
  await clock.advance(60_000);
  assert.is(actions().length, after, 'it is called off');
});

test('tells the screen of every move, and a till’s also when the shopper has left', async () => {
  const { replies, heard, events, desk, ask } = kit();
  replies.push({ ok: true, intent: REPORT });
  await ask();
  desk.report({ ...REPORT, state: 'shown', revision: 4 });
  assert.is(heard.length, 2);
  desk.forget('room');
  desk.forget('wall');
  desk.report({ ...REPORT, state: 'claimed', revision: 8, code: null });
  desk.report({ ...REPORT, state: 'claimed', revision: 8, code: null });
  assert.is(heard.length, 2);
  assert.equal(events, [{ name: 'handover_claimed', data: { display: 'wall', items: [{ item_id: 'A' }] } }]);
});

test('calls off what was answered to somebody who has left', async () => {
  const { clock, replies, heard, desk, ask, actions } = kit();
  replies.push('silence', { ok: true, intent: REPORT }, { ok: true, intent: REPORT });
  const done = ask();
  await clock.advance(1_000);
  desk.forget('wall');
  await clock.advance(10_000);
  await done;
  assert.equal(heard, []);
  assert.equal(actions(), ['create', 'create', 'cancel']);
});

test('looks after a break at what the screen shows', async () => {
  const { clock, replies, heard, desk, ask } = kit();
  replies.push({ ok: true, intent: REPORT });
  await ask();
  replies.push({ ok: true, intent: { ...REPORT, state: 'expired', revision: 6 } });
  desk.connected();
  await clock.advance(0);
  assert.is((heard.at(-1) as { report?: IntentReport }).report?.state, 'expired');
});

test('keeps in doubt what no screen has promised, and calls it off when it is back', async () => {
  const { clock, replies, desk, ask, actions, doubtful } = kit();
  replies.push('silence');
  void ask();
  await clock.advance(0);
  assert.equal([...doubtful], [KEY]);
  desk.stop();
  const again = kit();
  again.doubtful.add(KEY);
  again.replies.push({ ok: false, code: 'TW_INTENT_UNKNOWN' });
  again.desk.start();
  again.desk.connected();
  await again.clock.advance(0);
  assert.equal(again.actions(), ['cancel']);
  assert.equal([...again.doubtful], []);
  assert.equal(actions(), ['create']);
});

test('does not call off what a screen has shown, though the answer itself was lost', async () => {
  const { clock, heard, desk, ask, actions, doubtful } = kit();
  const done = ask();
  desk.report(REPORT);
  await clock.advance(12_000);
  await done;
  assert.equal(heard, [{ type: 'intent', report: REPORT }]);
  assert.not.ok(actions().includes('cancel'));
  assert.equal([...doubtful], []);
});

test('says why the platform says no', async () => {
  for (const [code, refusal] of [
    ['TW_CUSTOMER_TOKEN_UNKNOWN', 'unknown_person'],
    ['TW_SKU_UNKNOWN', 'sold_out'],
    ['TW_STORE_UNKNOWN', 'failed'],
  ] as const) {
    const { replies, heard, ask } = kit();
    replies.push({ ok: false, code });
    await ask();
    assert.equal(heard, [{ type: 'intent_failed', key: KEY, refusal }]);
  }
});
