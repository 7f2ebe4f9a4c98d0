/** A manager changes a display from the console and the wall follows, also after both ends were restarted. */
import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { openPage } from '../support/chromium.ts';
import { eventually, Stage } from './stage.ts';

const test = suite('The console and the wall');
const limit = { timeout: 120_000 };
/** What a browser says while the test keeps the other end down. */
const AWAY =
  /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket|EventSource/;

test(
  'changes the attract message, idle time and language of a display within a second',
  async (t) => {
    const stage = new Stage({ without: ['pcscd', 'serial'], broker: 'embedded' });
    t.after(() => stage.stop());
    await stage.start();
    const wall = await openPage(t, {
      url: `${stage.urls.kiosk}/wall`,
      width: 1080,
      height: 1920,
      expected: AWAY,
    });
    const desk = await openPage(t, {
      url: `${stage.urls.hub}/console`,
      width: 1440,
      height: 900,
      expected: AWAY,
    });
    await desk
      .getByText(/online/i)
      .first()
      .waitFor();

    const message = 'Tap a shoe. Any shoe.';
    await save(stage, { attractMessage: message, idleSeconds: 5, warningSeconds: 2 });
    const asked = performance.now();
    await wall.getByText(message).first().waitFor();
    assert.ok(performance.now() - asked < 1000, 'within a second');
    await save(stage, { language: 'it' });
    await eventually(
      async () => (await wall.locator('html').getAttribute('lang')) === 'it',
      'the wall speaks Italian',
      1000,
    );
    await eventually(
      async () =>
        (await stage.summary())?.settings.find(({ display }) => display === 'wall')?.state === 'in_force',
      'in force',
    );

    await stage.kiosk?.stop();
    await eventually(
      async () => (await stage.summary())?.online === false,
      'the console shows the kiosk offline',
      5000,
    );
    await desk
      .getByText(/offline/i)
      .first()
      .waitFor();
    await stage.hub?.stop();
    await stage.startHub();
    await stage.startKiosk();
    await wall.getByText(message).first().waitFor();
    await save(stage, { attractMessage: 'Good evening.' });
    await wall.getByText('Good evening.').first().waitFor();
  },
  limit,
);

test(
  'ends a session when nobody is there any more',
  async (t) => {
    const stage = new Stage({ without: ['pcscd', 'serial'], broker: 'embedded' });
    t.after(() => stage.stop());
    await stage.start();
    await save(stage, { idleSeconds: 5, warningSeconds: 2 });
    const wall = await openPage(t, {
      url: `${stage.urls.kiosk}/wall`,
      width: 1080,
      height: 1920,
      expected: AWAY,
    });
    await fetch(`${stage.urls.kiosk}/api/lab/tag`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reader: 'virtual-reader-1', sku: stage.feeds.products[0]?.['id'] }),
    });
    await wall.getByRole('button', { name: /Finish/ }).waitFor();
    await wall
      .getByText(/still there/i)
      .first()
      .waitFor();
    await eventually(
      async () =>
        (await stage.activity()).some(
          ({ name, data }) => name === 'session_ended' && data['reason'] === 'idle',
        ),
      'the session idles out',
    );
  },
  limit,
);

async function save(stage: Stage, settings: object): Promise<void> {
  const id = encodeURIComponent((await kioskOf(stage)).id);
  const response = await fetch(`${stage.urls.hub}/api/console/kiosks/${id}/displays/wall`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  });
  assert.is(response.status, 200, await response.text());
}

async function kioskOf(stage: Stage): Promise<{ id: string }> {
  await eventually(async () => (await stage.summary()) !== undefined, 'the hub knows the kiosk');
  return (await stage.summary()) ?? { id: '' };
}
