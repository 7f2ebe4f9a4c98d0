/** A display on fakes that write down, in order, what happens around it. */
import type { CloudEvent, NewEvent } from '../../../broker/contract/events.ts';
import type { DisplayMessage, ScreenMessage } from '../../../broker/contract/screen.ts';
import {
  DEFAULT_DISPLAY_SETTINGS,
  LANGUAGES,
  type DisplaySettings,
} from '../../../broker/contract/settings.ts';
import type { DisplayConfig } from '../../../kiosk/config/settings.ts';
import { DisplayRunner, type DisplayServices } from '../../../kiosk/displays/display-runner.ts';
import type { Identified } from '../../../kiosk/identify/identified.ts';
import type { SessionInput } from '../../../kiosk/session/input.ts';
import type { Place, SessionState } from '../../../kiosk/session/state.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

interface Question {
  about: string;
  requestId: string;
  answer: (input: SessionInput) => void;
}

export class DisplayKit {
  readonly clock = new VirtualClock();
  readonly logger = new QuietLogger();
  /** `append NAME`, `send PLACE`, `ask …`, `changed`: in the order in which it happened. */
  readonly story: string[] = [];
  readonly events: NewEvent[] = [];
  readonly questions: Question[] = [];
  readonly commitments: { sequence: number; done: () => void }[] = [];
  settings: DisplaySettings = { ...DEFAULT_DISPLAY_SETTINGS };
  readonly config: DisplayConfig;
  readonly runner: DisplayRunner;
  #ids = 0;

  constructor(kind: 'wall' | 'room' = 'wall', services: Partial<DisplayServices> = {}) {
    this.config = { id: kind, kind, name: kind, readers: ['reader-1'], radars: ['radar-1'] };
    this.runner = new DisplayRunner(this.config, { ...this.#services(), ...services });
  }

  /** A browser; what it is told ends up in the list and in the story. */
  browser(): { messages: DisplayMessage[]; detach: () => void } {
    const messages: DisplayMessage[] = [];
    const detach = this.runner.attach({
      send: (message) => {
        messages.push(message);
        this.story.push(`send ${message.type === 'screen' ? message.screen.name : message.type}`);
      },
    });
    return { messages, detach };
  }

  tap(identified: Identified = { kind: 'product', sku: 'JACKET-S' }): void {
    this.runner.dispatch({ type: 'tag', tap: 'tap', device: 'reader-1', identified });
  }

  get eventNames(): string[] {
    return this.events.map(({ name }) => name);
  }

  #services(): DisplayServices {
    const ask = (about: string) => (_: string, answer: Question['answer'], requestId: string) => {
      this.story.push(`ask ${about}`);
      this.questions.push({ about, requestId, answer });
    };
    return {
      clock: this.clock,
      logger: this.logger,
      newId: () => `id-${(this.#ids += 1)}`,
      settings: () => this.settings,
      item: (sku) => ({ item_id: sku, item_group_id: sku.split('-')[0] ?? sku }),
      isOutside: () => false,
      view: (state, revision) => screenOf(state, { config: this.config, settings: this.settings, revision }),
      append: (events) => this.#append(events),
      recognise: ask('recognise'),
      recognisePass: ask('recognise pass'),
      recogniseSigned: ask('recognise signed'),
      checkTag: (question, answer) => ask('check')('', answer, question.requestId),
      loadWishlist: ask('wishlist'),
      seekProduct: ({ requestId }, answer) => ask('product')('', answer, requestId),
      offered: () => ['room', 'reserve', 'handover'],
      askIntent: ({ key }, answer) => ask('intent')('', answer, key),
      dropIntent: (key) => void this.story.push(`drop ${key}`),
      intentShown: (key) => void this.story.push(`shown ${key}`),
      forget: () => undefined,
      changeWishlist: ({ requestId }, answer) => ask('wish')('', answer, requestId),
      beginVisit: ({ requestId }, answer) => ask('visit')('', answer, requestId),
      cancelVisit: () => void this.story.push('cancel visit'),
      whenCommitted: (sequence, done) => void this.commitments.push({ sequence, done }),
      withdraw: ({ sessionId, visit }) =>
        void this.story.push(`withdraw ${sessionId} ${JSON.stringify(visit)}`),
      changed: () => void this.story.push('changed'),
    };
  }

  #append(events: readonly NewEvent[]): CloudEvent[] {
    return events.map((event) => {
      this.events.push(event);
      this.story.push(`append ${event.name}`);
      return { sequence: this.events.length } as CloudEvent;
    });
  }
}

/** Only what these tests look at: the place stands for the screen. */
function screenOf(
  state: SessionState,
  { config, settings, revision }: { config: DisplayConfig; settings: DisplaySettings; revision: number },
): ScreenMessage {
  const { id, kind, name } = config;
  return {
    type: 'screen',
    display: { id, kind, name },
    store: { storeCode: 'MIL-01', name: 'Milano' },
    revision,
    tap: state.tap,
    screen: { name: nameOf(state.place) } as ScreenMessage['screen'],
    offer: state.person,
    recognised: state.person !== null,
    gives: { stock: true, reviews: true },
    canJoin: false,
    request: state.request,
    intents: [],
    ways: [],
    idle: state.warnedAt === null ? null : { secondsLeft: settings.warningSeconds },
    language: settings.language,
    languages: LANGUAGES,
    settings,
    online: true,
  };
}

function nameOf(place: Place): string {
  return place.name === 'notice' ? `notice:${place.notice}` : place.name;
}
