import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { PairingView } from '../../broker/contract/pairing-screen.ts';
import type { ScreenMessage } from '../../broker/contract/screen.ts';
import { DisplayController } from '../shared/connection/display-controller.ts';
import type { DisplayHost } from '../shared/connection/display-controller.ts';
import type { Link } from '../shared/connection/link.ts';
import type { TwPhoto } from '../shared/elements/photo/photo.ts';
import { ForgetController } from '../shared/elements/forget-dialog/forget-controller.ts';
import { baseStyles } from '../shared/theme/base.styles.ts';
import type { TwProduct } from './elements/product/product.ts';
import { renderMoment } from './moments.ts';
import { spokenScreen } from './spoken-screen.ts';
import { wallStyles } from './wall-app.styles.ts';
import '../shared/elements/bar/bar.ts';
import '../shared/elements/identify/identify.ts';
import '../shared/elements/idle-dialog/idle-dialog.ts';
import '../shared/elements/notice/notice.ts';
import '../shared/pairing/pairing-screen.ts';
import './elements/attract/attract.ts';
import './elements/panels/get-panel.ts';
import './elements/join/join.ts';
import './elements/panels/guide-panel.ts';
import './elements/panels/reviews-panel.ts';
import './elements/panels/stores-panel.ts';
import './elements/product/product.ts';
import './elements/search/search.ts';
import './elements/wishlist/wishlist.ts';

type ProductScreen = Extract<ScreenMessage['screen'], { name: 'product' }>;

/** The touchwall: draws whatever screen the kiosk says, and nothing of its own. */
@customElement('tw-wall')
export class TwWall extends LitElement implements DisplayHost {
  static override styles = [baseStyles, wallStyles];

  @property({ attribute: false }) link: Link | null = null;
  @query('tw-product') private readonly product!: TwProduct | null;
  private readonly display = new DisplayController(this);
  private readonly forgetting = new ForgetController(this);

  get hero(): TwPhoto | null {
    return this.product?.hero ?? null;
  }

  override render(): TemplateResult | typeof nothing {
    const message = this.display.message;
    if (!message) return nothing;
    const { speech, lost } = this.display;
    const { screen } = message;
    if (screen.name === 'pairing') return this.renderPairing(message, screen.pairing);
    return html`<div
        class="frame ${screen.name} ${screen.name === 'attract' ? 'over' : ''}"
        ?inert=${message.idle !== null}
      >
        <div class="screen">${this.renderScreen(message)}</div>
        ${this.renderBar(message)}
        <div class="notes" role="status">
          ${
            lost
              ? html`<tw-notice mark="warn">${speech.words.catchingUp}</tw-notice>`
              : !message.online && message.gives.stock && screen.name !== 'attract'
                ? html`<tw-notice tone="quiet" mark="warn">${speech.words.platformAway}</tw-notice>`
                : nothing
          }
        </div>
        <p class="spoken" aria-live="polite">${spokenScreen(message, speech)}</p>
      </div>
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

  private renderScreen(message: ScreenMessage): TemplateResult {
    const { speech } = this.display;
    const { screen } = message;
    const storeName = message.store.name;
    if (screen.name === 'product') return this.renderProduct(message, screen);
    if (screen.name === 'search') {
      return html`<tw-search
        .speech=${speech}
        .languages=${message.languages}
        .hasStock=${message.gives.stock}
      ></tw-search>`;
    }
    if (screen.name === 'wishlist') {
      return html`<tw-wishlist .speech=${speech} .list=${screen} .storeName=${storeName}></tw-wishlist>`;
    }
    if (screen.name === 'join') {
      return html`<tw-join
        .speech=${speech}
        .view=${screen.join}
        .name=${message.display.name}
        .storeName=${storeName}
      ></tw-join>`;
    }
    if (screen.name === 'attract') {
      return html`<tw-attract
        .speech=${speech}
        .products=${screen.products}
        .hint=${message.gives.stock && message.gives.reviews}
        .message=${message.settings.attractMessage}
        .storeName=${storeName}
      ></tw-attract>`;
    }
    return renderMoment(message, speech);
  }

  private renderProduct(message: ScreenMessage, screen: ProductScreen): TemplateResult {
    const { speech, now } = this.display;
    const { product, panel } = screen;
    const storeName = message.store.name;
    const sheet = {
      none: nothing,
      reviews: html`<tw-reviews-panel .speech=${speech} .product=${product}></tw-reviews-panel>`,
      stores: html`<tw-stores-panel
        .speech=${speech}
        .product=${product}
        .storeName=${storeName}
        .now=${now}
      ></tw-stores-panel>`,
      get: html`<tw-get-panel
        .speech=${speech}
        .product=${product}
        .intents=${message.intents}
        .ways=${message.ways}
        .recognised=${message.recognised}
        .online=${message.online}
        .storeName=${storeName}
      ></tw-get-panel>`,
      guide: html`<tw-guide-panel .speech=${speech} .product=${product}></tw-guide-panel>`,
    }[panel];
    return html`<tw-product
        ?recognised=${message.recognised}
        ?inert=${panel !== 'none'}
        .speech=${speech}
        .product=${product}
        .request=${message.request}
        .intents=${message.intents}
        .ways=${message.ways}
        .offer=${message.offer}
        .storeName=${storeName}
        .now=${now}
      ></tw-product>
      ${panel === 'none' ? nothing : html`<div class="panel">${sheet}</div>`}`;
  }

  private renderBar(message: ScreenMessage): TemplateResult {
    const { screen } = message;
    const inside = ['search', 'wishlist', 'notice', 'join'].includes(screen.name);
    const panel = screen.name === 'product' && screen.panel !== 'none';
    const waits = screen.name === 'recognising' || screen.name === 'seeking';
    return html`<tw-bar
      .speech=${this.display.speech}
      .languages=${message.languages}
      .request=${message.request}
      .first=${inside || panel ? 'back' : waits ? 'none' : 'search'}
      .help=${screen.name !== 'attract' && !waits}
      .finish=${screen.name !== 'attract'}
      .join=${message.canJoin && (screen.name === 'attract' || screen.name === 'search')}
      .forget=${message.recognised}
    ></tw-bar>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-wall': TwWall;
  }
}
