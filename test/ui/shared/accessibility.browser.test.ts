/** No violation of WCAG 2.2 A and AA that axe-core can see, on any screen, in English and in Arabic. */
import * as assert from 'uvu/assert';
import { ROOM } from '../../../ui/gallery/fixtures/rooms.ts';
import { WALL } from '../../../ui/gallery/fixtures/screens.ts';
import { suite } from '../../harness/suite.ts';
import { axeViolations } from '../../support/axe.ts';
import { PORTRAIT } from '../../support/gallery.ts';
import type { GalleryScreen } from '../../support/gallery.ts';
import { openWalk } from './walk.ts';

const test = suite('Accessibility');

const STATES: readonly GalleryScreen[] = ['en', 'ar'].flatMap((lang) => [
  ...Object.keys(WALL).map((screen) => ({ app: 'wall', screen, lang }) as const),
  ...Object.keys(ROOM).map((screen) => ({ app: 'room', screen, lang }) as const),
]);

test(
  'finds nothing to object to on any screen of the wall and the room, in English and in Arabic',
  async (t) => {
    const { page, show } = await openWalk(t, PORTRAIT);
    const wrong: string[] = [];
    for (const what of STATES) {
      await show(what);
      for (const violation of await axeViolations(page))
        wrong.push(`${what.app} ${what.screen} ${what.lang ?? ''}: ${violation}`);
    }
    assert.equal(wrong, []);
  },
  { timeout: 220_000 },
);
