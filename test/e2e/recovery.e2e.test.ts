/** Unplug things: each comes back by itself, and says so once in the log and on the console. */
import * as assert from 'uvu/assert';
import { uriRecord } from '../../device/ndef/encode.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { suite } from '../harness/suite.ts';
import { openPage } from '../support/chromium.ts';
import { chooseVariant } from './expectations.ts';
import { playRadar } from './radar.ts';
import { eventually, Stage } from './stage.ts';

const test = suite('A store where things are unplugged');
const limit = { timeout: 180_000 };

test(
  'comes back after pcscd, serial port, broker and browser went away',
  async (t) => {
    const stage = new Stage();
    t.after(() => stage.stop());
    await stage.start();
    const wall = await openPage(t, { url: `${stage.urls.kiosk}/wall`, width: 1080, height: 1920 });
    const radar = await playRadar(stage.serial?.sensor ?? '');
    t.after(() => radar.stop());
    await eventually(() => deviceIs(stage, 'reader-1', 'connected'), 'the reader is found');
    await eventually(() => deviceIs(stage, 'radar-1', 'connected'), 'the radar is found');

    await stage.pcscd?.stop();
    await eventually(() => deviceIs(stage, 'reader-1', 'searching'), 'the loss of pcscd is seen');
    await stage.pcscd?.start();
    await eventually(() => deviceIs(stage, 'reader-1', 'connected'), 'the reader is back', 30_000);

    radar.stop();
    await stage.serial?.unplug();
    await eventually(() => deviceIs(stage, 'radar-1', 'searching'), 'the loss of the port is seen');
    await stage.serial?.plug();
    const again = await playRadar(stage.serial?.sensor ?? '');
    t.after(() => again.stop());
    await eventually(() => deviceIs(stage, 'radar-1', 'connected'), 'the radar is back', 30_000);

    const wanted = chooseVariant(stage.feeds, stage.storeCode, () => true);
    await stage.mosquitto?.stop();
    await eventually(
      async () => Object.hasOwn((await stage.health()).incidents, 'platform'),
      'the loss of the broker is an incident',
    );
    const reader = stage.reader(0);
    t.after(() => reader.remove());
    await reader.insert(
      simulatedTag({
        uid: '04A1B2C3D4E580',
        ndef: [uriRecord(`https://id.example.com/01/${wanted.gtin14}`)],
      }),
    );
    await wall.getByText(wanted.title).first().waitFor();
    await wall.reload();
    await wall.getByText(wanted.title).first().waitFor();
    await stage.mosquitto?.start();
    await eventually(
      async () => (await stage.health()).outbox.depth === 0,
      'the events of the outage are delivered',
      40_000,
    );

    const activity = await stage.activity();
    for (const about of ['reader-1', 'radar-1', 'platform']) {
      const opened = activity.filter(({ name, data }) => name === 'incident_opened' && mentions(data, about));
      const closed = activity.filter(({ name, data }) => name === 'incident_closed' && mentions(data, about));
      assert.is(opened.length, 1, `${about} is said to be lost once on the console`);
      assert.is(closed.length, 1, `${about} is said to be back once on the console`);
      assert.is(
        linesAbout(stage, about).length,
        2,
        `${about} is lost and back once in the log: ${linesAbout(stage, about).join('\n')}`,
      );
    }
    assert.is((await stage.summary())?.events.gaps, 0);
  },
  limit,
);

async function deviceIs(stage: Stage, id: string, status: string): Promise<boolean> {
  return (await stage.health()).devices.some((device) => device.id === id && device.status === status);
}

function mentions(data: Record<string, unknown>, about: string): boolean {
  return String(data['message']).toLowerCase().includes(about);
}

/** Incidents in the kiosk's log carry their cause. */
function linesAbout(stage: Stage, about: string): string[] {
  return (stage.kiosk?.log() ?? '').split('\n').filter((line) => line.includes(`"cause":"${about}"`));
}
