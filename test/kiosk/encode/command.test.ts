import * as assert from 'uvu/assert';
import { topicOf } from '../../../broker/contract/topics.ts';
import { suite } from '../../harness/suite.ts';
import { gtinOf } from '../../support/sample-catalogue.ts';
import { until } from '../../support/until.ts';
import { ADDRESS } from '../host/kit.ts';
import { GTIN, READER, SKU, tagKit, type TagKit } from './kit.ts';

const test = suite('Making a tag on a hub’s command');
const SOON = 5_000;

function answers(kit: TagKit): Record<string, unknown>[] {
  const heard: Record<string, unknown>[] = [];
  kit.broker.observe(topicOf(ADDRESS, 'res', 'encode'), ({ payload }) => {
    heard.push(JSON.parse(payload) as Record<string, unknown>);
  });
  return heard;
}

function command(kit: TagKit, id: string, body: object): void {
  const expiresAt = new Date(kit.clock.now() + 10_000).toISOString();
  kit.send('cmd', 'encode', { id, expiresAt, reader: READER, ...body });
}

test('writes and answers once with what is on the tag', async (t) => {
  const kit = await tagKit(t);
  const heard = answers(kit);
  command(kit, 'command-1', { action: 'write', gtin: GTIN, serial: '5' });
  command(kit, 'command-1', { action: 'write', gtin: GTIN, serial: '5' });
  await kit.lab('tag', { reader: READER, oddity: 'blank', hold: true });
  await until(() => heard.length > 0, SOON);
  const link = `https://id.gs1.org/01/${GTIN}/21/5`;
  const tag = { uid: '04D0D0D0D0D0D0', link, verified: true, locked: false };
  assert.equal(heard, [{ id: 'command-1', ok: true, tag }]);
  command(kit, 'command-1', { action: 'write', gtin: GTIN, serial: '5' });
  await until(() => heard.length === 2, SOON);
  assert.equal(heard[1], heard[0]);
});

test('draws a serial number when none is given', async (t) => {
  const kit = await tagKit(t);
  const heard = answers(kit);
  command(kit, 'command-2', { action: 'write', gtin: gtinOf(SKU), sku: SKU });
  await kit.lab('tag', { reader: READER, oddity: 'blank', hold: true });
  await until(() => heard.length > 0, SOON);
  assert.match(JSON.stringify(heard[0]), /\/21\/[1-9]\d{10,11}"/);
});

test('answers with the sentence for the person when it cannot', async (t) => {
  const kit = await tagKit(t);
  const heard = answers(kit);
  command(kit, 'command-3', { action: 'write', gtin: GTIN, reader: 'reader-9' });
  await until(() => heard.length === 1, SOON);
  assert.equal([heard[0]?.['ok'], heard[0]?.['code']], [false, 'TW_TAGS_READER']);
  command(kit, 'command-4', { action: 'write', gtin: GTIN });
  await kit.lab('tag', { reader: READER, oddity: 'phone', hold: true });
  await until(() => heard.length === 2, SOON);
  assert.equal([heard[1]?.['ok'], heard[1]?.['code']], [false, 'TW_TAGS_PERSONAL']);
});

test('is called off by another command', async (t) => {
  const kit = await tagKit(t);
  const heard = answers(kit);
  command(kit, 'command-5', { action: 'write', gtin: GTIN });
  command(kit, 'command-6', { action: 'cancel' });
  await until(() => heard.length === 2, SOON);
  const codes = heard.map(({ id, ok, code }) => `${String(id)} ${String(ok)} ${String(code)}`);
  assert.equal(codes.sort(), ['command-5 false TW_TAGS_CANCELLED', 'command-6 true undefined']);
});

test('carries out nothing that arrives too late', async (t) => {
  const kit = await tagKit(t);
  const heard = answers(kit);
  const expiresAt = new Date(kit.clock.now() - 1).toISOString();
  kit.send('cmd', 'encode', { id: 'command-7', expiresAt, reader: READER, action: 'write', gtin: GTIN });
  await until(() => heard.length === 1, SOON);
  assert.is(heard[0]?.['code'], 'TW_COMMAND_EXPIRED');
  assert.is((await kit.order({ kind: 'write', gtin: GTIN })).state, 'waiting');
});
