import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PairingView } from '../../broker/contract/pairing-screen.ts';
import type { ProductView, ScreenMessage } from '../../broker/contract/screen.ts';
import { DisplayController } from '../shared/connection/display-controller.ts';
import type { DisplayHost } from '../shared/connection/display-controller.ts';
import type { Link } from '../shared/connection/link.ts';
import { touch } from '../shared/connection/touch-event.ts';
import type { TwPhoto } from '../shared/elements/photo/photo.ts';
import { ForgetController } from '../shared/elements/forget-dialog/forget-controller.ts';
import { baseStyles } from '../shared/theme/base.styles.ts';
import { typeStyles } from '../shared/theme/type.styles.ts';
import type { TwGarment } from './elements/garment/garment.ts';
import { roomStyles } from './room-app.styles.ts';
import '../shared/elements/bar/bar.ts';
import '../shared/elements/button/button.ts';
import '../shared/elements/identify/identify.ts';
import '../shared/elements/idle-dialog/idle-dialog.ts';
import '../shared/elements/moment/moment.ts';
import '../shared/elements/notice/notice.ts';
import '../shared/elements/tap-drawing/tap-drawing.ts';
import '../shared/pairing/pairing-screen.ts';
import './elements/garment/garment.ts';

/** The fitting room's screen: dark and quiet, awake when somebody enters, full of what they brought in. */
@customElement('tw-room')
export class TwRoom extends LitElement implements DisplayHost {
  static override styles = [baseStyles, typeStyles, roomStyles];

  @property({ attribute: false }) link: Link | null = null;
  @query('tw-garment') private readonly garment!: TwGarment | null;
  private readonly display = new DisplayController(this);
  private readonly forgetting = new ForgetController(this);

  get hero(): TwPhoto | null {
    return this.garment?.hero ?? null;
  }

  override render(): TemplateResult | typeof nothing {
    const message = this.display.message;
    if (!message) return nothing;
    const { speech } = this.display;
    if (message.screen.name === 'pairing') return this.renderPairing(message, message.screen.pairing);
    return html`${message.screen.name === 'attract' ? this.renderRest(message) : this.renderAwake(message)}
    ${
      message.idle
        ? html`<tw-idle-dialog .speech=${speech} .secondsLeft=${message.idle.secondsLeft}></tw-idle-dialog>`
        : nothing
    }
    ${this.forgetting.render(message, speech)}
    ${
      this.display.identifying
        ? html`<tw-identify .name=${message.display.name} .store=${message.store.name}></tw-identify>`
        : nothing
    }`;
  }

  private renderPairing(message: ScreenMessage, view: PairingView): TemplateResult {
    return html`<tw-pairing-screen
      .view=${view}
      .speech=${this.display.speech}
      .languages=${message.languages}
      .name=${message.display.name}
      .lost=${this.display.lost}
    ></tw-pairing-screen>`;
  }

  /** Near black: light from a screen in an empty room is a bother. */
  private renderRest(message: ScreenMessage): TemplateResult {
    return html`<main class="rest">
      <h1 class="small"><bdi>${message.display.name}</bdi></h1>
    </main>`;
  }

  private renderAwake(message: ScreenMessage): TemplateResult {
    const { speech, lost } = this.display;
    const { words } = speech;
    const items = itemsOf(message);
    const asked = message.request?.kind === 'associate' ? message.request.state : null;
    return html`<div class="frame" ?inert=${message.idle !== null}>
      ${
        message.screen.name === 'notice'
          ? html`<tw-moment
              .place=${message.display.name}
              .heading=${words.notices[message.screen.notice].title}
              .body=${words.notices[message.screen.notice].body}
              ><tw-tap-drawing slot="art"></tw-tap-drawing
            ></tw-moment>`
          : items.length === 0
            ? this.renderGreeting(message)
            : this.renderItems(message, items)
      }
      <p class="privacy small quiet">${words.roomPrivacy}</p>
      <div class="ask">
        <tw-button
          variant="ink"
          size="large"
          centred
          ?disabled=${asked !== null}
          .note=${asked === null ? words.roomSomeoneNote : ''}
          @click=${() => touch(this, { action: 'call_associate' })}
          >${asked === 'sent' ? words.someoneKnows : asked === 'sending' ? words.askingSomeone : words.roomAskSomeone}</tw-button
        >
      </div>
      <tw-bar
        .speech=${speech}
        .languages=${message.languages}
        .first=${message.screen.name === 'notice' ? 'back' : 'none'}
        .help=${false}
        .forget=${message.recognised}
      ></tw-bar>
      <div class="notes" role="status">
        ${lost ? html`<tw-notice tone="quiet" mark="warn">${words.catchingUp}</tw-notice>` : nothing}
      </div>
      <p class="spoken" aria-live="polite">${items.map((item) => item.title).join(', ')}</p>
    </div>`;
  }

  private renderGreeting(message: ScreenMessage): TemplateResult {
    const { words } = this.display.speech;
    return html`<main>
      ${this.renderPlace(message)}
      <div class="awake">
        <h1 class="display" tabindex="-1">${words.roomGreeting}</h1>
        <p class="lead quiet">${words.roomGreetingBody}</p>
      </div>
    </main>`;
  }

  private renderItems(message: ScreenMessage, items: readonly ProductView[]): TemplateResult {
    const { speech } = this.display;
    const layout = items.length === 1 ? 'alone' : items.length === 2 ? 'pair' : 'many';
    return html`<main>
      ${this.renderPlace(message)}
      <h1 class="display" tabindex="-1">${speech.words.roomTitle(items.length)}</h1>
      <div class="items ${layout}">
        ${repeat(
          items,
          (item) => item.sku,
          (item) =>
            html`<tw-garment
              .speech=${speech}
              .product=${item}
              .request=${message.request}
              .intents=${message.intents}
              .large=${items.length === 1}
            ></tw-garment>`,
        )}
      </div>
    </main>`;
  }

  private renderPlace(message: ScreenMessage): TemplateResult {
    return html`<p class="text place"><bdi>${message.display.name}</bdi></p>`;
  }
}

/** What hangs in the room, the focused piece first. */
function itemsOf({ screen }: ScreenMessage): readonly ProductView[] {
  if (screen.name === 'product') return [screen.product];
  if (screen.name !== 'room') return [];
  const focused = screen.items.filter((item) => item.sku === screen.focus);
  return [...focused, ...screen.items.filter((item) => item.sku !== screen.focus)];
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-room': TwRoom;
  }
}
