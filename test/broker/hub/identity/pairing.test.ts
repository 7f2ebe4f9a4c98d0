import { X509Certificate } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { checkNumber } from '../../../../broker/identity/check-number.ts';
import { suite } from '../../../harness/suite.ts';
import { ASKER, begin, codeOf, newKiosk, openDesk, pair, poll } from './kit.ts';

const test = suite('Pairing');
const BRERA = { approve: true, storeCode: 'MIL-01', kiosk: 'kiosk-1', replace: false } as const;

test('gives a kiosk its place and a certificate for its own key, once a manager has agreed', async (t) => {
  const desk = await openDesk(t);
  const kiosk = await newKiosk();
  const begun = await begin(desk, kiosk);
  assert.match(begun.userCode, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
  assert.is(begun.storeName, 'Milano Brera');
  assert.is(await codeOf(poll(desk, kiosk, begun)), 'TW_PAIRING_PENDING');
  await desk.pairing.decide(begun.userCode, BRERA, '198.51.100.1');
  const grant = await poll(desk, kiosk, begun);
  assert.is(grant.clientId, 'tapwall-demo-mil-01-kiosk-1');
  assert.is(grant.store, 'mil-01');
  assert.is(grant.storeName, 'Milano Brera');
  const certificate = new X509Certificate(grant.certificate);
  assert.ok(certificate.verify(new X509Certificate(grant.ca).publicKey));
  assert.ok(Buffer.from(certificate.publicKey.export({ type: 'spki', format: 'der' })).equals(kiosk.spki));
  assert.is(certificate.subject, 'CN=tapwall-demo-mil-01-kiosk-1');
  assert.is(certificate.subjectAltName, 'URI:tapwall://tapwall/demo/mil-01/kiosk-1');
  assert.equal(certificate.keyUsage, ['1.3.6.1.5.5.7.3.2']);
  assert.is(certificate.ca, false);
  assert.is(certificate.serialNumber.toLowerCase(), grant.serial);
});

test('shows the same six digits on both sides, and others to whom somebody else’s key was passed on', async (t) => {
  const desk = await openDesk(t);
  const kiosk = await newKiosk();
  const begun = await begin(desk, kiosk);
  assert.is((await desk.pairing.desk()).waiting[0]?.check, '');
  await codeOf(poll(desk, kiosk, begun));
  const shown = (publicKey: Uint8Array): string =>
    checkNumber({
      ca: new X509Certificate(begun.ca).raw,
      deviceCode: begun.deviceCode,
      publicKey,
      verifier: kiosk.verifier,
    });
  const [waiting] = (await desk.pairing.desk()).waiting;
  assert.match(shown(kiosk.spki), /^\d{6}$/);
  assert.is(waiting?.check, shown(kiosk.spki));
  assert.is.not(waiting?.check, shown((await newKiosk()).spki));
});

test('gives nothing to whoever knows the device code but not the verifier', async (t) => {
  const desk = await openDesk(t);
  const kiosk = await newKiosk();
  const begun = await begin(desk, kiosk);
  await codeOf(poll(desk, kiosk, begun));
  await desk.pairing.decide(begun.userCode, BRERA, '198.51.100.1');
  assert.is(await codeOf(poll(desk, await newKiosk(), begun)), 'TW_PAIRING_EXPIRED');
  assert.is(await codeOf(poll(desk, kiosk, begun)), 'resolved');
});

test('cannot be agreed to before the numbers could be compared', async (t) => {
  const desk = await openDesk(t);
  const begun = await begin(desk, await newKiosk());
  assert.is(await codeOf(desk.pairing.decide(begun.userCode, BRERA, '')), 'TW_PAIRING_UNCHECKED');
});

test('repeats a lost answer for a minute, and no longer', async (t) => {
  const desk = await openDesk(t);
  const kiosk = await newKiosk();
  const begun = await begin(desk, kiosk);
  await codeOf(poll(desk, kiosk, begun));
  await desk.pairing.decide(begun.userCode, BRERA, '');
  const first = await poll(desk, kiosk, begun);
  await desk.clock.advance(59_000);
  assert.equal(await poll(desk, kiosk, begun), first);
  await desk.clock.advance(1_000);
  assert.is(await codeOf(poll(desk, kiosk, begun)), 'TW_PAIRING_EXPIRED');
});

test('asks for five seconds more between polls every time one comes too soon', async (t) => {
  const desk = await openDesk(t);
  const kiosk = await newKiosk();
  const begun = await begin(desk, kiosk);
  const after = async (ms: number): Promise<string> => {
    await desk.clock.advance(ms);
    return codeOf(poll(desk, kiosk, begun));
  };
  const answers = [
    await after(0),
    await after(5_000),
    await after(1_000),
    await after(5_000),
    await after(15_000),
  ];
  assert.equal(
    answers.map((answer) => answer.replace('TW_PAIRING_', '')),
    ['PENDING', 'PENDING', 'SLOW_DOWN', 'SLOW_DOWN', 'PENDING'],
  );
});

test('ends after a quarter of an hour, and when it is refused', async (t) => {
  const desk = await openDesk(t);
  const late = await newKiosk();
  const begun = await begin(desk, late);
  const refused = await newKiosk();
  const other = await begin(desk, refused);
  await desk.pairing.decide(other.userCode, { approve: false }, '');
  assert.is(await codeOf(poll(desk, refused, other)), 'TW_PAIRING_DENIED');
  await desk.clock.advance(15 * 60_000);
  assert.is(await codeOf(poll(desk, late, begun)), 'TW_PAIRING_EXPIRED');
  assert.is(await codeOf(desk.pairing.decide(begun.userCode, BRERA, '')), 'TW_PAIRING_UNKNOWN');
  assert.equal((await desk.pairing.desk()).waiting, []);
});

test('gives a place that is taken to another machine only when it is to be replaced', async (t) => {
  const desk = await openDesk(t);
  const before = await pair(desk);
  assert.is(await codeOf(pair(desk)), 'TW_PAIRING_TAKEN');
  assert.ok(await desk.identities.bearer(before.token));
  const after = await pair(desk, { replace: true });
  assert.is(after.clientId, before.clientId);
  assert.is(await desk.identities.bearer(before.token), undefined);
  assert.equal(
    desk.identities.known.map(({ serial }) => serial),
    [after.serial],
  );
});

test('does not let two addresses share a client id that both spell', async (t) => {
  const desk = await openDesk(t);
  await pair(desk, { storeCode: 'MIL-01', kiosk: 'a' });
  // `mil-01` + `a` and `mil` + `01-a` are the same name; the catalogue here has only the first store, so the row is made by hand.
  await desk.db.updateTable('places').set({ store: 'mil', kiosk: '01-a', serial: null }).execute();
  assert.is(await codeOf(pair(desk, { storeCode: 'MIL-01', kiosk: 'a', replace: true })), 'TW_PAIRING_TAKEN');
});

test('knows no store that is not in the catalogue', async (t) => {
  const desk = await openDesk(t);
  assert.is(await codeOf(pair(desk, { storeCode: 'NOWHERE' })), 'TW_STORE_UNKNOWN');
});

test('bounds how often one address and all of them begin, how many wait, and how many codes are guessed', async (t) => {
  const desk = await openDesk(t);
  const kiosk = await newKiosk();
  const results: string[] = [];
  for (let index = 0; index < 12; index += 1) results.push(await codeOf(begin(desk, kiosk)));
  assert.equal(results.slice(10), ['TW_RATE_LIMITED', 'TW_RATE_LIMITED']);
  for (let index = 0; index < 48; index += 1)
    results.push(await codeOf(begin(desk, kiosk, `10.0.0.${index}`)));
  assert.is((await desk.pairing.desk()).waiting.length, 50);
  assert.is(results.filter((result) => result === 'resolved').length, 50);
  const guesses: string[] = [];
  for (let index = 0; index < 11; index += 1)
    guesses.push(await codeOf(desk.pairing.decide('BBBB-BBBB', { approve: false }, '')));
  assert.is(guesses[9], 'TW_PAIRING_UNKNOWN');
  assert.is(guesses[10], 'TW_RATE_LIMITED');
});

test('limits who knows no code, and keeps no kiosk behind the same address from its answer', async (t) => {
  const desk = await openDesk(t);
  const kiosk = await newKiosk();
  const begun = await begin(desk, kiosk);
  const stranger = { ...begun, deviceCode: 'x'.repeat(43) };
  const results: string[] = [];
  for (let index = 0; index < 25; index += 1) results.push(await codeOf(poll(desk, kiosk, stranger)));
  assert.equal([results[0], results.at(-1)], ['TW_PAIRING_EXPIRED', 'TW_RATE_LIMITED']);
  assert.is(await codeOf(poll(desk, kiosk, begun)), 'TW_PAIRING_PENDING');
});

test('goes on after a restart of the hub', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-pairing-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const address = { engine: 'sqlite', path: join(folder, 'hub.sqlite') } as const;
  const kiosk = await newKiosk();
  const before = await openDesk(t, { address });
  const begun = await begin(before, kiosk);
  await codeOf(poll(before, kiosk, begun));
  const after = await openDesk(t, { address });
  await after.pairing.decide(begun.userCode, BRERA, '');
  const grant = await poll(await openDesk(t, { address }), kiosk, begun);
  assert.is(grant.ca, begun.ca);
  assert.ok(await before.identities.bearer(grant.token));
});

test('takes back a certificate that the kiosk never fetched', async (t) => {
  const desk = await openDesk(t);
  const kiosk = await newKiosk();
  const begun = await begin(desk, kiosk);
  await codeOf(poll(desk, kiosk, begun));
  await desk.clock.advance(5_000);
  await desk.pairing.decide(begun.userCode, BRERA, '');
  await desk.clock.advance(16 * 60_000);
  const { history } = await desk.pairing.desk();
  assert.equal(desk.identities.known, []);
  assert.equal(
    history.map(({ what }) => what),
    ['uncollected', 'approved', 'begun'],
  );
  assert.is(await codeOf(pair(desk)), 'resolved');
});

test('leaves a line of every step, with who asked', async (t) => {
  const desk = await openDesk(t);
  const grant = await pair(desk);
  await desk.clock.advance(1_000);
  await desk.identities.revoke(grant.serial, '198.51.100.9');
  const { history } = await desk.pairing.desk();
  const [last] = history;
  assert.equal(history.map(({ what }) => what).sort(), ['approved', 'begun', 'granted', 'revoked']);
  assert.equal(
    { what: last?.what, kioskId: last?.kioskId, serial: last?.serial, from: last?.from },
    { what: 'revoked', kioskId: 'mil-01.kiosk-1', serial: grant.serial, from: '198.51.100.9' },
  );
  assert.is(ASKER.from, history.find(({ what }) => what === 'begun')?.from);
});
