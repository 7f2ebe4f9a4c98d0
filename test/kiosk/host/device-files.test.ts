import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { encodeEpc } from '../../../device/epc/encode-epc.ts';
import { gtinOf } from '../../support/sample-catalogue.ts';
import { DeadlinePassed } from '../../support/until.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { HostKit, hostKit, putCatalogue, screen } from './kit.ts';

const test = suite('A kiosk with device files');
const RECORDING = fileURLToPath(new URL('../../device/fixtures/ld2410-walk-in.bin', import.meta.url));
const SECRET = '0123456789abcdef0123456789abcdef';
const EPC = encodeEpc(
  'sgtin-96',
  [
    ['01', gtinOf('TOTE-NATURAL').padStart(14, '0')],
    ['21', '7'],
  ],
  { companyPrefixLength: 7 },
);
const ROOMS = {
  id: 'rooms',
  driver: 'zebra',
  match: { webhook: 'rooms.secret' },
  means: { antennas: { '3': { room: 'room' } } },
};

class FilesKit extends HostKit {
  constructor(t: TestContext) {
    super(t, { settings: { virtualHardware: 'off', readers: '[]' } });
    mkdirSync(this.dir, { recursive: true });
  }

  get dir(): string {
    return join(this.data, 'devices.d');
  }

  file(name: string, content: unknown): void {
    writeFileSync(join(this.dir, name), typeof content === 'string' ? content : JSON.stringify(content));
  }

  async devices(): Promise<Record<string, string>> {
    const health = (await (await fetch(`${this.url}/api/health`)).json()) as {
      devices: { id: string; status: string; code?: string }[];
    };
    return Object.fromEntries(health.devices.map(({ id, status, code }) => [id, code ?? status]));
  }

  /** Turns the clock until something is true: the system says in its own time that a file changed. */
  async eventually(condition: () => Promise<boolean> | boolean, what: string): Promise<void> {
    const deadline = performance.now() + 8_000;
    while (!(await condition())) {
      if (performance.now() > deadline) throw new DeadlinePassed(what, 8_000);
      await this.clock.advance(100);
    }
  }

  async incident(file: string): Promise<string | undefined> {
    return (await this.health()).incidents[`device file ${file}`]?.message;
  }
}

async function filesKit(t: TestContext): Promise<FilesKit> {
  const kit = new FilesKit(t);
  await putCatalogue(kit.data);
  return kit;
}

test('runs what they name: a recorded walk fills the fitting room', async (t) => {
  const kit = await filesKit(t);
  copyFileSync(RECORDING, join(kit.dir, 'walk.bin'));
  kit.file('radar.json', {
    id: 'radar-9',
    driver: 'ld2410',
    match: { file: 'walk.bin' },
    means: { display: 'room' },
  });
  await kit.start();
  await kit.eventually(() => kit.eventsOf('room_entered').length > 0, 'the room is entered');
  assert.equal(kit.eventsOf('room_entered')[0], { display: 'room', device: 'radar-9' });
  assert.equal(await kit.devices(), { 'radar-9': 'connected' });
});

test('takes a new file over at once, and lets a device go with its file', async (t) => {
  const kit = await filesKit(t);
  await kit.start();
  assert.equal(await kit.devices(), {});
  kit.file('rooms.secret', SECRET);
  kit.file('rooms.json', ROOMS);
  await kit.eventually(async () => (await kit.devices())['rooms'] === 'starting', 'the device is there');
  rmSync(join(kit.dir, 'rooms.json'));
  await kit.eventually(async () => (await kit.devices())['rooms'] === undefined, 'the device is gone');
});

test('opens a problem for a file that is wrong, keeps what it said before, and closes it when it is mended', async (t) => {
  const kit = await filesKit(t);
  kit.file('rooms.secret', SECRET);
  kit.file('rooms.json', ROOMS);
  await kit.start();
  kit.file('rooms.json', '{ "id": "rooms",\n  "driver": "zebrra", "match": {} }');
  await kit.eventually(async () => (await kit.incident('rooms.json')) !== undefined, 'the mistake is said');
  assert.match(
    (await kit.incident('rooms.json')) ?? '',
    /rooms\.json, line 2: driver is "zebrra", but must be one of/,
  );
  assert.equal(await kit.devices(), { rooms: 'starting' }, 'nothing was posted yet');
  kit.file('rooms.json', ROOMS);
  await kit.eventually(async () => (await kit.incident('rooms.json')) === undefined, 'it is mended');
  await kit.settle();
  assert.equal(kit.eventsOf('incident_opened').length, kit.eventsOf('incident_closed').length);
});

test('lists a device that never was right as failed, by its id or its file', async (t) => {
  const kit = await filesKit(t);
  kit.file('Front Door.json', '{');
  kit.file('b.json', { id: 'radar-2', driver: 'ld2410', match: {} });
  await kit.start();
  assert.equal(await kit.devices(), {
    'front-door': 'TW_DEVICE_FILE_INVALID',
    'radar-2': 'TW_DEVICE_FILE_INVALID',
  });
});

test('refuses a device that goes by the name of something else that can be wrong', async (t) => {
  const kit = new FilesKit(t);
  for (const id of ['platform', 'outbox', 'store'])
    kit.file(`${id}.json`, { id, driver: 'zebra', match: { topic: 'a/b' } });
  await kit.start();
  for (const id of ['platform', 'outbox', 'store'])
    assert.is(
      await kit.incident(`${id}.json`),
      `${id}.json, line 1: id is "${id}", but the kiosk itself has that id already; each must be given once.`,
    );
});

test('has garments announce themselves by radio in the room of their antenna', async (t) => {
  const kit = await filesKit(t);
  kit.file('rooms.secret', SECRET);
  kit.file('rooms.json', ROOMS);
  await kit.start();
  const browser = await kit.browser('room');
  const report = async (antenna: number): Promise<number> => {
    const tag = { data: { idHex: EPC, antenna, peakRssi: -48 }, type: 'SIMPLE' };
    const answer = await fetch(`${kit.url}/api/devices/rooms/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' },
      body: JSON.stringify([tag]),
    });
    return answer.status;
  };
  for (let count = 0; count < 10; count += 1) {
    assert.is(await report(1), 204);
    assert.equal(await kit.devices(), { rooms: 'connected' });
    await kit.clock.advance(250);
  }
  assert.equal(kit.eventsOf('garment_entered'), [], 'no room has this antenna');
  await kit.eventually(async () => {
    await report(3);
    return kit.eventsOf('garment_entered').length > 0;
  }, 'the garment is in the room');
  const message = await screen(browser, 'room');
  assert.is(message.screen.name === 'room' && message.screen.items.length, 1);
  await kit.eventually(() => kit.eventsOf('garment_left').length > 0, 'the garment left');
});

test('has virtual hardware instead, where that was chosen', async (t) => {
  const kit = await hostKit(t);
  const dir = join(kit.data, 'devices.d');
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'a.json'), '{');
  await kit.settle();
  assert.equal((await kit.health()).incidents, {});
});

test('leaves no timer and no open problem of a file when it stops', async (t) => {
  const kit = await filesKit(t);
  kit.file('a.json', '{');
  await kit.start();
  await kit.host.stop();
  assert.is(kit.clock.pending, 0);
  await kit.clock.advance(60_000);
  assert.is(kit.clock.pending, 0);
});
