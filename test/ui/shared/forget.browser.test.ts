/** Taking the consent back on a screen: offered to whoever was recognised, asked once, said when it is done. */
import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import type { BrowserMessage } from '../../../broker/contract/screen.ts';
import { suite } from '../../harness/suite.ts';
import { axeViolations } from '../../support/axe.ts';
import { LANDSCAPE, openGallery, PORTRAIT } from '../../support/gallery.ts';
import { findOverflow } from '../../support/shadow-text.ts';

const test = suite('Forgetting a visit');
const limit = { timeout: 60_000 };

interface GalleryWindow {
  gallery: { sent: BrowserMessage[] };
}

async function actions(page: Page): Promise<string[]> {
  const sent = await page.evaluate(() => (window as unknown as GalleryWindow).gallery.sent);
  return sent.flatMap((message) =>
    message.type === 'touch' && message.touch.action !== 'activity' ? [message.touch.action] : [],
  );
}

test(
  'is offered beside Finish once somebody was recognised, and to nobody else',
  async (t) => {
    const { page, show } = await openGallery(t, PORTRAIT);
    const offer = page.getByRole('button', { name: 'Forget this visit' });
    await show({ app: 'wall', screen: 'product' });
    assert.is(await offer.count(), 0);
    await show({ app: 'wall', screen: 'product-offer' });
    await offer.waitFor();
    await show({ app: 'room', screen: 'one' });
    assert.is(await offer.count(), 0);
    await show({ app: 'room', screen: 'recognised' });
    await offer.waitFor();
  },
  limit,
);

test(
  'is asked once, and happens only when the answer is yes',
  async (t) => {
    const { page, complaints, show } = await openGallery(t, PORTRAIT);
    await show({ app: 'wall', screen: 'wishlist' });
    const dialog = page.getByRole('dialog', { name: 'Forget this visit?' });
    await page.getByRole('button', { name: 'Forget this visit' }).click();
    await dialog.waitFor();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Forget this visit' }).click();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await actions(page), []);
    await page.getByRole('button', { name: 'Forget this visit' }).click();
    await page.getByRole('button', { name: 'Forget it' }).click();
    await page.getByRole('heading', { name: 'Forgotten' }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await actions(page), ['forget']);
    assert.is(await page.getByRole('button', { name: 'Forget this visit' }).count(), 0);
    assert.equal(complaints, []);
  },
  limit,
);

for (const [lang, words] of Object.entries({
  en: ['Forget this visit', 'Forget it'],
  it: ['Dimentica questa visita', 'Dimentica'],
  fr: ['Oublier cette visite', 'Oublier'],
  pl: ['Zapomnij tę wizytę', 'Zapomnij'],
  ro: ['Uită această vizită', 'Uită'],
  ar: ['انسَ هذه الزيارة', 'انسَها'],
}))
  test(
    `fits the screen and can be read aloud in ${lang}`,
    async (t) => {
      for (const size of [PORTRAIT, LANDSCAPE]) {
        const { page, show } = await openGallery(t, size);
        await page.emulateMedia({ reducedMotion: 'reduce' });
        for (const [app, screen] of [
          ['wall', 'product-offer'],
          ['room', 'recognised'],
        ] as const) {
          await show({ app, screen, lang });
          await page.getByRole('button', { name: words[0] ?? '', exact: true }).click();
          await page.getByRole('button', { name: words[1] ?? '', exact: true }).waitFor();
          assert.equal(await axeViolations(page), [], `${app} ${size.width}`);
          assert.equal(await findOverflow(page), [], `${app} ${size.width}`);
        }
      }
    },
    { timeout: 90_000 },
  );
