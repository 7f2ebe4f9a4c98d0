/**
 * Recognition by phone, the hub's side (broker/contract/visit.ts). A code is good for one phone, once. Whoever sees it may
 * begin, so nothing is shown before the person has signed in on their own phone and confirmed which display it is for.
 */
import type { Message } from '../../../contract/messages.ts';
import type { KioskAddress } from '../../../contract/topics.ts';
import type { VisitBegun, VisitStep } from '../../../contract/visit.ts';
import { BrokerError, isBrokerError } from '../../../errors.ts';
import type { Clock, Logger, Random } from '../../../ports.ts';
import { newSecret, newUserCode } from '../../identity/codes.ts';
import { kioskIdOf } from '../../kiosk-key.ts';
import { RateLimit } from '../../requests/rate-limit.ts';
import type { Commander } from '../../twin/commander.ts';
import type { Consents } from '../consent/consents.ts';
import type { Directory, FoundPerson } from '../directory.ts';
import type { Fence } from '../erase/fence.ts';
import type { People } from '../people.ts';
import { isSamePerson, type PersonKey } from '../person-key.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import type { Visit } from './visit.ts';
import { VisitBook } from './visit-book.ts';

export interface VisitsOptions {
  /** Null: shoppers are not recognised by their phones. */
  signIn: SignIn | null;
  /** `https://hub.example`, as phones reach the hub. */
  publicUrl: string;
  people: Pick<People, 'admit'>;
  fence: Pick<Fence, 'mark'>;
  directory: Pick<Directory, 'bySubject'>;
  consents: Consents;
  commander: Pick<Commander, 'visit'>;
  /** What people call a display and its store. */
  nameOf: (kiosk: { store: string; kiosk: string }, display: string) => { display: string; store: string };
  clock: Clock;
  random: Random;
  logger: Logger;
}

/** The browser of a phone: where it asks from, and the digest of its cookie. */
export interface Phone {
  from: string;
  digest: string;
}

const LIFE_MS = 300_000;
const MOST_ATTEMPTS = 5;
const EVERYBODY = '*';

export class Visits {
  readonly #options: VisitsOptions;
  readonly #book: VisitBook;
  readonly #begins: RateLimit;
  readonly #wrong: RateLimit;
  readonly #allWrong: RateLimit;
  readonly #steps: RateLimit;

  constructor(options: VisitsOptions) {
    const { clock } = options;
    this.#options = options;
    this.#book = new VisitBook(clock);
    this.#begins = new RateLimit({ clock, burst: 6, perSecond: 1 / 15 });
    this.#wrong = new RateLimit({ clock, burst: 10, perSecond: 1 / 20 });
    // 500 of 20^8 codes: at this pace a stranger who has every address finds one in about four years.
    this.#allWrong = new RateLimit({ clock, burst: 300, perSecond: 0.4 });
    this.#steps = new RateLimit({ clock, burst: 20, perSecond: 0.5 });
  }

  get offered(): boolean {
    return this.#options.signIn !== null;
  }

  /** @throws BrokerError TW_VISIT_OFF | TW_RATE_LIMITED */
  answer(address: KioskAddress, request: Message<'req/visit'>): { ok: true; begun?: VisitBegun } {
    if (!this.offered) throw new BrokerError('TW_VISIT_OFF');
    if (request.action === 'begin') return { ok: true, begun: this.#begin(address, request) };
    const visit = request.visit === undefined ? undefined : this.#book.byId(request.visit);
    if (visit?.kioskId === kioskIdOf(address)) this.#book.remove(visit);
    return { ok: true };
  }

  /** What stands behind a code, for the page. @throws BrokerError TW_VISIT_UNKNOWN | TW_VISIT_TAKEN | TW_RATE_LIMITED */
  look(code: string, { from, digest }: Phone): Visit {
    if (this.#wrong.exhausted(from) || this.#allWrong.exhausted(EVERYBODY))
      throw new BrokerError('TW_RATE_LIMITED');
    const visit = this.#book.byCode(code);
    if (visit === undefined) {
      this.#wrong.take(from);
      this.#allWrong.take(EVERYBODY);
      throw new BrokerError('TW_VISIT_UNKNOWN');
    }
    if (visit.phone !== null && visit.phone !== digest) throw new BrokerError('TW_VISIT_TAKEN');
    return visit;
  }

  /** The phone goes on: the code is its alone now. Answers where to sign in. @throws as `look`; BrokerError TW_SIGN_IN_AWAY */
  async proceed(code: string, phone: Phone, language: string): Promise<string> {
    const { signIn } = this.#options;
    if (!this.#steps.take(phone.from)) throw new BrokerError('TW_RATE_LIMITED');
    const visit = this.look(code, phone);
    if (signIn === null) throw new BrokerError('TW_VISIT_OFF');
    visit.attempts += 1;
    if (visit.attempts > MOST_ATTEMPTS) throw new BrokerError('TW_RATE_LIMITED');
    const isFirst = visit.phone === null;
    visit.phone = phone.digest;
    visit.phoneLanguage = language;
    visit.found = null;
    const { url, check } = await signIn.begin();
    visit.check = check;
    if (isFirst) this.#tell(visit, 'opened');
    return url;
  }

  /**
   * The browser is back from the provider. An answer is taken once, and only from the browser that was sent.
   * @throws BrokerError TW_VISIT_UNKNOWN | TW_SIGN_IN_REFUSED | TW_SIGN_IN_AWAY | TW_PERSON_UNKNOWN | TW_PEOPLE_AWAY | TW_RATE_LIMITED
   */
  async signedIn(query: string, { from, digest }: Phone): Promise<Visit> {
    const { signIn, directory, fence } = this.#options;
    if (!this.#steps.take(from)) throw new BrokerError('TW_RATE_LIMITED');
    const assertStill = fence.mark();
    const visit = this.#book.byState(new URLSearchParams(query).get('state') ?? '');
    const check = visit?.check;
    if (!visit || !check || !signIn) throw new BrokerError('TW_VISIT_UNKNOWN');
    if (visit.phone !== digest) throw new BrokerError('TW_SIGN_IN_REFUSED');
    visit.check = null;
    const { issuer, subject, ...known } = await signIn.finish(query, check);
    const found = await directory.bySubject(issuer, subject, known);
    if (found === undefined) throw new BrokerError('TW_PERSON_UNKNOWN');
    assertStill();
    if (this.#book.byCode(visit.code) !== visit) throw new BrokerError('TW_VISIT_UNKNOWN');
    visit.found = found;
    return visit;
  }

  /** The person says yes: the display is told who it is, once. @throws as `look`; BrokerError TW_VISIT_OVER | TW_FLEET_UNAVAILABLE */
  async confirm(code: string, phone: Phone, agreed: ReadonlySet<string>): Promise<FoundPerson> {
    const { people, consents, fence } = this.#options;
    const assertStill = fence.mark();
    const visit = this.look(code, phone);
    const { found, phoneLanguage: language, kioskId } = visit;
    if (found === null || !this.#book.remove(visit)) throw new BrokerError('TW_VISIT_UNKNOWN');
    const changed = await consents.answer(found.key, {
      agreed,
      language,
      method: 'phone',
      assertStill,
    });
    const customer = await people.admit(kioskId, found, assertStill);
    const { ok } = await this.#send(visit, 'confirmed', { customer, consents: changed });
    if (!ok) throw new BrokerError('TW_VISIT_OVER');
    return found;
  }

  /** The person says no. @throws as `look` */
  refuse(code: string, phone: Phone): void {
    const visit = this.look(code, phone);
    if (this.#book.remove(visit)) this.#tell(visit, 'refused');
  }

  /** Everybody who signed in and has yet to confirm. */
  keys(): PersonKey[] {
    return this.#book.all().flatMap(({ found }) => found?.key ?? []);
  }

  /** Ends every visit of somebody; answers how many there were. */
  forget(key: PersonKey): number {
    const theirs = this.#book.all().filter(({ found }) => found !== null && isSamePerson(found.key, key));
    for (const visit of theirs) {
      this.#book.remove(visit);
      this.#tell(visit, 'failed');
    }
    return theirs.length;
  }

  stop(): void {
    this.#book.clear();
  }

  #begin(address: KioskAddress, { display, language = '' }: Message<'req/visit'>): VisitBegun {
    const { clock, random, publicUrl, nameOf } = this.#options;
    const kioskId = kioskIdOf(address);
    if (!this.#begins.take(kioskId)) throw new BrokerError('TW_RATE_LIMITED');
    const kiosk = { store: address.store, kiosk: address.kiosk };
    const names = nameOf(kiosk, display);
    let code = newUserCode(random);
    while (this.#book.byCode(code)) code = newUserCode(random);
    const visit: Visit = {
      id: newSecret(random),
      code,
      kioskId,
      kiosk,
      display,
      displayName: names.display,
      storeName: names.store,
      language,
      expiresAt: clock.now() + LIFE_MS,
      phone: null,
      phoneLanguage: language,
      attempts: 0,
      check: null,
      found: null,
    };
    this.#book.add(visit);
    return { visit: visit.id, code, uri: `${publicUrl}/join/${code}`, expiresIn: LIFE_MS / 1000 };
  }

  /** Nobody waits for the answer; a display that does not hear it shows the code until it expires. */
  #tell(visit: Visit, step: VisitStep): void {
    this.#send(visit, step, {}).catch((error: unknown) => {
      const code = isBrokerError(error) ? error.code : 'TW_HUB_FAILED';
      this.#options.logger.debug(
        { kiosk: visit.kioskId, code },
        'a display did not hear how a visit goes on',
      );
    });
  }

  async #send(
    { kiosk, display, id }: Visit,
    step: VisitStep,
    more: Pick<Message<'cmd/visit'>, 'customer' | 'consents'>,
  ): Promise<{ ok: boolean }> {
    return this.#options.commander.visit(kiosk, { display, visit: id, step, ...more });
  }
}
