import * as assert from 'uvu/assert';
import type { Price, ScreenMessage } from '../../../broker/contract/screen.ts';
import type { SnapshotLine } from '../../../broker/contract/snapshot.ts';
import { suite } from '../../harness/suite.ts';
import { sampleLines } from '../../support/sample-catalogue.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { until } from '../../support/until.ts';
import { CARD, hostKit, putCatalogue, screen } from './kit.ts';

const test = suite('What members pay, on a kiosk');
const SKU = 'TOTE-NATURAL';
const SOON = 5_000;

/** The sample, with prices for members of one variant. */
function lines(): SnapshotLine[] {
  const club = (tier: string, amountMinor: number) => ({
    program: 'Club',
    tier,
    price: { amountMinor, currency: 'EUR' },
  });
  return sampleLines().map((line) =>
    line.kind === 'variant' && line.variant.sku === SKU
      ? {
          ...line,
          variant: { ...line.variant, memberPrices: [club('Gold', 1_500), club('Platinum', 1_200)] },
        }
      : line,
  );
}

const priceOn = ({ screen: shown }: ScreenMessage): Price | undefined =>
  shown.name === 'product' ? shown.product.price : undefined;

test('is shown to whoever is signed in, as their tier pays it, and to nobody before or after', async (t) => {
  const data = temporaryFolder(t);
  await putCatalogue(data, lines());
  const kit = await hostKit(t, { data });
  kit.answering('recognise', () => ({
    customer: {
      token: 'token-of-anna-0123456789',
      displayName: 'Anna',
      tier: 'gold',
      locale: 'en',
      wishlistCount: 0,
    },
  }));
  const browser = await kit.browser();
  const tap = async (body: object): Promise<void> => {
    await kit.lab('tag', { reader: 'virtual-reader-1', ...body });
    await kit.clock.advance(2_000);
  };
  await tap({ sku: SKU });
  const before = priceOn(await screen(browser, 'product'));
  assert.is(before?.member, undefined, 'nobody is signed in');

  await tap({ card: CARD.card });
  const seen = await until(() => {
    const last = browser.messages.findLast((message) => message.type === 'screen');
    return last !== undefined && priceOn(last)?.member !== undefined && priceOn(last);
  }, SOON);
  assert.equal(seen.member, { now: { amountMinor: 1_500, currency: 'EUR' }, tier: 'Gold' });
  assert.equal(seen.now, before?.now, 'what everybody pays stays where it is');

  browser.socket.send(JSON.stringify({ type: 'touch', touch: { action: 'finish' } }));
  await screen(browser, 'attract');
  await tap({ sku: SKU });
  assert.is(priceOn(await screen(browser, 'product'))?.member, undefined, 'they have left');
});
