import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { RoomVisit } from '../../../kiosk/hardware/room-visit.ts';
import type { SessionInput } from '../../../kiosk/session/input.ts';
import { suite } from '../../harness/suite.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { Stage } from '../session/stage.ts';

const test = suite('A visit to a fitting room');

function kit() {
  const clock = new VirtualClock();
  const said: string[] = [];
  const tell = (input: SessionInput): void => {
    if (input.type === 'presence') said.push(String(input.present));
    else if (input.type === 'garment') said.push(`${input.present ? '+' : '-'}${input.epc}`);
  };
  const visit = new RoomVisit({ clock, tell });
  const piece = (epc: string, present = true): void =>
    visit.piece(epc, { device: 'uhf', sku: 'A-1', present });
  return { clock, said, visit, piece };
}

test('is what the radar says while there is no door', () => {
  const { visit, said } = kit();
  visit.sensor('radar', true);
  visit.sensor('radar', false);
  assert.equal(said, ['true', 'false']);
});

test('lasts while one of several radars sees somebody', () => {
  const { visit, said } = kit();
  visit.sensor('controller/1', true);
  visit.sensor('controller/2', true);
  visit.sensor('controller/1', false);
  assert.equal(said, ['true']);
  visit.sensor('controller/2', false);
  assert.equal(said, ['true', 'false']);
});

test('ends when the door opens, whatever the radar says', async () => {
  const { visit, said, clock } = kit();
  visit.door('door', false);
  visit.sensor('radar', true);
  visit.door('door', true);
  assert.equal(said, ['true', 'false']);
  await clock.advance(60_000);
  assert.equal(said, ['true', 'false'], 'who is on the way out begins nothing');
});

test('does not begin again because a radar still sees who left and closed the door', async () => {
  const { visit, said, clock } = kit();
  visit.door('door', false);
  visit.sensor('radar', true);
  visit.door('door', true);
  await clock.advance(2_000);
  visit.door('door', false);
  await clock.advance(5_000);
  visit.sensor('radar', false);
  await clock.advance(60_000);
  assert.equal(said, ['true', 'false']);
});

test('begins again for somebody who only looked out', async () => {
  const { visit, said, clock, piece } = kit();
  visit.sensor('radar', true);
  piece('EPC1');
  visit.door('door', true);
  visit.door('door', false);
  await clock.advance(15_000);
  assert.equal(said, ['true', '+EPC1', 'false', 'true', '+EPC1']);
});

test('begins while the door is still open when a radar sees somebody come in', () => {
  const { visit, said } = kit();
  visit.door('door', true);
  visit.sensor('radar', true);
  visit.door('door', false);
  assert.equal(said, ['false', 'true']);
});

test('is uncertain when a radar loses somebody behind a door that stayed closed', () => {
  const { visit, said } = kit();
  visit.door('door', true);
  visit.sensor('radar', true);
  visit.door('door', false);
  visit.sensor('radar', false);
  assert.equal(said, ['false', 'true', 'null']);
  visit.sensor('radar', true);
  visit.door('door', true);
  assert.equal(said.slice(3), ['true', 'false']);
});

test('is uncertain while the only radar is away, and goes on when it is back', async () => {
  const { visit, said, clock } = kit();
  visit.sensor('radar', true);
  visit.lost('radar');
  visit.sensor('radar', false);
  assert.equal(said, ['true', 'null']);
  visit.back('radar');
  visit.sensor('radar', true);
  await clock.advance(3_000);
  assert.equal(said, ['true', 'null', 'true']);
});

test('ends when the radar is back and sees nobody', async () => {
  const { visit, said, clock } = kit();
  visit.sensor('radar', true);
  visit.lost('radar');
  visit.back('radar');
  visit.sensor('radar', false);
  await clock.advance(3_000);
  assert.equal(said, ['true', 'null', 'false']);
});

test('has the garments that came before their bearer was seen', () => {
  const { visit, said, piece } = kit();
  piece('EPC1');
  visit.door('door', true);
  visit.sensor('radar', true);
  assert.equal(said, ['+EPC1', 'false', 'true', '+EPC1']);
});

test('does not have the garments that the visitor before left behind', () => {
  const { visit, said, piece } = kit();
  visit.sensor('radar', true);
  piece('EPC1');
  visit.sensor('radar', false);
  visit.sensor('radar', true);
  assert.equal(said, ['true', '+EPC1', 'false', 'true']);
  piece('EPC1', false);
  piece('EPC1');
  assert.equal(said.slice(4), ['-EPC1', '+EPC1']);
});

test('takes no more garments than a room can hold, and others once some have left', () => {
  const { piece, said } = kit();
  for (let index = 0; index < 2_000; index += 1) piece(`E${index}`);
  const most = said.length;
  assert.ok(most < 100, `${most} of 2000 were told`);
  piece('E0');
  assert.is(said.length, most + 1, 'one that is here already is told again');
  piece('E0', false);
  piece('LATE');
  assert.equal(said.slice(-2), ['-E0', '+LATE']);
});

test('without a radar begins with the garments behind the closed door', () => {
  const { visit, said, piece } = kit();
  visit.door('door', true);
  piece('EPC1');
  visit.door('door', false);
  assert.equal(said, ['false', '+EPC1', '+EPC1']);
});

test('forgets a device that belongs to the room no longer', () => {
  const { visit, said } = kit();
  visit.sensor('controller/1', true);
  visit.forget('controller');
  visit.sensor('radar', false);
  assert.equal(said, ['true', 'null', 'false']);
});

test('is over after a door opened, and leaves no timer, whatever happened before', async () => {
  const step = fc.oneof(
    fc.tuple(fc.constant('sensor'), fc.constantFrom('radar', 'x/1', 'x/2'), fc.boolean()),
    fc.tuple(fc.constant('door'), fc.constantFrom('door', 'curtain'), fc.boolean()),
    fc.tuple(fc.constant('piece'), fc.constantFrom('EPC1', 'EPC2'), fc.boolean()),
    fc.tuple(fc.constantFrom('lost', 'back', 'forget'), fc.constantFrom('radar', 'x', 'door'), fc.boolean()),
    fc.tuple(fc.constant('wait'), fc.constantFrom('1000', '20000'), fc.boolean()),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const clock = new VirtualClock();
      const stage = new Stage('room');
      const visit = new RoomVisit({ clock, tell: (input) => void stage.send(input) });
      for (const [what, name, flag] of steps) {
        if (what === 'wait') await clock.advance(Number(name));
        else if (what === 'piece') visit.piece(name, { device: 'uhf', sku: 'A-1', present: flag });
        else if (what === 'sensor' || what === 'door') visit[what](name, flag);
        else visit[what as 'lost'](name);
      }
      visit.door('door', true);
      assert.is(stage.state.session, null);
      visit.stop();
      assert.is(clock.pending, 0);
    }),
    { seed: 20261125, numRuns: 200 },
  );
});
