import { css, html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Review } from '../../../../broker/contract/domain.ts';
import type { ProductView } from '../../../../broker/contract/screen.ts';
import { reviewPages } from '../../../shared/data/reviews.ts';
import { isolate } from '../../../shared/i18n/isolate.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import { typeStyles } from '../../../shared/theme/type.styles.ts';
import { chipStyles } from '../../../shared/elements/button/chips.styles.ts';
import '../../../shared/elements/button/button.ts';
import '../../../shared/elements/rating/rating.ts';
import '../../../shared/elements/review-card/review-card.ts';
import '../../../shared/elements/sheet/sheet.ts';

/** Reviews drawn at once; the rest on request, so that a thousand of them do not stall a touch. */
const STEP = 20;

/** Every review of a product, the shopper's language first, by language and by stars. */
@customElement('tw-reviews-panel')
export class TwReviewsPanel extends LitElement {
  static override styles = [
    baseStyles,
    typeStyles,
    chipStyles,
    css`
      :host {
        display: block;
        min-height: 0;
      }
      tw-sheet {
        height: 100%;
      }
      tw-rating {
        width: calc(340 * var(--u));
        flex: none;
      }
      .filters {
        display: grid;
        gap: calc(12 * var(--u));
        padding: calc(20 * var(--u)) var(--margin) 0;
      }
      .more {
        margin-block: calc(24 * var(--u));
      }
      .state {
        padding-block: calc(40 * var(--u));
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) product!: ProductView;
  @state() private reviews: readonly Review[] = [];
  @state() private phase: 'loading' | 'ready' | 'away' = 'loading';
  @state() private language = '';
  @state() private stars = 0;
  @state() private shown = STEP;
  private abort = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.abort.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('product') && changed.get('product')?.productId !== this.product.productId)
      void this.load();
  }

  override render(): TemplateResult {
    const { words } = this.speech;
    const matching = this.reviews.filter(
      (review) =>
        (!this.language || review.lang === this.language) && (!this.stars || review.rating === this.stars),
    );
    return html`<tw-sheet .heading=${words.allReviews} .note=${isolate(this.product.title)}>
      <tw-rating slot="aside" .speech=${this.speech} .rating=${this.product.rating}></tw-rating>
      <div aria-live="polite" class="lead quiet">${this.renderState(matching.length)}</div>
      ${repeat(
        matching.slice(0, this.shown),
        (review) => review.id,
        (review) => html`<tw-review-card .speech=${this.speech} .review=${review}></tw-review-card>`,
      )}
      ${
        matching.length > this.shown
          ? html`<tw-button pill class="more" @click=${() => (this.shown += STEP)}
              >${words.moreReviews}</tw-button
            >`
          : nothing
      }
      <div slot="foot" class="filters">${this.renderLanguages()} ${this.renderStars()}</div>
    </tw-sheet>`;
  }

  private renderState(matching: number): TemplateResult | typeof nothing {
    const { words } = this.speech;
    if (this.phase === 'away') {
      return html`<p class="state">${words.reviewsAway}</p>
        <tw-button pill @click=${() => this.load()}>${words.tryAgain}</tw-button>`;
    }
    if (this.phase === 'loading' && this.reviews.length === 0)
      return html`<p class="state">${words.fetchingReviews}</p>`;
    return matching === 0 ? html`<p class="state">${words.noReviewMatches}</p>` : nothing;
  }

  private renderLanguages(): TemplateResult | typeof nothing {
    const { product, speech } = this;
    if (product.reviewLanguages.length < 2) return nothing;
    return html`<div class="chips" role="group" aria-label=${speech.words.language}>
      ${['', ...product.reviewLanguages].map((code) =>
        this.renderChip(
          code ? speech.languageName(code) : speech.words.allLanguages,
          code === this.language,
          () => {
            this.language = code;
          },
        ),
      )}
    </div>`;
  }

  private renderStars(): TemplateResult {
    const { words } = this.speech;
    return html`<div class="chips" role="group" aria-label=${words.allStars}>
      ${[0, 5, 4, 3, 2, 1]
        .filter((stars) => stars === 0 || (this.product.rating?.histogram[stars - 1] ?? 0) > 0)
        .map((stars) =>
          this.renderChip(stars ? words.starsFilter(stars) : words.allStars, stars === this.stars, () => {
            this.stars = stars;
          }),
        )}
    </div>`;
  }

  private renderChip(text: string, pressed: boolean, choose: () => void): TemplateResult {
    const act = (): void => {
      choose();
      this.shown = STEP;
    };
    return html`<button type="button" class="chip" aria-pressed=${pressed ? 'true' : 'false'} @click=${act}>
      ${text}
    </button>`;
  }

  private async load(): Promise<void> {
    this.abort.abort();
    const abort = new AbortController();
    this.abort = abort;
    this.reviews = [];
    this.phase = 'loading';
    try {
      for await (const page of reviewPages(this.product.productId, this.speech.language, abort.signal)) {
        if (abort.signal.aborted) return;
        this.reviews = [...this.reviews, ...page.reviews];
      }
      this.phase = 'ready';
    } catch {
      if (!abort.signal.aborted) this.phase = 'away';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-reviews-panel': TwReviewsPanel;
  }
}
