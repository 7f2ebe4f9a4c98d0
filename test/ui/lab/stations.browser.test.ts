/** The further stations: the row of fitting rooms, the pick-up shelf, the scanner, and bad manners. */
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { lab, wholeLab } from './fixtures.ts';
import { openLab } from './open-lab.ts';

const test = suite('Lab stations');
const limit = { timeout: 30_000 };

test(
  'hangs a clicked garment into our room, and next door once that is chosen',
  async (t) => {
    const { page, kiosk } = await openLab(t, { state: wholeLab() });
    await page.getByRole('button', { name: 'Hang Vico Rain Shell into Room 3' }).click();
    await page.getByRole('button', { name: 'Take Vico Rain Shell out of Room 3' }).waitFor();
    await page.getByRole('button', { name: /^Next door, right/u }).click();
    await page.getByRole('button', { name: 'Hang Vico Rain Shell into Next door, right' }).click();
    await page.getByRole('button', { name: 'Take Vico Rain Shell out of Next door, right' }).waitFor();
    assert.equal(
      kiosk.requests.map(({ body }) => body),
      [
        { sku: 'SKU-2', place: 'room' },
        { sku: 'SKU-2', place: 'next-door-right' },
      ],
    );
    await page.locator('iframe[title="Live screen: Room 3"]').waitFor({ state: 'visible' });
  },
  limit,
);

test(
  'takes a garment out by keyboard',
  async (t) => {
    const { page, kiosk } = await openLab(t, { state: wholeLab() });
    const garment = page.getByRole('button', { name: 'Take Morene Field Jacket out of Room 3' });
    await garment.focus();
    await page.keyboard.press('Enter');
    await garment.waitFor({ state: 'detached' });
    assert.equal(kiosk.requests, [
      { name: 'garment', body: { epc: '303644336456FCC000000001', place: 'away' } },
    ]);
  },
  limit,
);

test(
  'moves the same garment from one room to the next where it is dropped, and a product of the shelf is a new one',
  async (t) => {
    const { page, kiosk } = await openLab(t, { state: wholeLab(), height: 1600 });
    const drag = async (name: string, room: number): Promise<void> => {
      const from = await page.getByRole('button', { name }).boundingBox();
      const to = await page.locator('tw-rooms-row .room').nth(room).boundingBox();
      assert.ok(from && to);
      await page.mouse.move(from.x + 20, from.y + 20);
      await page.mouse.down();
      await page.mouse.move(to.x + 60, to.y + 100, { steps: 5 });
      await page.mouse.up();
    };
    await page.getByRole('button', { name: 'Take Alta Rib Jumper out of Next door, left' }).waitFor();
    await drag('Take Alta Rib Jumper out of Next door, left', 1);
    await page.getByRole('button', { name: 'Take Alta Rib Jumper out of Room 3' }).waitFor();
    await drag('Tap Brera Court Shoe', 2);
    await page.getByRole('button', { name: 'Take Brera Court Shoe out of Next door, right' }).waitFor();
    assert.equal(
      kiosk.requests.map(({ body }) => body),
      [
        { epc: '303644336456FCC000000002', place: 'room' },
        { sku: 'SKU-3', place: 'next-door-right' },
      ],
    );
  },
  limit,
);

test(
  'shows what each antenna read of a garment and what the filter concludes',
  async (t) => {
    const { page, kiosk } = await openLab(t, { state: wholeLab() });
    const row = page.getByRole('row', { name: /Alta Rib Jumper/u });
    await row.getByText('−51 dBm').waitFor();
    await row.getByText('−67 dBm').waitFor();
    await row.getByText('not read').waitFor();
    await row.getByText('Next door, left').waitFor();
    await page.getByText('Its antenna reads 2; the filter says 1 is here.').first().waitFor();
    const { rooms } = kiosk.state;
    const undecided = (rooms?.pieces ?? []).map((piece) => ({ ...piece, concluded: null }));
    kiosk.state = { ...kiosk.state, rooms: rooms && { ...rooms, pieces: undecided } };
    await row.getByText('In none of the rooms').waitFor();
  },
  limit,
);

test(
  'walks past along the corridor, room after room, and away',
  async (t) => {
    const { page, kiosk } = await openLab(t, { state: wholeLab() });
    await page.getByRole('button', { name: 'Walk past with one' }).click();
    await page.getByText(/^Somebody walks past with/u).waitFor();
    await page.getByText('Nobody walks past.').waitFor();
    assert.equal(
      kiosk.requests.map(({ body }) => ('place' in body ? body.place : '')),
      ['corridor-1', 'corridor-2', 'corridor-3', 'away'],
    );
  },
  limit,
);

test(
  'draws the curtain and opens it',
  async (t) => {
    const { page, kiosk } = await openLab(t, { state: wholeLab() });
    await page.getByRole('button', { name: 'Draw the curtain' }).click();
    await page.getByRole('button', { name: 'Open the curtain' }).click();
    await page.getByRole('button', { name: 'Draw the curtain' }).waitFor();
    assert.equal(
      kiosk.requests.map(({ body }) => body),
      [{ open: false }, { open: true }],
    );
  },
  limit,
);

test(
  'lifts a product off the shelf and puts it back, and calls ghosts',
  async (t) => {
    const { page, kiosk } = await openLab(t, { state: wholeLab() });
    await page.getByRole('button', { name: /^Lift\s+Vico Rain Shell/u }).click();
    await page.getByRole('button', { name: /^Put back\s+Vico Rain Shell/u }).click();
    await page.getByRole('button', { name: /^Lift\s+Vico Rain Shell/u }).waitFor();
    await page.getByText('3 ghosts so far; the wall shows none.').waitFor();
    await page.getByLabel('Ghost pick-ups').check();
    assert.equal(
      kiosk.requests.map(({ body }) => body),
      [
        { unit: 1, lifted: true },
        { unit: 1, lifted: false },
        { id: 'virtual-shelf-1', how: 'ghost' },
      ],
    );
  },
  limit,
);

test(
  'scans a ticket, and whatever is typed',
  async (t) => {
    const { page, kiosk } = await openLab(t, { state: wholeLab() });
    await page.getByRole('button', { name: /^Scan\s+\d{13}\s*Stelvio Down Coat/u }).click();
    await page.getByLabel('Any other code').fill('4006381333931');
    await page.getByRole('button', { name: 'Scan it' }).click();
    await page.waitForFunction(
      () => (document.querySelector('tw-lab')?.shadowRoot?.querySelector('tw-scanner') ?? null) !== null,
    );
    await page.getByLabel('Any other code').press('Enter');
    assert.equal(
      kiosk.requests.map(({ body }) => body),
      [{ sku: 'SKU-17' }, { code: '4006381333931' }],
      'an empty field scans nothing',
    );
  },
  limit,
);

test(
  'says what is wrong with a device, and makes another misbehave',
  async (t) => {
    const { page, kiosk } = await openLab(t, { state: wholeLab() });
    await page.getByText('The radar sends no reports.').waitFor();
    await page.getByText('Check its wires.').waitFor();
    await page.getByLabel('What UHF reader, fitting rooms does').selectOption('garble');
    await page.getByRole('button', { name: 'Tidy everything up' }).click();
    await page.getByText('Works.').first().waitFor();
    assert.equal(kiosk.requests, [
      { name: 'misbehave', body: { id: 'virtual-uhf-1', how: 'garble' } },
      { name: 'tidy', body: {} },
    ]);
  },
  limit,
);

test(
  'has no station for hardware that is not there, and says when there is nothing to hang',
  async (t) => {
    const { page, kiosk } = await openLab(t, { state: lab() });
    await page.getByText('Nobody is inside.').waitFor();
    for (const station of ['tw-rooms-row', 'tw-pickup', 'tw-scanner', 'tw-manners'])
      assert.is(await page.locator(station).count(), 0, station);
    kiosk.state = { ...wholeLab(), shelf: [] };
    await page.getByText(/^Nothing to hang yet/u).waitFor();
  },
  limit,
);
