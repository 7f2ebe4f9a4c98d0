/**
 * A kiosk reduced to its catalogue: replica, downlink and pictures, the real ones on real files. Each generation of the
 * catalogue has one number in every record. It says `S` loaded, `R version` open, `H version numbers` what it holds now
 * (every number that any record has, so one when it is whole), `s` a snapshot or `d` changes begin, `m` a picture begins.
 */
import { join } from 'node:path';
import { Replica } from '../../../kiosk/replica/replica.ts';
import { CatalogueSync } from '../../../kiosk/host/catalogue-sync.ts';
import { MqttJsLink } from '../../../broker/link/mqtt-js-link.ts';
import { KioskDownlink } from '../../../broker/uplink/kiosk-downlink.ts';
import { MediaCache } from '../../../kiosk/media/media-cache.ts';
import { prefetchList } from '../../../kiosk/media/media-file.ts';
import { systemClock, systemRandom } from '../../../kiosk/system/clock.ts';
import { given, hasty, reporter, say } from './ports.ts';

export interface ReplicaKioskOptions {
  dir: string;
  /** Of the broker. */
  url: string;
  hub: string;
  kiosk: string;
}

say('S');
const { dir, url, hub, kiosk } = given() as ReplicaKioskOptions;
const link = new MqttJsLink({
  url,
  clientId: `tapwall-luma-st-001-${kiosk}`,
  clock: systemClock,
  random: hasty,
  logger: reporter,
});
const address = { root: 'tapwall', tenant: 'luma', store: 'st-001', kiosk };
const common = { clock: systemClock, random: systemRandom, logger: reporter };
const downlink = new KioskDownlink({ ...common, link, address });
const replica = new Replica({ ...common, path: join(dir, 'replica.sqlite') });

const announced: typeof fetch = (input, init) => {
  const path = new URL(input instanceof Request ? input.url : input).pathname;
  say(path.endsWith('/changes') ? 'd' : path.startsWith('/media') ? 'm' : 's');
  return fetch(input, init);
};
const media = new MediaCache({ ...common, folder: join(dir, 'media'), hub, fetch: announced });
const sync = new CatalogueSync({
  ...common,
  random: hasty,
  downlink,
  replica,
  hub: { hub, fetch: announced },
  file: join(dir, 'replica.part'),
  looked: () => undefined,
  stockSaid: () => undefined,
  services: () => undefined,
});

/** The generation is in the title of a product and in the price of a variant. */
function held(): string {
  const numbers = new Set<string>();
  for (const id of replica.productIds()) {
    numbers.add(/\d+$/.exec(replica.product(id)?.title['en'] ?? '')?.[0] ?? 'none');
    for (const { price } of replica.variants(id)) numbers.add(String(price.amountMinor));
  }
  return `H ${replica.version() || '-'} ${[...numbers].join(',') || '-'}`;
}

replica.start();
say(`R ${replica.version() || '-'}`);
say(held());
await media.start();
const ahead = (): void => media.prefetch(prefetchList(replica, { width: 320, attract: 1 }));
ahead();
replica.onChanged(() => {
  say(held());
  ahead();
});
downlink.onCatalogue((target) => sync.announced(target));
link.onConnection((connected) => {
  if (connected) sync.look();
});
process.once('SIGTERM', () => process.exit(0));
await downlink.start();
await link.start();
downlink.publishState('presence', {
  online: true,
  boot: `boot-${process.pid}-${kiosk}`,
  storeCode: 'ST-001',
});
