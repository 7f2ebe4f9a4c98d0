import * as assert from 'uvu/assert';
import type { Message } from '../../../broker/contract/messages.ts';
import { BrokerError } from '../../../broker/errors.ts';
import { People } from '../../../kiosk/host/people.ts';
import { cardToken } from '../../../kiosk/identify/card-token.ts';
import type { SessionInput } from '../../../kiosk/session/input.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';

const test = suite('People');
const KEY = Buffer.alloc(32, 7);
const UID = '04FACADE112233';
const TOKEN = 'token-of-anna-0123456789';
const CUSTOMER = { token: TOKEN, displayName: 'Anna', tier: 'Gold', locale: 'it-IT', wishlistCount: 2 };

type Reply = Omit<Message<'rsp/recognise'> & Message<'rsp/wishlist'>, 'id'>;

function kit(reply: Reply | BrokerError, loyaltyKey: Uint8Array | null = KEY) {
  const logger = new QuietLogger();
  const asked: [string, object, number][] = [];
  const answers: SessionInput[] = [];
  const request = (name: string, body: object, ms: number): Promise<never> => {
    asked.push([name, body, ms]);
    if (reply instanceof BrokerError) return Promise.reject(reply);
    return Promise.resolve({ id: 'question', ...reply } as never);
  };
  const people = new People({ downlink: { request }, loyaltyKey, logger });
  const answer = (input: SessionInput): void => void answers.push(input);
  return { people, logger, asked, answers, answer };
}

test('asks with the pseudonym of the card and hands the customer over', async () => {
  const { people, asked, answers, answer } = kit({ ok: true, customer: CUSTOMER });
  await people.recognise(UID, answer, 'r1');
  assert.equal(asked, [['recognise', { card: cardToken(KEY, UID) }, 4000]]);
  assert.equal(answers, [{ type: 'recognised', requestId: 'r1', customer: CUSTOMER }]);
});

for (const [code, type] of [
  ['TW_CARD_UNKNOWN', 'not_recognised'],
  ['SOME_OTHER_PLATFORM', 'not_recognised'],
  ['TW_RATE_LIMITED', 'recognition_failed'],
  ['TW_HUB_FAILED', 'recognition_failed'],
] as const) {
  test(`takes ${code} for ${type}`, async () => {
    const { people, answers, answer } = kit({ ok: false, code });
    await people.recognise(UID, answer, 'r1');
    assert.equal(answers, [{ type, requestId: 'r1' }]);
  });
}

for (const code of ['TW_LINK_DOWN', 'TW_REQUEST_TIMEOUT'] as const) {
  test(`answers on ${code}, and logs the code and nothing of the shopper`, async () => {
    const { people, answers, answer, logger } = kit(new BrokerError(code, `${UID} ${TOKEN}`));
    await people.recognise(UID, answer, 'r1');
    await people.loadWishlist(TOKEN, answer, 'w1');
    assert.equal(answers, [
      { type: 'recognition_failed', requestId: 'r1' },
      { type: 'wishlist_failed', requestId: 'w1' },
    ]);
    const log = JSON.stringify(logger.lines);
    assert.ok(log.includes(code));
    assert.not.ok(log.includes(UID) || log.includes(TOKEN) || log.includes(cardToken(KEY, UID)));
  });
}

test('recognises nobody without a key, and asks nobody', async () => {
  const { people, asked, answers, answer } = kit({ ok: true, customer: CUSTOMER }, null);
  await people.recognise(UID, answer, 'r1');
  assert.equal(asked, []);
  assert.equal(answers, [{ type: 'not_recognised', requestId: 'r1' }]);
});

test('hands a wishlist over as SKUs, an empty one too, and says when it was refused', async () => {
  const items = [{ sku: 'A', addedAt: '2026-01-01T00:00:00Z' }];
  for (const [reply, expected] of [
    [
      { ok: true, items },
      { type: 'wishlist_loaded', requestId: 'w1', skus: ['A'] },
    ],
    [{ ok: true }, { type: 'wishlist_loaded', requestId: 'w1', skus: [] }],
    [
      { ok: false, code: 'TW_CUSTOMER_TOKEN_UNKNOWN' },
      { type: 'wishlist_failed', requestId: 'w1' },
    ],
  ] as const) {
    const { people, answers, answer } = kit(reply);
    await people.loadWishlist(TOKEN, answer, 'w1');
    assert.equal(answers, [expected]);
  }
});
