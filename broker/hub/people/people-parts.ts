/** Everything of the hub that is about people. Nothing begins here. */
import type { JWTVerifyGetKey } from 'jose';
import type { Kysely } from 'kysely';
import type { Clock, Logger, Random } from '../../ports.ts';
import type { FleetEngine } from '../fleet-db/open.ts';
import type { LogGate } from '../log-gate.ts';
import type { PeopleSource, WishlistSource } from '../sources/ports.ts';
import type { CustomerStore } from '../store/customer-store.ts';
import type { VariantSearch } from '../tags/variant-search.ts';
import type { Commander } from '../twin/commander.ts';
import { Consents } from './consent/consents.ts';
import { ConsentStore } from './consent/consent-store.ts';
import type { ConsentPurpose } from './consent/purposes.ts';
import { Directory } from './directory.ts';
import { Erase, type EraseOptions } from './erase/erase.ts';
import { Fence } from './erase/fence.ts';
import { PersonRows } from './erase/rows.ts';
import { Erasures } from './erasures.ts';
import { ImportedPeople } from './imported-people.ts';
import { PhoneCookie } from './join/phone-cookie.ts';
import { Passes } from './pass/passes.ts';
import { People } from './people.ts';
import { Recognitions } from './recognitions.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import type { PeopleTables } from './tables.ts';
import { Visits, type VisitsOptions } from './visits/visits.ts';
import { WishStore } from './wish-store.ts';

/** What somebody can be known by and where their list is, beside the imported customers. */
export interface PeopleBundle {
  people?: PeopleSource | undefined;
  wishlist?: WishlistSource | undefined;
}

/** Recognition by phone. */
export interface JoinOptions {
  signIn: SignIn;
  /** `https://hub.example`, as phones reach the hub. */
  publicUrl: string;
  /** What is asked beside; nothing by itself. */
  purposes: readonly ConsentPurpose[];
}

export interface PeoplePartsOptions {
  db: Kysely<PeopleTables>;
  engine: FleetEngine;
  customers: CustomerStore;
  variants: Pick<VariantSearch, 'of'>;
  /** Asked after the imported customers, in this order. */
  sources: () => readonly PeopleBundle[];
  loyaltyKey: Uint8Array;
  tenant: string;
  join: JoinOptions | null;
  /** Keys of the codes that phones show; null: none is taken. */
  passKeys: JWTVerifyGetKey | null;
  commander: Pick<Commander, 'visit'>;
  nameOf: VisitsOptions['nameOf'];
  /** Orders that nobody has any more. */
  released: EraseOptions['released'];
  gate: LogGate;
  clock: Clock;
  random: Random;
  logger: Logger;
}

export type PeopleParts = ReturnType<typeof createPeople>;

export function createPeople(options: PeoplePartsOptions) {
  const { sources } = options;
  const erasures = new Erasures(options);
  const fence = new Fence();
  const wishes = new WishStore({ ...options, erasures });
  const imported = new ImportedPeople({ ...options, wishes, erasures });
  const directory = new Directory({
    ...options,
    people: () => [imported, ...sources().flatMap(({ people }) => people ?? [])],
    wishlists: () => [imported, ...sources().flatMap(({ wishlist }) => wishlist ?? [])],
  });
  const recognitions = new Recognitions(options);
  const passes = new Passes(options);
  const people = new People({ ...options, fence, directory, recognitions, passes });
  const { signIn = null, publicUrl = '', purposes = [] } = options.join ?? {};
  const consents = new Consents({ ...options, purposes, store: new ConsentStore(options) });
  const visits = new Visits({ ...options, fence, signIn, publicUrl, people, directory, consents });
  const cookie = new PhoneCookie(options.random);
  const rows = new PersonRows({ ...options, erasures });
  const erase = new Erase({ ...options, rows, fence, erasures, recognitions, visits, directory });
  return { fence, directory, recognitions, erasures, people, consents, visits, cookie, erase };
}
