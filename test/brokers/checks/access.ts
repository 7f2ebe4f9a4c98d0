/** Nobody gets in, and who is in stays in their own subtree: with the files of `tapwall access`, or the embedded broker's own rules. */
import { hubFilters, topicOf } from '../../../broker/contract/topics.ts';
import {
  assertHearsNothingOfOthers,
  assertPublishesNothingForOthers,
  assertTheyTalk,
  isRefused,
} from '../../broker/access/guarded-checks.ts';
import type { GuardedBroker } from '../../support/broker-access.ts';
import { until } from '../../support/until.ts';
import { expect } from '../broker.ts';

export async function letsPairedOnesTalk(guarded: GuardedBroker): Promise<string> {
  await assertTheyTalk(guarded);
  return 'by certificate';
}

/** Mosquitto lets in whoever has a certificate of the fleet; who is in no list may do nothing there. */
export async function letsNobodyElseIn(guarded: GuardedBroker): Promise<string> {
  const { open, hub, unlisted } = guarded;
  expect(await isRefused(open({ clientId: 'nobody' })), 'no certificate, and in');
  const stranger = await open(unlisted).catch(() => undefined);
  if (!stranger) return 'no certificate; not in the list';
  const platform = await open(hub);
  const heard: string[] = [];
  platform.on('message', (topic) => heard.push(topic));
  await platform.subscribeAsync(hubFilters('tapwall', 'demo'), { qos: 1 });
  await stranger
    .publishAsync(topicOf(unlisted.address, 'evt', 'batch'), '[]', { qos: 1 })
    .catch(() => undefined);
  // What an allowed one says afterwards shows that nothing else is still under way.
  const kiosk = await open(guarded.one);
  await kiosk.publishAsync(topicOf(guarded.one.address, 'evt', 'batch'), '[]', { qos: 1 });
  await until(() => heard.length > 0, 5_000);
  expect(heard.length === 1, `in no list, and heard: ${heard.join(', ')}`);
  return 'no certificate; not in the list: in, and powerless';
}

export async function keepsOthersUnheard(guarded: GuardedBroker): Promise<string> {
  await assertHearsNothingOfOthers(guarded);
  return 'eight filters, # among them';
}

export async function keepsOthersUnspokenFor(guarded: GuardedBroker): Promise<string> {
  await assertPublishesNothingForOthers(guarded);
  return 'six forgeries';
}
