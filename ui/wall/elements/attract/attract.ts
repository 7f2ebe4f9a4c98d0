import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ProductCard } from '../../../../broker/contract/screen.ts';
import { touch } from '../../../shared/connection/touch-event.ts';
import { icon } from '../../../shared/elements/icon/icon.ts';
import { iconStyles } from '../../../shared/elements/icon/icon.styles.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import { typeStyles } from '../../../shared/theme/type.styles.ts';
import { attractStyles } from './attract.styles.ts';
import '../../../shared/elements/photo/photo.ts';
import '../../../shared/elements/price/price.ts';
import '../../../shared/elements/tap-drawing/tap-drawing.ts';

const EVERY = 8_000;
/** A manager's sentence in Arabic needs its leading, whatever the language of the display. */
const ARABIC = /\p{Script=Arabic}/u;

/** While nobody is here: one product at a time, changing slowly, and a drawing of the one thing to do. */
@customElement('tw-attract')
export class TwAttract extends LitElement {
  static override styles = [baseStyles, typeStyles, iconStyles, attractStyles];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) products: readonly ProductCard[] = [];
  /** The manager's sentence; the built-in one when empty. */
  @property() message = '';
  /** Says what a tag shows: reviews, sizes and stock. */
  @property({ type: Boolean }) hint = false;
  @property() storeName = '';
  @state() private at = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.next(), EVERY);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('products') && this.at >= this.products.length) this.at = 0;
  }

  override render(): TemplateResult {
    const { words, language } = this.speech;
    const sentence = this.message || words.attractTitle;
    const shown = this.products[this.at];
    return html`<main>
      <p class="place small"><bdi>${this.storeName}</bdi></p>
      <div class="stage" aria-hidden="true">
        ${repeat(
          this.mounted(),
          (card) => card.sku,
          (card) =>
            html`<div class="slide ${card === shown ? 'on' : ''}">
              <tw-photo
                decorative
                .media=${card.media}
                sizes="(orientation: landscape) 50vw, 100vw"
              ></tw-photo>
            </div>`,
        )}
      </div>
      <div class="words">
        ${shown ? this.renderCaption(shown) : nothing}
        <h1
          class="display ${lengthOf(sentence)}"
          dir="auto"
          lang=${this.message ? (ARABIC.test(this.message) ? 'ar' : '') : language}
          tabindex="-1"
        >
          ${sentence}
        </h1>
        ${this.hint ? html`<p class="lead hint quiet">${words.attractHint}</p>` : nothing}
        <tw-tap-drawing class="gesture"></tw-tap-drawing>
      </div>
    </main>`;
  }

  private renderCaption(card: ProductCard): TemplateResult {
    return html`<button
      type="button"
      class="caption"
      @click=${() => touch(this, { action: 'open_product', sku: card.sku, list: 'attract' })}
    >
      <b><bdi>${card.title}</bdi></b>
      <tw-price size="small" .speech=${this.speech} .price=${card.price}></tw-price>
      ${icon('next')}
    </button>`;
  }

  /** The one shown, the one before (fading out) and the one after (loading). */
  private mounted(): readonly ProductCard[] {
    const count = this.products.length;
    if (count <= 3) return this.products;
    return [-1, 0, 1].flatMap((step) => this.products[(this.at + step + count) % count] ?? []);
  }

  private next(): void {
    if (this.products.length > 1) this.at = (this.at + 1) % this.products.length;
  }
}

function lengthOf(sentence: string): 'short' | 'long' | 'longer' {
  if (sentence.length <= 22) return 'short';
  return sentence.length <= 44 ? 'long' : 'longer';
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-attract': TwAttract;
  }
}
