/** What every part of a kiosk is made with. */
import { join } from 'node:path';
import { toTopicLevel, type KioskAddress } from '../../broker/contract/topics.ts';
import type { LinkWill, SeverableLink } from '../../broker/link/mqtt-link.ts';
import type { Clock, Logger, Random } from '../../broker/ports.ts';
import type { LoadedSettings } from '../config/load.ts';
import type { DemoCard } from '../lab/lab.ts';
import type { KeeperOptions } from '../pairing/keeper-ports.ts';
import type { LabTagKeys } from '../sun/lab-keys.ts';
import { idFactory } from './ids.ts';

export interface HostOptions {
  settings: LoadedSettings;
  /** Code of the store; decides topics and which stock is "here". */
  storeCode: string;
  clock: Clock;
  random: Random;
  logger: Logger;
  version: string;
  /** The built screens; null when they were never built. */
  uiDir: string | null;
  /** Null: cards are not recognised here. */
  loyaltyKey: Uint8Array | null;
  hubToken: string | null;
  /** Who the kiosk is, when it was paired; null or left out: it goes by its settings. */
  paired?: PairedKiosk | null;
  brokerPassword: string | null;
  /** Lets other machines read the figures; null or left out: only this one may. */
  metricsToken?: string | null;
  /** Cards that the lab offers. */
  cards: readonly DemoCard[];
  /** What the lab's signed tags hold, on a machine that is its own hub. */
  labTags?: LabTagKeys | null;
  /** Another way to the broker than the one of the settings; tests bring a broker in memory. */
  createLink?: (identity: { clientId: string; will: LinkWill }) => SeverableLink;
}

/** An identity, where it is kept, who renews it, and whom to tell when it is taken away. */
export type PairedKiosk = Pick<KeeperOptions, 'identity' | 'store' | 'hub' | 'removed'>;

export interface HostContext extends HostOptions {
  values: LoadedSettings['values'];
  /** Folder of everything the kiosk keeps. */
  dir: string;
  address: KioskAddress;
  /** New at every start of the service. */
  boot: string;
  newId: () => string;
}

export function contextOf(options: HostOptions): HostContext {
  const { values } = options.settings;
  const newId = idFactory(options.clock, options.random);
  const address = {
    root: values.root,
    tenant: values.tenant,
    store: options.paired?.identity.grant.store ?? toTopicLevel(options.storeCode),
    kiosk: values.kiosk,
  };
  return { ...options, values, dir: join(values.data, 'kiosk'), address, boot: newId(), newId };
}
