import * as assert from 'uvu/assert';
import type { Message } from '../../../broker/contract/messages.ts';
import { BrokerError } from '../../../broker/errors.ts';
import { SignedTags } from '../../../kiosk/host/signed-tags.ts';
import type { SessionInput } from '../../../kiosk/session/input.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';

const test = suite('Asking about signed tags');
const SUN = 'https://id.example/01/09506000134352?picc_data=SECRET&cmac=SECRET';
const ABOUT = { device: 'reader-1', sku: 'A-1' };
const CUSTOMER = { token: 'token-0123456789', displayName: 'Anna', tier: '', locale: 'it', wishlistCount: 0 };

type Reply = Omit<Message<'rsp/recognise'>, 'id'>;

function kit(reply: Reply | BrokerError) {
  const logger = new QuietLogger();
  const asked: [string, object, number][] = [];
  const answers: SessionInput[] = [];
  const request = (name: string, body: object, ms: number): Promise<never> => {
    asked.push([name, body, ms]);
    if (reply instanceof BrokerError) return Promise.reject(reply);
    return Promise.resolve({ id: 'question', ...reply } as never);
  };
  const tags = new SignedTags({ downlink: { request }, logger });
  const answer = (input: SessionInput): void => void answers.push(input);
  return { tags, logger, asked, answers, answer };
}

async function checked(reply: Reply | BrokerError): Promise<unknown> {
  const { tags, answers, answer } = kit(reply);
  await tags.check({ sun: SUN, requestId: 'r1', about: ABOUT }, answer);
  const [only, ...more] = answers;
  assert.equal(more, []);
  assert.equal({ ...only, result: '' }, { type: 'tag_checked', requestId: 'r1', about: ABOUT, result: '' });
  return only?.type === 'tag_checked' && only.result;
}

test('hands the URL over as the tag gave it, once', async () => {
  const { tags, asked, answer } = kit({ ok: true, tag: { result: 'genuine', purpose: 'product' } });
  await tags.check({ sun: SUN, requestId: 'r1', about: ABOUT }, answer);
  assert.equal(asked, [['recognise', { sun: SUN }, 4000]]);
});

for (const [reply, result] of [
  [{ ok: true, tag: { result: 'genuine', purpose: 'product' } }, 'genuine'],
  [{ ok: true, tag: { result: 'replayed', purpose: 'product' } }, 'replayed'],
  [{ ok: true, tag: { result: 'not_genuine' } }, 'not_genuine'],
  [{ ok: true, tag: { result: 'genuine', purpose: 'card' }, customer: CUSTOMER }, 'not_genuine'],
  [{ ok: false, code: 'TW_TAG_UNKNOWN' }, 'unknown'],
  [{ ok: false, code: 'TW_RATE_LIMITED' }, 'unavailable'],
  [{ ok: false, code: 'TW_CARD_UNKNOWN' }, 'unavailable'],
  [{ ok: true }, 'unavailable'],
] as const)
  test(`takes ${JSON.stringify(reply).slice(0, 60)} for ${result}`, async () => {
    assert.is(await checked(reply), result);
  });

for (const code of ['TW_LINK_DOWN', 'TW_REQUEST_TIMEOUT'] as const)
  test(`answers on ${code}, and logs the code and nothing of the tag`, async () => {
    const { tags, answers, answer, logger } = kit(new BrokerError(code, SUN));
    await tags.check({ sun: SUN, requestId: 'r1', about: ABOUT }, answer);
    await tags.recognise(SUN, answer, 'r2');
    assert.equal(answers, [
      { type: 'tag_checked', requestId: 'r1', about: ABOUT, result: 'unavailable' },
      { type: 'recognition_failed', requestId: 'r2' },
    ]);
    assert.ok(JSON.stringify(logger.lines).includes(code));
    assert.not.ok(JSON.stringify(logger.lines).includes('SECRET'));
  });

for (const [reply, expected] of [
  [
    { ok: true, tag: { result: 'genuine', purpose: 'card' }, customer: CUSTOMER },
    { type: 'recognised', customer: CUSTOMER },
  ],
  [
    { ok: true, tag: { result: 'genuine', purpose: 'card' } },
    { type: 'not_recognised', notice: 'unknown_card', reason: 'unknown_card' },
  ],
  [
    { ok: true, tag: { result: 'replayed', purpose: 'card' } },
    { type: 'not_recognised', notice: 'unknown_card', reason: 'replayed' },
  ],
  [
    { ok: true, tag: { result: 'not_genuine' } },
    { type: 'not_recognised', notice: 'unknown_card', reason: 'not_genuine' },
  ],
  [
    { ok: true, tag: { result: 'genuine', purpose: 'product' } },
    { type: 'not_recognised', notice: 'unknown_product', reason: 'unknown_product' },
  ],
  [{ ok: false, code: 'TW_TAG_UNKNOWN' }, { type: 'not_recognised' }],
  [{ ok: false, code: 'TW_RATE_LIMITED' }, { type: 'recognition_failed' }],
] as const)
  test(`takes ${JSON.stringify(reply).slice(0, 70)} for ${JSON.stringify(expected).slice(0, 70)}`, async () => {
    const { tags, answers, answer } = kit(reply);
    await tags.recognise(SUN, answer, 'r1');
    assert.equal(answers, [{ ...expected, requestId: 'r1' }]);
  });
