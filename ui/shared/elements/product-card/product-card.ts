import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ProductCard, Touch } from '../../../../broker/contract/screen.ts';
import { touch } from '../../connection/touch-event.ts';
import type { Speech } from '../../i18n/speech.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import '../photo/photo.ts';
import '../price/price.ts';

type List = Extract<Touch, { action: 'open_product' }>['list'];

/** Characters that two lines of a row hold. */
const LONG_NAME = 26;

/** A product to open: beside others in a row (`row`), or in a grid (`tile`). */
@customElement('tw-product-card')
export class TwProductCard extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      button {
        display: flex;
        width: 100%;
        height: 100%;
        min-width: 0;
        font-size: var(--type-small);
        line-height: 1.25;
        transition: transform var(--fast) var(--ease);
        border-radius: var(--radius);
      }
      button:active {
        transform: scale(0.98);
      }
      tw-photo {
        flex: none;
        border-radius: calc(0.7 * var(--radius));
      }
      .words {
        min-width: 0;
        display: flex;
        flex-direction: column;
        gap: calc(4 * var(--u));
      }
      .title {
        font-weight: 600;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        overflow-wrap: anywhere;
      }
      /* A long name is smaller rather than cut. */
      :host([shape='row']) .title.long {
        font-size: 0.8em;
        line-height: 1.12;
        -webkit-line-clamp: 4;
      }
      /* In a grid there is room for a long name in full. */
      :host([shape='tile']) .title {
        -webkit-line-clamp: 3;
      }
      .price,
      .stock {
        color: var(--quiet);
      }
      .has {
        color: var(--go);
        font-weight: 560;
      }
      :host([shape='row']) button {
        align-items: center;
        gap: calc(16 * var(--u));
      }
      :host([shape='row']) tw-photo {
        width: calc(92 * var(--u));
        height: var(--row-height, calc(108 * var(--u)));
      }
      :host([shape='tile']) button {
        flex-direction: column;
        gap: calc(14 * var(--u));
      }
      :host([shape='tile']) tw-photo {
        width: 100%;
        aspect-ratio: 4 / 5;
      }
      @media (orientation: landscape) {
        :host([shape='tile']) tw-photo {
          aspect-ratio: 1;
        }
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) card!: ProductCard;
  @property({ reflect: true }) shape: 'row' | 'tile' = 'row';
  @property() list: List = 'related';
  /** Stock in words under a tile; `has` marks it. */
  @property({ attribute: false }) stock: { text: string; has: boolean } | null = null;

  override render(): TemplateResult {
    const { card, speech } = this;
    return html`<button
      type="button"
      @click=${() => touch(this, { action: 'open_product', sku: card.sku, list: this.list })}
    >
      <tw-photo decorative .media=${card.media} sizes=${this.shape === 'row' ? '10vw' : '30vw'}></tw-photo>
      <span class="words">
        <bdi class="title ${card.title.length > LONG_NAME ? 'long' : ''}">${card.title}</bdi>
        <tw-price class="price" size="small" .speech=${speech} .price=${card.price}></tw-price>
        ${this.stock ? html`<span class="stock ${this.stock.has ? 'has' : ''}">${this.stock.text}</span>` : nothing}
      </span>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-product-card': TwProductCard;
  }
}
