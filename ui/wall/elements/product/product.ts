import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { IntentKind } from '../../../../broker/contract/intents.ts';
import type {
  IntentView,
  PersonOffer,
  ProductView,
  RequestView,
} from '../../../../broker/contract/screen.ts';
import { icon } from '../../../shared/elements/icon/icon.ts';
import { iconStyles } from '../../../shared/elements/icon/icon.styles.ts';
import { afterPaint } from '../../../shared/connection/after-paint.ts';
import type { TwPhoto } from '../../../shared/elements/photo/photo.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import { typeStyles } from '../../../shared/theme/type.styles.ts';
import { productStyles } from './product.styles.ts';
import { RelatedController } from './related-controller.ts';
import '../../../shared/elements/photo/photo.ts';
import '../../../shared/elements/price/price.ts';
import '../../../shared/elements/product-card/product-card.ts';
import '../../../shared/elements/quote/quote.ts';
import '../../../shared/elements/rating/rating.ts';
import '../../../shared/elements/size-grid/size-grid.ts';
import '../../../shared/elements/swatches/swatches.ts';
import '../../../shared/elements/tag-mark/tag-mark.ts';
import '../actions/actions.ts';
import '../heart/heart.ts';
import '../offer/offer.ts';

/** A name of more characters than this takes the full width and a smaller size: never more than three lines. */
const LONG_NAME = 30;
/** A name of more characters than this does not fit on one line beside the price in landscape. */
const MIDDLE_NAME = 15;

/** Letters that need the leading of Arabic; a Latin name keeps its own, also on a page in Arabic. */
const TALL = /\p{Script=Arabic}/u;

/** One product: its photograph, its name, what others say, its sizes with stock, and what to do with it. */
@customElement('tw-product')
export class TwProduct extends LitElement {
  static override styles = [baseStyles, typeStyles, iconStyles, productStyles];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) product!: ProductView;
  @property({ attribute: false }) request: RequestView | null = null;
  @property({ attribute: false }) intents: readonly IntentView[] = [];
  @property({ attribute: false }) ways: readonly IntentKind[] = [];
  @property({ attribute: false }) offer: PersonOffer | null = null;
  @property() storeName = '';
  /** Epoch milliseconds, for "checked 2 minutes ago". */
  @property({ type: Number }) now = 0;

  @state() private view = 0;
  @state() private arriving = false;
  @state() private complete = false;
  private readonly others = new RelatedController(this);
  @query('.stage tw-photo') readonly hero!: TwPhoto | null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('product')) return;
    this.others.look(this.product, this.speech.language);
    const before = changed.get('product');
    if (before?.sku !== this.product.sku) this.view = 0;
    if (before?.productId === this.product.productId) return;
    this.arriving = true;
    this.complete = false;
  }

  /** Words are read first: small pictures and what goes with it come one frame after the name, price and stock. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('product') && !this.complete) void afterPaint().then(() => (this.complete = true));
  }

  override render(): TemplateResult {
    const { product, speech } = this;
    const long = product.title.length > LONG_NAME;
    return html`<main class=${this.arriving ? 'arrive' : ''} @animationend=${() => (this.arriving = false)}>
      <div class="stage">
        <tw-photo
          eager
          class=${this.view > 0 ? 'near' : ''}
          .media=${product.media[this.view] ?? null}
          sizes="(orientation: landscape) 43vw, 100vw"
        ></tw-photo>
        ${
          product.wish
            ? html`<tw-heart .speech=${speech} .wish=${product.wish} .sku=${product.sku}></tw-heart>`
            : nothing
        }
        <div class="place">
          <bdi>${this.storeName}</bdi>
          <p class="maker">
            <bdi>${product.brand}</bdi>
            <tw-tag-mark .speech=${speech} .authenticity=${product.authenticity ?? null}></tw-tag-mark>
          </p>
        </div>
      </div>
      <div class="sheet">
        <header class=${long ? 'long' : ''}>
          <h1
            class="display name ${product.title.length > MIDDLE_NAME ? 'middle' : ''} ${TALL.test(product.title) ? '' : 'latin'}"
            tabindex="-1"
          >
            <bdi>${product.title}</bdi>
          </h1>
          <tw-price .speech=${speech} .price=${product.price} ?wide=${long}></tw-price>
        </header>
        ${this.renderOpinion()} ${this.renderChoice()} ${this.renderSizing()}
        <tw-actions
          .speech=${speech}
          .product=${product}
          .request=${this.request}
          .intents=${this.intents}
          .ways=${this.ways}
          .storeName=${this.storeName}
        ></tw-actions>
        ${this.offer ? html`<tw-offer .speech=${speech} .offer=${this.offer}></tw-offer>` : this.renderLook()}
      </div>
    </main>`;
  }

  /** No place at all where no source gives reviews; words where there are none yet. */
  private renderOpinion(): TemplateResult | typeof nothing {
    const { product, speech } = this;
    const { words } = speech;
    if (product.rating === null) return nothing;
    if (product.rating.count === 0) {
      return html`<div class="opinion alone">
        <div>
          <h2 class="lead">${words.noReviews}</h2>
          <p class="small quiet">${words.noReviewsBody}</p>
        </div>
      </div>`;
    }
    return html`<div class="opinion ${product.quote ? '' : 'alone'}">
      <tw-rating .speech=${speech} .rating=${product.rating}></tw-rating>
      ${product.quote ? html`<tw-quote .speech=${speech} .quote=${product.quote}></tw-quote>` : nothing}
    </div>`;
  }

  private renderChoice(): TemplateResult | typeof nothing {
    const { product, speech } = this;
    const views = product.media.slice(0, 3);
    if (product.colours.length === 0 && views.length < 2) return nothing;
    return html`<div class="choose">
      <tw-swatches .speech=${speech} .colours=${product.colours}></tw-swatches>
      ${
        views.length > 1
          ? html`<div class="views">
              ${views.map(
                (media, index) =>
                  html`<button
                    type="button"
                    aria-label=${media.alt || `${product.title} ${String(index + 1)}`}
                    aria-pressed=${index === this.view ? 'true' : 'false'}
                    @click=${() => (this.view = index)}
                  >
                    ${this.complete ? html`<tw-photo decorative .media=${media} sizes="8vw"></tw-photo>` : nothing}
                  </button>`,
              )}
            </div>`
          : nothing
      }
    </div>`;
  }

  private renderSizing(): TemplateResult {
    const { product, speech } = this;
    const ago = product.stockAsOf === null ? '' : speech.ago(product.stockAsOf, this.now);
    return html`<div class="sizing">
      <tw-size-grid .speech=${speech} .sizes=${product.sizes} .storeName=${this.storeName}></tw-size-grid>
      ${
        product.shelfLocation || ago || product.outside
          ? html`<p class="small where">
              ${product.outside ? html`<b>${speech.words.notSoldHere}</b>` : nothing}
              ${product.shelfLocation ? html`<b>${icon('pin')}<bdi>${product.shelfLocation}</bdi></b>` : nothing}
              ${ago ? html`<span class="quiet">${speech.words.checked(ago)}</span>` : nothing}
            </p>`
          : nothing
      }
    </div>`;
  }

  private renderLook(): TemplateResult | typeof nothing {
    const { cards, isSameKind } = this.others.shown(this.product);
    if (cards.length === 0 || !this.complete) return nothing;
    return html`<div class="spare">
      <div class="look">
        <h2 class="small quiet">${isSameKind ? this.speech.search.sameKind : this.speech.words.goesWith}</h2>
        ${cards.map(
          (card) =>
            html`<tw-product-card .speech=${this.speech} .card=${card} list="related"></tw-product-card>`,
        )}
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-product': TwProduct;
  }
}
