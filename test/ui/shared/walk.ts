/** Goes through many screens of the gallery on one page: fixtures are switched, nothing is loaded anew. */
import type { Page } from 'playwright-core';
import type { TestContext } from '../../harness/suite.ts';
import { openGallery } from '../../support/gallery.ts';
import type { Gallery, GalleryScreen } from '../../support/gallery.ts';

/** What a screen that fetches a list shows once the list is there. */
const LISTED: Readonly<Record<string, string>> = { reviews: 'tw-review-card', search: 'tw-product-card' };

/** A gallery whose `show` switches on the page; only the first state is loaded. Motion is reduced. */
export async function openWalk(t: TestContext, size: { width: number; height: number }): Promise<Gallery> {
  const gallery = await openGallery(t, size);
  const { page } = gallery;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  let opened = false;
  return {
    ...gallery,
    show: async (what) => {
      if (opened) await openScreen(page, what);
      else await gallery.show(what);
      opened = true;
      const listed = LISTED[what.screen];
      if (listed !== undefined) await page.locator(listed).first().waitFor({ timeout: 10_000 });
    },
  };
}

async function openScreen(
  page: Page,
  { app, screen, lang = 'en', scale = '' }: GalleryScreen,
): Promise<void> {
  const query = new URLSearchParams({ app, screen, lang, ...(scale ? { scale } : {}) });
  await page.evaluate(`openScreen(${JSON.stringify(`?${query.toString()}`)})`);
}
