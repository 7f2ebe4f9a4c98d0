/** Home Assistant's discovery on a stock Mosquitto: what is kept, and that it goes with the kiosk. */
import { connectAsync } from 'mqtt';
import * as assert from 'uvu/assert';
import { Announcements } from '../../../../broker/hub/export/home-assistant/announcements.ts';
import type { AnnouncedKiosk } from '../../../../broker/hub/export/home-assistant/discovery.ts';
import type { KioskRecord } from '../../../../broker/hub/store/kiosk-store.ts';
import { MqttJsLink } from '../../../../broker/link/mqtt-js-link.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { QuietLogger } from '../../../support/quiet-logger.ts';
import { SeededRandom } from '../../../support/seeded-random.ts';
import { until } from '../../../support/until.ts';
import { systemClock } from '../../../../kiosk/system/clock.ts';
import { mosquitto } from '../../link/mosquitto.ts';

const test = suite('Home Assistant discovery');
const LIMIT = { timeout: 30_000 };
const TOPIC = 'homeassistant/device/tapwall_demo_mil-01_wall-1/config';

interface Discovered {
  device: { identifiers: string[]; name: string };
  components: Record<
    string,
    { platform: string; unique_id: string; state_topic: string; value_template: string }
  >;
}

test(
  'keeps a kiosk with its rooms, devices and outbox at the broker, also for who comes later',
  async (t) => {
    const { url } = await announcing(t, [kiosk()]);
    const first = await watch(t, url);
    await until(() => first.has(TOPIC), 10_000);
    const later = await watch(t, url);
    const { text, kept } = await until(() => later.get(TOPIC), 10_000);
    assert.ok(kept);
    const { device, components } = JSON.parse(text) as Discovered;
    assert.is(device.name, 'MIL-01 wall-1');
    assert.equal(Object.keys(components), [
      'online',
      'problem',
      'waiting',
      'oldest',
      'room_room',
      'device_reader-1',
    ]);
    for (const [name, { platform, unique_id: id, state_topic: topic }] of Object.entries(components)) {
      assert.ok(['binary_sensor', 'sensor'].includes(platform), name);
      assert.is(id, `tapwall_demo_mil-01_wall-1_${name}`);
      assert.ok(topic.startsWith('tapwall/demo/mil-01/wall-1/state/'), name);
    }
  },
  LIMIT,
);

test(
  'writes anew when a device comes, and takes the kiosk away when the fleet has it no more',
  async (t) => {
    const { url, fleet } = await announcing(t, [kiosk()]);
    const given = await watch(t, url);
    await until(() => given.has(TOPIC), 10_000);
    fleet.put(kiosk({ devices: ['reader-1', 'radar-1'] }));
    await until(() => given.get(TOPIC)?.text.includes('device_radar-1'), 10_000);
    fleet.put(kiosk({ kiosk: 'wall-2', id: 'mil-01.wall-2' }), 'mil-01.wall-1');
    await until(() => given.get(TOPIC)?.text === '', 10_000);
    const later = await watch(t, url);
    await until(() => later.has(TOPIC.replace('wall-1', 'wall-2')), 10_000);
    assert.not(later.has(TOPIC));
  },
  LIMIT,
);

test(
  'lets no name of a kiosk into a template, and shows none that only its address is known of',
  async (t) => {
    const evil = "x') or 1 }}";
    const stranger = kiosk({ boot: '', kiosk: 'k9', id: 'mil-01.k9' });
    const { url } = await announcing(t, [stranger, kiosk({ devices: ['reader-1', evil] })]);
    const given = await watch(t, url);
    const { text } = await until(() => given.get(TOPIC), 10_000);
    assert.ok(text.includes('device_reader-1'));
    assert.not(text.includes('or 1'));
    assert.equal([...given.keys()], [TOPIC]);
  },
  LIMIT,
);

type Changes = Partial<Omit<AnnouncedKiosk, 'devices'>> & { devices?: string[] };

function kiosk({ devices = ['reader-1'], ...changes }: Changes = {}): AnnouncedKiosk {
  return {
    id: 'mil-01.wall-1',
    store: 'mil-01',
    kiosk: 'wall-1',
    storeCode: 'MIL-01',
    version: '0.1.0',
    boot: 'b1',
    devices: devices.map((id) => ({
      id,
      driver: 'pcsc',
      status: 'connected',
      virtual: false,
      since: '2026-07-01T10:00:00.000Z',
    })),
    displays: [
      { id: 'wall', kind: 'wall', name: 'Wall', browsers: 1, screen: 'attract' },
      { id: 'room', kind: 'room', name: 'Room 1', browsers: 1, screen: 'attract' },
    ],
    ...changes,
  };
}

class FleetStandIn {
  readonly #kiosks = new Map<string, AnnouncedKiosk>();
  #listener: (kiosk: KioskRecord) => void = () => undefined;

  constructor(kiosks: readonly AnnouncedKiosk[]) {
    for (const one of kiosks) this.#kiosks.set(one.id, one);
  }

  all(): AnnouncedKiosk[] {
    return [...this.#kiosks.values()];
  }

  get(id: string): AnnouncedKiosk | undefined {
    return this.#kiosks.get(id);
  }

  onChanged(listener: (kiosk: KioskRecord) => void): () => void {
    this.#listener = listener;
    return () => undefined;
  }

  put(kiosk: AnnouncedKiosk, gone?: string): void {
    this.#kiosks.set(kiosk.id, kiosk);
    if (gone !== undefined) this.#kiosks.delete(gone);
    this.#listener(kiosk as KioskRecord);
  }
}

async function announcing(
  t: TestContext,
  kiosks: readonly AnnouncedKiosk[],
): Promise<{ url: string; fleet: FleetStandIn }> {
  const { url } = await mosquitto(t);
  const logger = new QuietLogger();
  const link = new MqttJsLink({
    url,
    clientId: 'hub',
    clock: systemClock,
    random: new SeededRandom(1),
    logger,
  });
  const fleet = new FleetStandIn(kiosks);
  const place = { prefix: 'homeassistant', root: 'tapwall', tenant: 'demo' };
  const announcements = new Announcements({ fleet, link, ...place, owns: () => true, logger });
  announcements.start();
  t.after(() => link.stop());
  t.after(() => announcements.stop());
  await link.start();
  await until(() => link.connected, 10_000);
  return { url, fleet };
}

/** What the broker gives for discovery topics to somebody who connects now, and from then on. */
async function watch(t: TestContext, url: string): Promise<Map<string, { text: string; kept: boolean }>> {
  const client = await connectAsync(url);
  t.after(() => client.endAsync(true));
  const given = new Map<string, { text: string; kept: boolean }>();
  client.on('message', (topic, payload, { retain }) => {
    given.set(topic, { text: payload.toString(), kept: retain });
  });
  await client.subscribeAsync('homeassistant/#', { qos: 1 });
  return given;
}
