/** `tapwall simulate` on a running kiosk: rooms that bleed into each other show the garments that are in them, and no other. */
import { WebSocket } from 'ws';
import * as assert from 'uvu/assert';
import type { LabState } from '../../broker/contract/http.ts';
import type { DisplayMessage } from '../../broker/contract/screen.ts';
import { suite } from '../harness/suite.ts';
import { runProgram } from './program.ts';
import { eventually, Stage } from './stage.ts';

const test = suite('A simulated day on a running kiosk');
const SPEED = 6;
/** What a filter may take to make up its mind, and a screen to follow. */
const GRACE_MS = 4_000;
const LOOK_MS = 200;
/** A second. */
const FEW_LOOKS = 5;

interface Watch {
  /** SKUs on the screen of the room now. */
  shown: () => string[];
  /** Everything that was ever on it. */
  ever: Set<string>;
}

function watchRoom(url: string): Watch & { close: () => void } {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws?display=room`);
  const ever = new Set<string>();
  let now: string[] = [];
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as DisplayMessage;
    if (message.type !== 'screen') return;
    now = message.screen.name === 'room' ? message.screen.items.map(({ sku }) => sku) : [];
    now.forEach((sku) => ever.add(sku));
  });
  return { shown: () => now, ever, close: () => socket.terminate() };
}

function sumOf(looks: readonly { agreed: number; differed: number }[]) {
  return {
    agreed: looks.reduce((sum, one) => sum + one.agreed, 0),
    differed: looks.reduce((sum, one) => sum + one.differed, 0),
  };
}

test(
  'of bleeding rooms shows exactly the garments that hang in the room once they hang there, and never a stranger',
  async (t) => {
    const stage = new Stage({ without: ['pcscd', 'serial'], broker: 'embedded' });
    t.after(() => stage.stop());
    await stage.start();
    const { kiosk } = stage.urls;
    const room = watchRoom(kiosk);
    t.after(() => room.close());

    const args = ['--kiosk', kiosk, '--speed', String(SPEED), '--seed', '11', '--minutes', '6'];
    const day = { isOver: false };
    const run = runProgram(['simulate', 'bleeding-rooms', ...args]);
    void run.then(() => (day.isOver = true));
    const inside = new Set<string>();
    /** By what hung there: looks at a screen that agreed, and that did not. */
    const looks = new Map<string, { agreed: number; differed: number }>();
    let [before, since] = ['', 0];
    while (!day.isOver) {
      const { rooms } = (await (await fetch(`${kiosk}/api/lab`)).json()) as LabState;
      const really = (rooms?.pieces ?? []).filter(({ at }) => at === 'room').map(({ sku }) => sku);
      really.forEach((sku) => inside.add(sku));
      const key = [...new Set(really)].sort().join(' ');
      if (key !== before) since = performance.now();
      before = key;
      if (key !== '' && performance.now() - since > GRACE_MS) {
        const seen = looks.get(key) ?? { agreed: 0, differed: 0 };
        if ([...new Set(room.shown())].sort().join(' ') === key) seen.agreed += 1;
        else seen.differed += 1;
        looks.set(key, seen);
      }
      await new Promise((resolve) => void setTimeout(resolve, LOOK_MS));
    }
    const { code, stdout, stderr } = await run;
    assert.is(code, 0, stderr);
    const { agreed, differed } = sumOf([...looks.values()]);
    assert.ok(looks.size >= 2, 'several shoppers were there');
    for (const [key, seen] of looks)
      assert.ok(seen.agreed > 0 || seen.differed < FEW_LOOKS, `${key} was never shown as it was`);
    // Now and then a body hides a garment for a moment.
    assert.ok(differed <= (agreed + differed) * 0.15, `${differed} of ${agreed + differed} looks differed`);
    assert.equal(
      [...room.ever].filter((sku) => !inside.has(sku)),
      [],
      'nothing from next door or the corridor was ever shown',
    );
    const summary = JSON.parse(stdout) as { refused: number; interrupted: boolean; recorded: number };
    assert.is(summary.refused, 0);
    assert.is(summary.interrupted, false);
    assert.ok(summary.recorded > 10);
    const { rooms, roomOccupied } = (await (await fetch(`${kiosk}/api/lab`)).json()) as LabState;
    assert.equal(rooms?.pieces, []);
    assert.is(roomOccupied, false);
    await eventually(
      async () => (await stage.activity()).some(({ name }) => name === 'room_left'),
      'the hub heard',
    );
  },
  { timeout: 200_000 },
);
