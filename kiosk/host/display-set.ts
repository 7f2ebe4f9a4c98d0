/** The displays of a kiosk, each with what it needs of the rest. */
import type { DisplayState } from '../../broker/contract/messages.ts';
import type { Services } from '../../broker/contract/services.ts';
import type { Clock, Logger } from '../../broker/ports.ts';
import type { DisplayConfig } from '../config/settings.ts';
import type { DesiredSettings } from '../displays/desired-settings.ts';
import { DisplayRunner, type DisplayServices } from '../displays/display-runner.ts';
import type { KnownProducts } from '../outside/known-products.ts';
import type { OutsideProducts } from '../outside/outside-products.ts';
import type { SessionInput } from '../session/input.ts';
import { itemOf } from '../views/lists.ts';
import { screenMessage } from '../views/screen-message.ts';
import type { Commitments } from './commitments.ts';
import type { EventLog } from './event-log.ts';
import type { IntentDesk } from './intent-desk.ts';
import type { People } from './people.ts';
import type { Replica } from '../replica/replica.ts';
import type { PhoneVisits } from './phone-visits.ts';
import type { ServicesBook } from './services.ts';
import type { SignedTags } from './signed-tags.ts';
import type { Withdrawal } from './withdrawal.ts';

export interface DisplaySetOptions {
  configs: readonly DisplayConfig[];
  storeCode: () => string;
  known: KnownProducts;
  outside: OutsideProducts;
  events: EventLog;
  desired: DesiredSettings;
  people: People;
  signedTags: SignedTags;
  intents: IntentDesk;
  phoneVisits: PhoneVisits;
  replica: Pick<Replica, 'hasStock'>;
  /** What the hub's sources give. */
  services: Pick<ServicesBook, 'current'>;
  commitments: Commitments;
  withdrawal: Withdrawal;
  clock: Clock;
  logger: Logger;
  newId: () => string;
  online: () => boolean;
  changed: () => void;
}

export function createDisplays(options: DisplaySetOptions): Map<string, DisplayRunner> {
  return new Map(
    options.configs.map((config) => [config.id, new DisplayRunner(config, servicesOf(config, options))]),
  );
}

/** What the console may know about displays: never what a shopper looks at. */
export function displayStates(displays: ReadonlyMap<string, DisplayRunner>): DisplayState[] {
  return [...displays.values()].map(({ config, viewers, screenName }) => ({
    id: config.id,
    kind: config.kind,
    name: config.name,
    browsers: viewers,
    screen: screenName,
  }));
}

function servicesOf(config: DisplayConfig, options: DisplaySetOptions): DisplayServices {
  const {
    known,
    outside,
    events,
    desired,
    people,
    signedTags,
    phoneVisits,
    intents,
    commitments,
    clock,
    logger,
    newId,
  } = options;
  return {
    clock,
    logger,
    newId,
    settings: () => desired.of(config.id),
    item: (sku) => itemOf(known, sku),
    isOutside: (sku) => known.isOutside(known.variant(sku)?.productId ?? ''),
    view: (state, revision) =>
      screenMessage(state, {
        catalogue: known,
        revision,
        display: { id: config.id, kind: config.kind, name: config.name },
        storeCode: options.storeCode(),
        settings: desired.of(config.id),
        online: options.online(),
        services: servicesHere(options),
        now: clock.now(),
      }),
    append: (wanted) => events.append(wanted),
    recognise: (uid, answer, requestId) => void people.recognise(uid, answer, requestId),
    recognisePass: (pass, answer, requestId) => void people.recognisePass(pass, answer, requestId),
    recogniseSigned: (sun, answer, requestId) => void signedTags.recognise(sun, answer, requestId),
    checkTag: (question, answer) => void signedTags.check(question, answer),
    seekProduct: ({ requestId, sought }, answer) =>
      void outside.seek(sought).then((identified) => answer({ type: 'sought', requestId, identified })),
    loadWishlist: (token, answer, requestId) =>
      void people.loadWishlist(token, gathering(outside, answer), requestId),
    offered: () => options.services.current.intents,
    askIntent: (question, answer) => void intents.ask(config.id, question, answer),
    dropIntent: (key) => void intents.drop(key),
    intentShown: (key) => void intents.shown(key),
    forget: () => intents.forget(config.id),
    changeWishlist: (wish, answer) => void people.changeWishlist(wish, gathering(outside, answer)),
    beginVisit: (question, answer) => void phoneVisits.begin(question, answer),
    cancelVisit: (display, visit) => void phoneVisits.cancel(display, visit),
    whenCommitted: (sequence, done) => commitments.when(sequence, done),
    withdraw: (request) => options.withdrawal.run(request),
    changed: options.changed,
  };
}

/** A list may hold what the store does not sell. */
function gathering(
  outside: Pick<OutsideProducts, 'gather'>,
  answer: (input: SessionInput) => void,
): (input: SessionInput) => void {
  return (input) => {
    answer(input);
    if (input.type === 'wishlist_loaded' || input.type === 'wish_changed') outside.gather(input.skus);
  };
}

/** News of a source may come before what it gives: until then nothing is said of stock. */
function servicesHere({ services, replica }: Pick<DisplaySetOptions, 'services' | 'replica'>): Services {
  const { current } = services;
  return current.stock && !replica.hasStock() ? { ...current, stock: false } : current;
}
