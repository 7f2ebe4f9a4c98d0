/** Each state of a fitting room's screen says what its fixture says. */
import * as assert from 'uvu/assert';
import type { BrowserMessage } from '../../../broker/contract/screen.ts';
import { suite } from '../../harness/suite.ts';
import { PORTRAIT, openGallery } from '../../support/gallery.ts';
import { readText } from '../../support/shadow-text.ts';

const test = suite('Room screens');

const SAYS: Readonly<Record<string, readonly string[]>> = {
  rest: ['Room 3'],
  awake: ['Make yourself at home', 'No camera here', 'Ask for someone', 'Finish'],
  one: ['What others say about it', 'Halden Trench', 'costume', 'M, please'],
  two: ['what you’re wearing', 'Kvist Hiking Boot', '4.6', '37, please'],
  three: ['Aska Crew Jumper', 'No reviews yet'],
  said: ['4.4', '31 reviews', 'as the shop says'],
  genuine: ['Genuine · checked just now', 'Tag not checked'],
  asking: ['M: the team knows'],
  help: ['The team knows'],
  long: ['<b>Halden</b> & Co'],
  notice: ['Once more'],
  idle: ['Still there?'],
};

test(
  'says what each fixture says and stays on its origin',
  async (t) => {
    const { page, complaints, show } = await openGallery(t, PORTRAIT);
    for (const [screen, sentences] of Object.entries(SAYS)) {
      await show({ app: 'room', screen });
      const text = await readText(page);
      for (const sentence of sentences)
        assert.ok(text.includes(sentence), `${screen} says “${sentence}”: ${text}`);
      assert.equal(complaints, [], screen);
    }
  },
  { timeout: 120_000 },
);

test(
  'asks for another size and for somebody',
  async (t) => {
    const { page, show } = await openGallery(t, PORTRAIT);
    await show({ app: 'room', screen: 'one' });
    await page.getByRole('button', { name: /M.*please/u }).click();
    await page.getByRole('button', { name: 'Ask for someone' }).click();
    const messages = await page.evaluate(
      () => (window as unknown as { gallery: { sent: BrowserMessage[] } }).gallery.sent,
    );
    const actions = messages.flatMap((message) => (message.type === 'touch' ? [message.touch.action] : []));
    assert.equal(
      actions,
      ['activity', 'request_size', 'call_associate'].filter((action) =>
        actions.some((name) => name === action),
      ),
    );
    assert.ok(actions.includes('request_size') && actions.includes('call_associate'));
  },
  { timeout: 60_000 },
);

test(
  'shows the whole name of a garment also with large words',
  async (t) => {
    const { page, show } = await openGallery(t, PORTRAIT);
    for (const screen of ['one', 'two', 'said']) {
      await show({ app: 'room', screen, lang: 'pl', scale: '2' });
      const name = await page.locator('tw-garment h2').first().boundingBox();
      const items = await page.locator('tw-room .items').boundingBox();
      const picture = await page.locator('tw-garment tw-photo').first().boundingBox();
      assert.ok(name && items && picture);
      assert.ok(name.y >= items.y, `${screen}: the name begins below the heading`);
      const beside = name.x >= picture.x + picture.width;
      assert.ok(beside || name.y >= picture.y + picture.height, `${screen}: the picture covers no name`);
    }
  },
  { timeout: 60_000 },
);
