/** Answers what kiosks ask: who is this card, is this tag genuine, what is on their list, which catalogue is current? */
import type { Store } from '../../contract/domain.ts';
import type { Message } from '../../contract/messages.ts';
import { topicOf, type KioskAddress } from '../../contract/topics.ts';
import { BROKER_ERRORS, isBrokerError, type BrokerErrorCode } from '../../errors.ts';
import { MessageReader } from '../../link/message-reader.ts';
import type { MqttLink } from '../../link/mqtt-link.ts';
import type { Clock, Logger } from '../../ports.ts';
import { codeOfFault } from '../fleet-db/faults.ts';
import { kioskIdOf } from '../kiosk-key.ts';
import type { CurrentCatalogue } from '../catalogue/current-catalogue.ts';
import type { DesiredDocument } from '../store/desired-store.ts';
import type { Intents } from '../intents/intents.ts';
import type { LogGate } from '../log-gate.ts';
import type { People } from '../people/people.ts';
import type { Visits } from '../people/visits/visits.ts';
import type { KioskRecord } from '../store/kiosk-store.ts';
import type { Bindings } from '../tags/bindings.ts';
import type { TagChecks } from '../tags/tag-checks.ts';
import { replicaPath } from '../twin/desired-catalogue.ts';
import type { DesiredServices } from '../twin/desired-services.ts';
import type { DesiredCatalogue } from '../twin/desired-catalogue.ts';
import { replicaStoreOf, storeOf } from '../twin/summaries.ts';
import { RateLimit } from './rate-limit.ts';

export type RequestName =
  | 'recognise'
  | 'visit'
  | 'card'
  | 'bind'
  | 'wishlist'
  | 'intent'
  | 'catalogue'
  | 'config';

export interface RequestsOptions {
  people: Pick<People, 'byCard' | 'byPass' | 'wishlist'>;
  tags: Pick<TagChecks, 'check' | 'belongs'>;
  visits: Pick<Visits, 'answer'>;
  bindings: Pick<Bindings, 'isCard' | 'learn'>;
  intents: Pick<Intents, 'ask'>;
  services: Pick<DesiredServices, 'now'>;
  stockAge: Pick<DesiredCatalogue, 'stockAsOf'>;
  catalogue: Pick<CurrentCatalogue, 'version' | 'stores'>;
  fleet: { get(kioskId: string): KioskRecord | undefined };
  desired: { of(kioskId: string): DesiredDocument | undefined };
  gate: LogGate;
  link: MqttLink;
  clock: Clock;
  logger: Logger;
}

type Answer<N extends RequestName> = Omit<Message<`rsp/${N}`>, 'id'>;

export class Requests {
  readonly #options: RequestsOptions;
  readonly #reader = new MessageReader();
  readonly #limit: RateLimit;

  constructor(options: RequestsOptions) {
    this.#options = options;
    this.#limit = new RateLimit({ clock: options.clock, burst: 30, perSecond: 3 });
  }

  /** Resolves once it is answered, or refused in silence. */
  async receive(address: KioskAddress, name: RequestName, payload: Uint8Array): Promise<void> {
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
    this.#reply(address, name, { id, ...(await this.#answerOrExcuse(address, name, request)) });
  }

  /** A database that is down, most likely: whoever asked must not wait for an answer that never comes. */
  async #answerOrExcuse(address: KioskAddress, name: RequestName, request: unknown): Promise<object> {
    try {
      return await this.#answer(address, name, request);
    } catch (error) {
      if (isBrokerError(error)) return { ok: false, code: error.code, message: error.message };
      const kiosk = kioskIdOf(address);
      if (this.#options.gate.opens(`${kiosk} req/${name}`))
        this.#options.logger.error({ kiosk, request: name, err: error }, 'a request was not answered');
      return no(codeOfFault(error));
    }
  }

  async #answer(address: KioskAddress, name: RequestName, request: unknown): Promise<object> {
    if (name === 'recognise') return this.#recognise(address, request as Message<'req/recognise'>);
    if (name === 'wishlist') return this.#wishlist(address, request as Message<'req/wishlist'>);
    if (name === 'visit') return this.#options.visits.answer(address, request as Message<'req/visit'>);
    if (name === 'card') {
      const { card } = request as Message<'req/card'>;
      return { ok: true, known: this.#options.bindings.isCard(card) } satisfies Answer<'card'>;
    }
    if (name === 'bind') {
      const { uid, sku } = request as Message<'req/bind'>;
      await this.#options.bindings.learn(kioskIdOf(address), { uid, sku });
      return { ok: true } satisfies Answer<'bind'>;
    }
    if (name === 'intent') return this.#intent(address, request as Message<'req/intent'>);
    if (name === 'config') return this.#config(address, request as Message<'req/config'>);
    return this.#catalogue(address);
  }

  async #recognise(
    address: KioskAddress,
    { card = '', sun, pass }: Message<'req/recognise'>,
  ): Promise<Answer<'recognise'>> {
    if (sun !== undefined) return this.#checkTag(address, sun);
    if (pass !== undefined)
      return { ok: true, customer: await this.#options.people.byPass(kioskIdOf(address), pass) };
    const customer = await this.#options.people.byCard(kioskIdOf(address), card);
    return customer === undefined ? no('TW_CARD_UNKNOWN') : { ok: true, customer };
  }

  async #checkTag(address: KioskAddress, url: string): Promise<Answer<'recognise'>> {
    const { people, tags } = this.#options;
    const check = await tags.check(url);
    if (check === undefined) return no('TW_TAG_UNKNOWN');
    const { result, purpose } = check;
    const customer =
      check.result === 'genuine' && purpose === 'card'
        ? await people.byCard(kioskIdOf(address), check.card, (key, assertStill) =>
            tags.belongs(check.tag, key, assertStill),
          )
        : undefined;
    return {
      ok: true,
      tag: { result, ...(purpose === null ? {} : { purpose }) },
      ...(customer === undefined ? {} : { customer }),
    };
  }

  async #wishlist(address: KioskAddress, question: Message<'req/wishlist'>): Promise<Answer<'wishlist'>> {
    return { ok: true, items: await this.#options.people.wishlist(kioskIdOf(address), question) };
  }

  /** The whole document, when the kiosk has another one or none. */
  #config(address: KioskAddress, { version, hash }: Message<'req/config'>): Answer<'config'> {
    const desired = this.#options.desired.of(kioskIdOf(address));
    if (!desired || (desired.version === version && desired.hash === hash)) return { ok: true };
    return { ok: true, desired };
  }

  #catalogue(address: KioskAddress): Answer<'catalogue'> {
    const version = this.#options.catalogue.version();
    if (version === '') return no('TW_CATALOGUE_NONE');
    const store = replicaStoreOf(this.#kioskAt(address), this.#options.catalogue.stores());
    if (store === undefined) return no('TW_STORE_UNKNOWN');
    const { services, stockAge } = this.#options;
    const path = replicaPath(store);
    return { ok: true, version, path, ...stockAge.stockAsOf(), services: services.now() };
  }

  async #intent(address: KioskAddress, question: Message<'req/intent'>): Promise<Answer<'intent'>> {
    const { catalogue, intents } = this.#options;
    const store = this.#storeOf(address);
    if (!store) return no('TW_STORE_UNKNOWN');
    const storeCodes = catalogue.stores().map(({ storeCode }) => storeCode);
    const asker = { kioskId: kioskIdOf(address), storeCode: store.storeCode, storeCodes };
    return { ok: true, intent: await intents.ask(asker, question) };
  }

  #storeOf(address: KioskAddress): Store | undefined {
    return storeOf(this.#kioskAt(address), this.#options.catalogue.stores());
  }

  #kioskAt(address: KioskAddress): Pick<KioskRecord, 'store' | 'storeCode'> {
    return this.#options.fleet.get(kioskIdOf(address)) ?? { store: address.store, storeCode: '' };
  }

  #refuseInvalid(
    address: KioskAddress,
    name: RequestName,
    { payload, error }: { payload: Uint8Array; error: unknown },
  ): void {
    if (!isBrokerError(error)) throw error;
    const fields = { kiosk: kioskIdOf(address), request: name, code: error.code };
    const { gate, logger } = this.#options;
    if (gate.opens(`${fields.kiosk} req/${name}`))
      logger.warn({ ...fields, reason: error.message }, 'a request was not understood');
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
