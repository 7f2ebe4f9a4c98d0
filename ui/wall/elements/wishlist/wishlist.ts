import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Screen, WishlistLine } from '../../../../broker/contract/screen.ts';
import { touch } from '../../../shared/connection/touch-event.ts';
import { icon } from '../../../shared/elements/icon/icon.ts';
import { iconStyles } from '../../../shared/elements/icon/icon.styles.ts';
import { isolate } from '../../../shared/i18n/isolate.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { stockAnywhere, stockHere } from '../../../shared/stock/stock-words.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import { typeStyles } from '../../../shared/theme/type.styles.ts';
import { wishlistStyles } from './wishlist.styles.ts';
import '../heart/heart.ts';
import '../../../shared/elements/moment/moment.ts';
import '../../../shared/elements/photo/photo.ts';
import '../../../shared/elements/price/price.ts';
import '../../../shared/elements/sheet/sheet.ts';

type WishlistScreen = Extract<Screen, { name: 'wishlist' }>;

/** A recognised shopper's list: first what hangs in this store and where, then the rest and where it is. */
@customElement('tw-wishlist')
export class TwWishlist extends LitElement {
  static override styles = [baseStyles, typeStyles, iconStyles, wishlistStyles];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) list!: WishlistScreen;
  @property() storeName = '';

  override render(): TemplateResult {
    const { list, speech } = this;
    const { words } = speech;
    if (list.failed)
      return html`<tw-moment .heading=${words.listAway} .body=${words.listAwayBody}></tw-moment>`;
    if (list.loading)
      return html`<tw-moment .heading=${words.recognising} .body=${words.fetchingList}></tw-moment>`;
    if (list.items.length === 0)
      return html`<tw-moment .heading=${words.listEmpty} .body=${words.listEmptyBody}></tw-moment>`;
    const hasStock = list.items.every((item) => item.here !== null);
    const here = list.items.filter((item) => stockHere(speech, item.here).has);
    const away = list.items.filter((item) => !here.includes(item));
    return html`<tw-sheet
      low
      .heading=${words.wishlistTitle(isolate(list.displayName))}
      .note=${list.tier ? `${isolate(list.tier)} · ${words.forgotten}` : words.forgotten}
    >
      ${
        hasStock
          ? html`${this.renderGroup(words.hereToday, here)} ${this.renderGroup(words.elsewhere, away)}`
          : this.renderItems(list.items)
      }
    </tw-sheet>`;
  }

  private renderGroup(name: string, items: readonly WishlistLine[]): TemplateResult | typeof nothing {
    if (items.length === 0) return nothing;
    return html`<h2 class="text quiet">${name} · ${this.speech.words.things(items.length)}</h2>
      ${this.renderItems(items)}`;
  }

  private renderItems(items: readonly WishlistLine[]): TemplateResult {
    return html`<ul role="list">
      ${items.map(
        (item) =>
          html`<li class=${item.wish.on ? '' : 'off'}>
            ${this.renderItem(item)}
            <tw-heart
              listed
              compact
              .speech=${this.speech}
              .wish=${item.wish}
              .sku=${item.card.sku}
            ></tw-heart>
          </li>`,
      )}
    </ul>`;
  }

  private renderTrouble({ wish }: WishlistLine): TemplateResult | typeof nothing {
    const { words } = this.speech;
    if (wish.state === 'offline') return html`<b class="small warn">${words.wishOffline}</b>`;
    return wish.state === 'failed' ? html`<b class="small warn">${words.wishFailed}</b>` : nothing;
  }

  private renderItem(item: WishlistLine): TemplateResult {
    const { speech } = this;
    const stock = stockAnywhere(speech, item, this.storeName);
    const trouble = this.renderTrouble(item);
    const detail = [item.colour, item.size].filter((part) => part !== '');
    return html`<button
      type="button"
      @click=${() => touch(this, { action: 'open_product', sku: item.card.sku, list: 'wishlist' })}
    >
      <tw-photo decorative .media=${item.card.media} sizes="16vw"></tw-photo>
      <span class="what">
        <bdi class="lead name">${item.card.title}</bdi>
        <span class="small quiet"
          >${detail.map((part, index) => html`${index ? ' · ' : ''}<bdi>${part}</bdi>`)}</span
        >
        <tw-price class="small" size="small" .speech=${speech} .price=${item.card.price}></tw-price>
      </span>
      <span class="where ${stock.text === '' && trouble === nothing ? 'unsaid' : ''}">
        ${trouble}
        <span class="text ${stock.tone} ${stock.has ? 'has' : ''}">${stock.text}</span>
        ${
          stock.has && item.shelfLocation
            ? html`<span class="small quiet shelf">${icon('pin')}<bdi>${item.shelfLocation}</bdi></span>`
            : nothing
        }
      </span>
      ${icon('next')}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-wishlist': TwWishlist;
  }
}
