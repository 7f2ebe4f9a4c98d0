/** The list of what happens: live, in sentences, filtered. */
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { openDesk } from './desk.ts';
import { fakeHub, type FakeHub } from './fake-hub.ts';
import { activity, line, overview } from './fixtures.ts';

const test = suite('Console activity');
const limit = { timeout: 30_000 };

test(
  'puts a new event on top as a sentence and keeps only the chosen kind',
  async (t) => {
    const hubs: FakeHub[] = [];
    const page = await openDesk(t, {
      path: '/console',
      prepare: async (page) => {
        hubs.push(await fakeHub(page, overview(), activity()));
      },
    });
    await page.getByText('Live', { exact: true }).waitFor();
    const items = [{ item_id: 'AC1', item_name: 'Alta Coat', item_variant: 'Black L' }];
    await hubs[0]?.push('activity', line('size_requested', { display: 'room', items }, -0.1));
    const list = page.locator('tw-activity');
    await list.getByText('Alta Coat, Black L,').first().waitFor();
    assert.match(
      await list.getByRole('listitem').first().innerText(),
      /Needs someone\s+Alta Coat, Black L, asked for at Room 3\.\s+just now/u,
    );
    assert.match(
      (await list.locator('time').first().getAttribute('title')) ?? '',
      /\d{4} at \d\d:\d\d:\d\d/u,
    );

    await list.getByRole('radio', { name: 'Fitting rooms' }).check();
    const words = await list.getByRole('list').innerText();
    assert.match(words, 'Room 3: somebody walked in.');
    assert.not.match(words, 'Alta Coat');
  },
  limit,
);

test(
  'names a tapped product from the screen that followed',
  async (t) => {
    const page = await openDesk(t, {
      path: '/console',
      prepare: async (page) => void (await fakeHub(page, overview(), activity())),
    });
    await page.getByText('Somebody tapped Morene Field Jacket at Wall.').waitFor();
  },
  limit,
);
