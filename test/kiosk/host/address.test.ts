import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { outboxPath } from '../../../kiosk/host/outbox-file.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { ADDRESS, hostKit, HostKit, putCatalogue } from './kit.ts';

const test = suite('The address of a kiosk');
const OWN = 'outbox.tapwall.demo.mil-01.kiosk-1.sqlite';

/** A kiosk that recorded a tap which the platform never heard of, stopped; answers its data folder. */
async function offlineKiosk(t: TestContext): Promise<string> {
  const kit = new HostKit(t, {});
  kit.broker.stop();
  await kit.start();
  await kit.lab('tag', { reader: 'virtual-reader-1', oddity: 'blank' });
  await kit.host.stop();
  return kit.data;
}

test('has an outbox of its own', () => {
  assert.is(outboxPath('/x', ADDRESS), join('/x', OWN));
  const long = { ...ADDRESS, root: 'r'.repeat(64), tenant: 't'.repeat(64), store: 's'.repeat(64) };
  assert.ok(outboxPath('', long).length < 200);
  assert.is.not(outboxPath('', long), outboxPath('', { ...long, kiosk: 'kiosk-2' }));
});

test('keeps events that wait when it changes, says so once, and delivers them when it comes back', async (t) => {
  const data = await offlineKiosk(t);
  const other = await hostKit(t, { data, settings: { kiosk: 'kiosk-2' } });
  const { code, message } = (await other.health()).incidents[OWN] ?? {};
  assert.is(code, 'TW_EVENTS_OF_OTHER_ADDRESS');
  assert.match(
    message ?? '',
    /^Events of \/demo\/mil-01\/kiosk-1 wait in .*: \d+\. Starting with that address/,
  );
  const said = other.logger
    .at('warn')
    .filter(({ fields }) => fields['code'] === 'TW_EVENTS_OF_OTHER_ADDRESS');
  assert.is(said.length, 1);
  assert.equal(other.eventsOf('tag_tapped'), []);
  await other.host.stop();
  const closed = other.logger.at('info').filter(({ fields }) => fields['cause'] === OWN);
  assert.is(closed.length, 1, 'the next start looks again');

  const back = await hostKit(t, { data });
  assert.is(back.eventsOf('tag_tapped').length, 1);
  assert.is((await back.health()).incidents[OWN], undefined);
});

test('has nothing to say of an outbox that is empty', async (t) => {
  const first = await hostKit(t);
  await first.host.stop();
  const second = await hostKit(t, { data: first.data, settings: { tenant: 'other' } });
  assert.ok(readdirSync(join(first.data, 'kiosk')).includes(OWN));
  assert.not.match(JSON.stringify(second.logger.lines), /TW_EVENTS_OF_OTHER_ADDRESS/);
});

test('starts beside an outbox that cannot be read', async (t) => {
  const data = temporaryFolder(t);
  const first = await hostKit(t, { data });
  await first.host.stop();
  writeFileSync(join(data, 'kiosk', 'outbox.a.b.c.d.sqlite'), 'this is no file of ours'.repeat(100));
  const again = await hostKit(t, { data });
  assert.match(JSON.stringify(again.logger.at('warn')), /outbox\.a\.b\.c\.d\.sqlite.*cannot be read/);
});

test('is an incident once while the hub knows no such store, and none any more when it does', async (t) => {
  const kit = new HostKit(t, {});
  await putCatalogue(kit.data);
  let reply: object = { ok: false, code: 'TW_STORE_UNKNOWN', message: 'There is no such store.' };
  const asked = kit.answering('catalogue', () => reply);
  await kit.start();
  await kit.clock.advance(10_000);
  assert.ok(asked.length > 1);
  assert.is((await kit.health()).incidents['store']?.code, 'TW_STORE_UNKNOWN');
  assert.is(kit.logger.at('warn').length, 1);
  reply = { version: 'sample-1', path: '/api/replica/MIL-01' };
  await kit.clock.advance(60_000);
  assert.is((await kit.health()).incidents['store'], undefined);
});

test('is an incident when the catalogue of an earlier start lacks its store, naming those it has', async (t) => {
  const first = await hostKit(t);
  await first.host.stop();
  const kit = await hostKit(t, { data: first.data, storeCode: 'NOPE' });
  const { code, message } = (await kit.health()).incidents['store'] ?? {};
  assert.is(code, 'TW_STORE_UNKNOWN');
  assert.match(message ?? '', /no store NOPE\. The catalogue here has MIL-01, MIL-02, PAR-02\./);
});
