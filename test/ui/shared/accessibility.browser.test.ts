/** No violation of WCAG 2.2 A and AA that axe-core can see, on any screen, in English and in Arabic. */
import * as assert from 'uvu/assert';
import { ROOM } from '../../../ui/gallery/fixtures/rooms.ts';
import { WALL } from '../../../ui/gallery/fixtures/screens.ts';
import { suite } from '../../harness/suite.ts';
import { axeViolations } from '../../support/axe.ts';
import { PORTRAIT } from '../../support/gallery.ts';
import { openWalk } from './walk.ts';

const test = suite('Accessibility');

for (const [app, screens] of [
  ['wall', WALL],
  ['room', ROOM],
] as const) {
  for (const lang of ['en', 'ar']) {
    test(
      `finds nothing to object to: ${app}, ${lang}`,
      async (t) => {
        const { page, show } = await openWalk(t, PORTRAIT);
        const wrong: string[] = [];
        for (const screen of Object.keys(screens)) {
          await show({ app, screen, lang });
          for (const violation of await axeViolations(page)) wrong.push(`${screen}: ${violation}`);
        }
        assert.equal(wrong, []);
      },
      { timeout: 240_000 },
    );
  }
}
