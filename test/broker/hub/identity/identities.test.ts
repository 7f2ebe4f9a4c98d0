import * as assert from 'uvu/assert';
import { suite } from '../../../harness/suite.ts';
import { codeOf, newKiosk, openDesk, pair } from './kit.ts';

const test = suite('Identities');
const DAY_MS = 86_400_000;

test('lets the certificate before live until the renewed one is used', async (t) => {
  const desk = await openDesk(t);
  const grant = await pair(desk);
  await desk.identities.used(grant.serial);
  await desk.clock.advance(60 * DAY_MS);
  const renewed = await desk.identities.renew(grant.token, { csr: (await newKiosk()).csr, from: '' });
  const serials = (): string[] => desk.identities.known.map(({ serial }) => serial);
  assert.is(renewed.token, grant.token);
  assert.equal(serials(), [renewed.serial, grant.serial]);
  await desk.identities.used(renewed.serial);
  assert.equal(serials(), [renewed.serial]);
});

test('keeps the certificate in use although answers with new ones were lost', async (t) => {
  const desk = await openDesk(t);
  const grant = await pair(desk);
  await desk.identities.used(grant.serial);
  await desk.clock.advance(60 * DAY_MS);
  const renewed: string[] = [];
  for (let index = 0; index < 3; index += 1) {
    const { csr } = await newKiosk();
    renewed.push((await desk.identities.renew(grant.token, { csr, from: '' })).serial);
    await desk.clock.advance(1_000);
  }
  assert.equal(
    desk.identities.known.map(({ serial }) => serial),
    [renewed[2], grant.serial],
  );
});

test('ends the certificate before a day after the renewal, used or not', async (t) => {
  const desk = await openDesk(t);
  const grant = await pair(desk);
  await desk.clock.advance(60 * DAY_MS);
  const renewed = await desk.identities.renew(grant.token, { csr: (await newKiosk()).csr, from: '' });
  await desk.clock.advance(DAY_MS);
  await desk.identities.refresh();
  assert.equal(
    desk.identities.known.map(({ serial }) => serial),
    [renewed.serial],
  );
});

test('renews nothing for a revoked kiosk, and tells brokers at once', async (t) => {
  const desk = await openDesk(t);
  const told: number[] = [];
  desk.identities.onChanged((identities) => told.push(identities.length));
  const grant = await pair(desk);
  await desk.identities.revoke(grant.serial, '');
  assert.equal(told, [1, 0]);
  const again = desk.identities.renew(grant.token, { csr: (await newKiosk()).csr, from: '' });
  assert.is(await codeOf(again), 'TW_TOKEN_REFUSED');
  assert.is(await codeOf(desk.identities.revoke(grant.serial, '')), 'TW_IDENTITY_UNKNOWN');
});

test('gives a revoked place to the next kiosk without asking whether to replace', async (t) => {
  const desk = await openDesk(t);
  const grant = await pair(desk);
  await desk.identities.revoke(grant.serial, '');
  assert.is((await pair(desk)).clientId, grant.clientId);
});

test('forgets who has expired', async (t) => {
  const desk = await openDesk(t);
  await pair(desk);
  await desk.clock.advance(90 * DAY_MS);
  await desk.identities.refresh();
  assert.equal(desk.identities.known, []);
});

test('bounds how often a kiosk renews', async (t) => {
  const desk = await openDesk(t);
  const { token } = await pair(desk);
  const { csr } = await newKiosk();
  const results: string[] = [];
  for (let index = 0; index < 6; index += 1)
    results.push(await codeOf(desk.identities.renew(token, { csr, from: '' })));
  assert.is(results[4], 'resolved');
  assert.is(results[5], 'TW_RATE_LIMITED');
  assert.is(desk.identities.known.length, 2);
});
