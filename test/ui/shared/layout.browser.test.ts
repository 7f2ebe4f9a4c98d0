/** No word leaves its box, in any state, in portrait and at 4K, left to right and right to left; targets are large. */
import * as assert from 'uvu/assert';
import { ROOM } from '../../../ui/gallery/fixtures/rooms.ts';
import { WALL } from '../../../ui/gallery/fixtures/screens.ts';
import { suite } from '../../harness/suite.ts';
import { LANDSCAPE, PORTRAIT } from '../../support/gallery.ts';
import type { GalleryScreen } from '../../support/gallery.ts';
import { findOverflow, findTargets } from '../../support/shadow-text.ts';
import { openWalk } from './walk.ts';

const test = suite('Layout');

const EVERY: readonly GalleryScreen[] = [
  ...Object.keys(WALL).map((screen) => ({ app: 'wall', screen }) as const),
  ...Object.keys(ROOM).map((screen) => ({ app: 'room', screen }) as const),
];
const LARGE_TEXT: readonly GalleryScreen[] = [
  'product',
  'product-long',
  'reviews',
  'stores',
  'wishlist',
  'idle',
].map((screen) => ({ app: 'wall', screen, scale: '2' }));
/** 60 px of the composition; a 4K screen has twice as many. */
const LEAST = 60;

const RUNS = [
  {
    name: 'portrait',
    size: PORTRAIT,
    unit: 1,
    screens: EVERY.flatMap((what) => [
      { ...what, lang: 'en' },
      { ...what, lang: 'ar' },
    ]),
  },
  {
    name: 'landscape at 4K',
    size: LANDSCAPE,
    unit: 2,
    screens: EVERY.map((what, index) => ({ ...what, lang: index % 2 ? 'fr' : 'pl' })),
  },
  { name: 'portrait with 200 % text', size: PORTRAIT, unit: 1, screens: LARGE_TEXT },
] as const;

test(
  'keeps every word in its box and every target large: portrait, landscape at 4K, 200 % text',
  async (t) => {
    const wrong: string[] = [];
    const { page, show } = await openWalk(t, PORTRAIT);
    for (const { name, size, unit, screens } of RUNS) {
      await page.setViewportSize(size);
      for (const what of screens) {
        await show(what);
        const label = `${name}: ${what.app} ${what.screen} ${what.lang ?? ''}`;
        for (const { element, text, by } of await findOverflow(page))
          wrong.push(`${label}: ${element} “${text}” by ${String(by)}`);
        for (const { name: target, width, height } of await findTargets(page)) {
          if (Math.min(width, height) < LEAST * unit - 0.5)
            wrong.push(`${label}: target ${target} ${String(width)}×${String(height)}`);
        }
      }
    }
    assert.equal(wrong, []);
  },
  { timeout: 220_000 },
);
