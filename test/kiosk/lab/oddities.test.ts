import * as assert from 'uvu/assert';
import { ODDITIES } from '../../../kiosk/lab/oddities.ts';
import { suite } from '../../harness/suite.ts';
import { hostKit, screen } from '../host/kit.ts';

const test = suite('Tags that go wrong');

/** Oddity, the notice a shopper sees, the reason in the event. */
const EXPECTED: Readonly<Record<string, [string, string]>> = {
  blank: ['blank_tag', 'blank_tag'],
  factory_new: ['blank_tag', 'blank_tag'],
  truncated: ['unreadable_tag', 'TW_NDEF_TRUNCATED'],
  lifted_half_way: ['unreadable_tag', 'TW_NFC_TAG_TORN'],
  unknown_product: ['unknown_product', 'unknown_gtin'],
  points_elsewhere: ['foreign_tag', 'TW_GS1_NOT_A_DIGITAL_LINK'],
  only_text: ['foreign_tag', 'no_link'],
  unknown_card: ['unknown_card', 'unknown_card'],
  phone: ['phone', 'TW_NFC_PHONE_OR_BANK_CARD'],
};
const UID_OF_ODDITIES = /04D0D0D0D0D0D0|04FEFEFEFEFEFE|08A1B2C3/i;

test('are all expected here', () => {
  assert.equal(Object.keys(ODDITIES).toSorted(), Object.keys(EXPECTED).toSorted());
});

for (const [oddity, [notice, reason]] of Object.entries(EXPECTED)) {
  test(`show a friendly notice for ${oddity}, and say why without a UID`, async (t) => {
    const kit = await hostKit(t);
    kit.answering('recognise', () => ({ ok: false, code: 'TW_CARD_UNKNOWN' }));
    const browser = await kit.browser();
    const answer = await kit.lab('tag', { reader: 'virtual-reader-1', oddity });
    assert.is(answer.status, 200);
    await kit.settle();
    const message = await screen(browser, 'notice');
    assert.equal(message.screen, { name: 'notice', notice });
    const [unknown] = kit.eventsOf('tag_unknown');
    assert.is(unknown?.['reason'], reason);
    assert.is(kit.eventsOf('tag_unknown').length, 1);
    assert.not.match(JSON.stringify([kit.events, kit.logger.lines, browser.messages]), UID_OF_ODDITIES);
    assert.not.match(JSON.stringify([kit.events, browser.messages]), /Hello|win-a-prize/);
    assert.equal(kit.logger.at('error'), []);
    await kit.clock.advance(6_000);
    await screen(browser, 'attract');
    assert.equal((await kit.labState()).onReader, {});
  });
}
