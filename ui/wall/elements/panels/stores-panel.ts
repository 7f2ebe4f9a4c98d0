import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ProductView } from '../../../../broker/contract/screen.ts';
import { isolate } from '../../../shared/i18n/isolate.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { productHere, sellsOnline, stockThere } from '../../../shared/stock/stock-words.ts';
import type { StockWords } from '../../../shared/stock/stock-words.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import { typeStyles } from '../../../shared/theme/type.styles.ts';
import '../../../shared/elements/photo/photo.ts';
import '../../../shared/elements/sheet/sheet.ts';
import '../../../shared/elements/size-grid/size-grid.ts';

/** Where the chosen size is: here, in the other stores by distance, online. Sizes can be changed without leaving. */
@customElement('tw-stores-panel')
export class TwStoresPanel extends LitElement {
  static override styles = [
    baseStyles,
    typeStyles,
    css`
      :host {
        display: block;
        min-height: 0;
      }
      tw-sheet {
        height: 100%;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: calc(4 * var(--u)) calc(32 * var(--u));
        align-items: baseline;
        padding-block: calc(28 * var(--u));
        border-block-start: var(--hair) solid var(--line);
      }
      .has {
        font-weight: 600;
      }
      .go {
        color: var(--go);
      }
      .warn {
        color: var(--warn);
      }
      .none,
      .without {
        color: var(--quiet);
      }
      .stock {
        text-align: end;
      }
      .foot {
        padding: calc(24 * var(--u)) var(--margin) 0;
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) product!: ProductView;
  @property() storeName = '';
  @property({ type: Number }) now = 0;

  override render(): TemplateResult {
    const { product, speech } = this;
    const { words } = speech;
    const here = productHere(speech, product);
    const online: StockWords = sellsOnline(product.online)
      ? { text: words.inStock, tone: 'go', has: true }
      : { text: words.soldOut, tone: 'none', has: false };
    return html`<tw-sheet low .heading=${words.otherStores} .note=${this.chosen()}>
      <tw-photo slot="aside" decorative .media=${product.media[0] ?? null} sizes="20vw"></tw-photo>
      <ul role="list">
        ${this.renderPlace(this.storeName, product.shelfLocation, here)}
        ${product.stores.map((store) =>
          this.renderPlace(
            store.name,
            store.distanceMetres === null ? '' : speech.distance(store.distanceMetres),
            stockThere(speech, store),
          ),
        )}
        ${this.renderPlace(words.online, words.onlineBody, online)}
      </ul>
      <div slot="foot" class="foot">
        <tw-size-grid .speech=${speech} .sizes=${product.sizes} .storeName=${this.storeName}></tw-size-grid>
      </div>
    </tw-sheet>`;
  }

  private chosen(): string {
    const { product, speech } = this;
    const ago = product.stockAsOf === null ? '' : speech.ago(product.stockAsOf, this.now);
    return [
      product.title,
      product.colour,
      product.sizes.length > 1 ? product.size : '',
      ago ? speech.words.checked(ago) : '',
    ]
      .filter((part) => part !== '')
      .map(isolate)
      .join(' · ');
  }

  private renderPlace(name: string, detail: string, stock: StockWords): TemplateResult {
    return html`<li>
      <bdi class="lead ${stock.has ? '' : 'without'}">${name}</bdi>
      <span class="text stock ${stock.tone} ${stock.has ? 'has' : ''}">${stock.text}</span>
      <bdi class="small quiet">${detail}</bdi>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-stores-panel': TwStoresPanel;
  }
}
