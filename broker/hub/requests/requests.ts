/** Answers what kiosks ask: who is this card, is this tag genuine, what is on their list, which catalogue is current? */
import type { Customer } from '../../contract/domain.ts';
import type { Message } from '../../contract/messages.ts';
import { topicOf, type KioskAddress } from '../../contract/topics.ts';
import { BROKER_ERRORS, isBrokerError, type BrokerErrorCode } from '../../errors.ts';
import { MessageReader } from '../../link/message-reader.ts';
import type { MqttLink } from '../../link/mqtt-link.ts';
import type { Clock, Logger, Random } from '../../ports.ts';
import { kioskIdOf } from '../kiosk-key.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import type { CustomerStore } from '../store/customer-store.ts';
import type { KioskRecord } from '../store/kiosk-store.ts';
import type { Bindings } from '../tags/bindings.ts';
import type { TagChecks } from '../tags/tag-checks.ts';
import { storeOf } from '../twin/summaries.ts';
import { RateLimit } from './rate-limit.ts';
import { Recognitions } from './recognitions.ts';

export type RequestName = 'recognise' | 'card' | 'bind' | 'wishlist' | 'catalogue';

export interface RequestsOptions {
  customers: Pick<CustomerStore, 'byCard' | 'byRef'>;
  tags: Pick<TagChecks, 'check'>;
  bindings: Pick<Bindings, 'isCard' | 'learn'>;
  catalogue: Pick<CatalogueStore, 'version' | 'stores'>;
  fleet: { get(kioskId: string): KioskRecord | undefined };
  link: MqttLink;
  clock: Clock;
  random: Random;
  logger: Logger;
}

type Answer<N extends RequestName> = Omit<Message<`rsp/${N}`>, 'id'>;

export class Requests {
  readonly #options: RequestsOptions;
  readonly #reader = new MessageReader();
  readonly #recognitions: Recognitions;
  readonly #limit: RateLimit;

  constructor(options: RequestsOptions) {
    this.#options = options;
    this.#recognitions = new Recognitions(options);
    this.#limit = new RateLimit({ clock: options.clock, burst: 30, perSecond: 3 });
  }

  receive(address: KioskAddress, name: RequestName, payload: Uint8Array): void {
    let request: Message<`req/${RequestName}`>;
    try {
      request = this.#reader.read(`req/${name}`, payload);
    } catch (error) {
      this.#refuseInvalid(address, name, { payload, error });
      return;
    }
    // Nobody waits any more, and a late answer to a recognition would be a token that nobody holds.
    if (Date.parse(request.deadline) < this.#options.clock.now()) return;
    const { id } = request;
    if (!this.#limit.take(kioskIdOf(address)))
      return this.#reply(address, name, { id, ...no('TW_RATE_LIMITED') });
    this.#reply(address, name, { id, ...this.#answer(address, name, request) });
  }

  #answer(address: KioskAddress, name: RequestName, request: unknown): object {
    if (name === 'recognise') return this.#recognise(address, request as Message<'req/recognise'>);
    if (name === 'wishlist') return this.#wishlist(address, request as Message<'req/wishlist'>);
    if (name === 'card') {
      const { card } = request as Message<'req/card'>;
      return { ok: true, known: this.#options.bindings.isCard(card) } satisfies Answer<'card'>;
    }
    if (name === 'bind') return this.#bind(address, request as Message<'req/bind'>);
    return this.#catalogue(address);
  }

  #recognise(address: KioskAddress, { card = '', sun }: Message<'req/recognise'>): Answer<'recognise'> {
    if (sun !== undefined) return this.#checkTag(address, sun);
    const customer = this.#customer(address, card);
    return customer === undefined ? no('TW_CARD_UNKNOWN') : { ok: true, customer };
  }

  #checkTag(address: KioskAddress, url: string): Answer<'recognise'> {
    const check = this.#options.tags.check(url);
    if (check === undefined) return no('TW_TAG_UNKNOWN');
    const { result, purpose } = check;
    const customer =
      check.result === 'genuine' && purpose === 'card' ? this.#customer(address, check.card) : undefined;
    return {
      ok: true,
      tag: { result, ...(purpose === null ? {} : { purpose }) },
      ...(customer === undefined ? {} : { customer }),
    };
  }

  #customer(address: KioskAddress, card: string): Customer | undefined {
    const customer = this.#options.customers.byCard(card);
    if (!customer) return undefined;
    const token = this.#recognitions.issue(kioskIdOf(address), customer.ref);
    const { displayName, tier, locale, wishlist } = customer;
    return { token, displayName, tier, locale, wishlistCount: wishlist.length };
  }

  #wishlist(address: KioskAddress, { token }: Message<'req/wishlist'>): Answer<'wishlist'> {
    const ref = this.#recognitions.customerOf(kioskIdOf(address), token);
    const customer = ref === undefined ? undefined : this.#options.customers.byRef(ref);
    return customer ? { ok: true, items: customer.wishlist } : no('TW_CUSTOMER_TOKEN_UNKNOWN');
  }

  #bind(address: KioskAddress, { uid, sku }: Message<'req/bind'>): Answer<'bind'> {
    try {
      this.#options.bindings.learn(kioskIdOf(address), { uid, sku });
      return { ok: true };
    } catch (error) {
      if (isBrokerError(error)) return { ok: false, code: error.code, message: error.message };
      // A full disk, most likely: whoever holds the tag must not wait for an answer that never comes.
      this.#options.logger.error({ kiosk: kioskIdOf(address), err: error }, 'a tag was not learned');
      return no('TW_HUB_FAILED');
    }
  }

  #catalogue(address: KioskAddress): Answer<'catalogue'> {
    const { catalogue, fleet } = this.#options;
    const version = catalogue.version();
    if (version === '') return no('TW_CATALOGUE_NONE');
    const kiosk = fleet.get(kioskIdOf(address)) ?? { store: address.store, storeCode: '' };
    const store = storeOf(kiosk, catalogue.stores());
    if (!store) return no('TW_STORE_UNKNOWN');
    return { ok: true, version, path: `/api/replica/${encodeURIComponent(store.storeCode)}` };
  }

  #refuseInvalid(
    address: KioskAddress,
    name: RequestName,
    { payload, error }: { payload: Uint8Array; error: unknown },
  ): void {
    if (!isBrokerError(error)) throw error;
    const fields = { kiosk: kioskIdOf(address), request: name, code: error.code };
    this.#options.logger.warn({ ...fields, err: error }, 'a request was not understood');
    const id = idOf(payload);
    if (id !== undefined) this.#reply(address, name, { id, ...no('TW_MESSAGE_INVALID') });
  }

  #reply(address: KioskAddress, name: RequestName, answer: { id: string }): void {
    const { link, logger } = this.#options;
    link.publish(topicOf(address, 'rsp', name), JSON.stringify(answer)).catch((error: unknown) => {
      logger.debug({ kiosk: kioskIdOf(address), request: name, err: error }, 'an answer was not sent');
    });
  }
}

function no(code: BrokerErrorCode): { ok: false; code: string; message: string } {
  return { ok: false, code, message: BROKER_ERRORS[code] };
}

function idOf(payload: Uint8Array): string | undefined {
  try {
    const value = JSON.parse(Buffer.from(payload).toString('utf8')) as { id?: unknown } | null;
    const id = value?.id;
    return typeof id === 'string' && id.length >= 8 && id.length <= 64 ? id : undefined;
  } catch {
    return undefined;
  }
}
