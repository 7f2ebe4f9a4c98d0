import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { IntentView, ProductView, RequestView, SizeOption } from '../../../../broker/contract/screen.ts';
import { touch } from '../../../shared/connection/touch-event.ts';
import { isOnlySummed } from '../../../shared/elements/rating/only-summed.ts';
import { excerpt } from '../../../shared/elements/quote/excerpt.ts';
import type { TwPhoto } from '../../../shared/elements/photo/photo.ts';
import { isolate } from '../../../shared/i18n/isolate.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { stockHere } from '../../../shared/stock/stock-words.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import { typeStyles } from '../../../shared/theme/type.styles.ts';
import { wantedSentence } from '../../../shared/wanted/sentence.ts';
import { garmentStyles } from './garment.styles.ts';
import '../../../shared/elements/photo/photo.ts';
import '../../../shared/elements/stars/stars.ts';
import '../../../shared/elements/tag-mark/tag-mark.ts';

/** Sizes offered beside the one in the room: the nearest ones, so that a row is enough. */
const OFFERED = 3;

/** A garment in the fitting room: what others say, and the sizes somebody can bring. */
@customElement('tw-garment')
export class TwGarment extends LitElement {
  static override styles = [baseStyles, typeStyles, garmentStyles];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) product!: ProductView;
  @property({ attribute: false }) request: RequestView | null = null;
  @property({ attribute: false }) intents: readonly IntentView[] = [];
  @property({ type: Boolean, reflect: true }) large = false;
  @query('tw-photo') readonly hero!: TwPhoto | null;

  override render(): TemplateResult {
    const { product, speech } = this;
    const { words } = speech;
    const { rating } = product;
    const facts = [product.colour, product.size].filter((part) => part !== '');
    return html`<article>
      <tw-photo eager .media=${product.media[0] ?? null} sizes=${this.large ? '90vw' : '30vw'}></tw-photo>
      <div class="words">
        <h2 class="title" tabindex="-1"><bdi>${product.title}</bdi></h2>
        <p class="small quiet facts">
          <span>${facts.map((part, index) => html`${index ? ' · ' : ''}<bdi>${part}</bdi>`)}</span>
          ${
            rating === null
              ? nothing
              : rating.count > 0
                ? html`<span class="rated"
                    ><tw-stars
                      .value=${rating.average}
                      .label=${words.stars(speech.rating(rating.average))}
                    ></tw-stars>
                    ${speech.rating(rating.average)} ·
                    ${words.reviews(rating.count)}${isOnlySummed(rating) ? html` · ${words.ratedByShop}` : nothing}</span
                  >`
                : html`<span>${words.noReviews}</span>`
          }
          <tw-tag-mark .speech=${speech} .authenticity=${product.authenticity ?? null}></tw-tag-mark>
        </p>
        ${
          product.quote
            ? html`<blockquote class="lead" lang=${product.quote.lang} dir="auto">
                “${excerpt(product.quote.body || product.quote.title, this.large ? 170 : 96)}”
              </blockquote>`
            : nothing
        }
        ${this.renderSizes()}
      </div>
    </article>`;
  }

  private renderSizes(): TemplateResult | typeof nothing {
    const { product, speech, request } = this;
    const { words } = speech;
    const others = nearestSizes(product.sizes, product.sku).filter(
      (option) => stockHere(speech, option.here).has,
    );
    if (others.length === 0) return nothing;
    const wanted = this.intents.findLast(
      (intent) => intent.kind === 'room' && others.some((option) => option.sku === intent.sku),
    );
    const skuAsked = wanted?.sku ?? (request?.kind === 'size' ? request.sku : null);
    const asked = others.find((option) => option.sku === skuAsked);
    return html`<div class="sizes" role="group" aria-label=${words.roomOtherSizes}>
        ${others.map(
          (option) =>
            html`<button
              type="button"
              class="chip ${option === asked ? 'asked' : ''}"
              aria-pressed=${option === asked ? 'true' : 'false'}
              @click=${() => touch(this, { action: 'request_size', sku: option.sku })}
            >
              ${words.please(isolate(option.label))}
            </button>`,
        )}
      </div>
      ${
        asked
          ? html`<p class="text state" role="status">
              ${wanted ? wantedSentence(wanted, speech).title : request?.state === 'sent' ? words.roomAsked(isolate(asked.label)) : words.roomAsking(isolate(asked.label))}
            </p>`
          : nothing
      }`;
  }
}

function nearestSizes(sizes: readonly SizeOption[], sku: string): readonly SizeOption[] {
  const own = Math.max(
    0,
    sizes.findIndex((option) => option.sku === sku),
  );
  const kept = sizes
    .map((option, index) => ({ option, away: Math.abs(index - own) }))
    .filter(({ option }) => option.sku !== sku)
    .sort((one, other) => one.away - other.away)
    .slice(0, OFFERED)
    .map(({ option }) => option);
  return sizes.filter((option) => kept.includes(option));
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-garment': TwGarment;
  }
}
