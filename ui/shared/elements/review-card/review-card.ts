import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Review } from '../../../../broker/contract/domain.ts';
import type { Speech } from '../../i18n/speech.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { typeStyles } from '../../theme/type.styles.ts';
import { icon } from '../icon/icon.ts';
import { iconStyles } from '../icon/icon.styles.ts';
import '../stars/stars.ts';

/** A review in its own language and direction; who wrote it, whether the purchase is verified, what they got for it. */
@customElement('tw-review-card')
export class TwReviewCard extends LitElement {
  static override styles = [
    baseStyles,
    typeStyles,
    iconStyles,
    css`
      :host {
        display: block;
        padding-block: calc(30 * var(--u));
        border-block-start: var(--hair) solid var(--line);
      }
      tw-stars {
        --stars-size: calc(26 * var(--t));
      }
      h3 {
        margin-block-start: calc(12 * var(--u));
      }
      .body {
        margin-block-start: calc(8 * var(--u));
        max-width: 62ch;
        text-wrap: pretty;
        overflow-wrap: break-word;
        white-space: pre-line;
      }
      .by {
        margin-block-start: calc(14 * var(--u));
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: calc(6 * var(--u)) calc(18 * var(--u));
      }
      .mark {
        display: inline-flex;
        align-items: center;
        gap: 0.3em;
        color: var(--go);
        font-weight: 560;
      }
      .paid {
        color: var(--warn);
        font-weight: 560;
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) review!: Review;

  override render(): TemplateResult {
    const { review, speech } = this;
    const { words } = speech;
    return html`<article>
      <tw-stars .value=${review.rating} .label=${words.stars(String(review.rating))}></tw-stars>
      ${review.title ? html`<h3 class="lead" lang=${review.lang} dir="auto">${review.title}</h3>` : nothing}
      <p class="text body" lang=${review.lang} dir="auto">${review.body}</p>
      <p class="small quiet by">
        <bdi>${review.authorDisplay}</bdi>
        ${
          review.verified
            ? html`<span class="mark">${icon('check')}${words.verified}</span>`
            : html`<span>${words.unverified}</span>`
        }
        ${review.incentivised ? html`<span class="paid">${words.incentivised}</span>` : nothing}
        <span>${speech.month(review.createdAt)}</span>
      </p>
    </article>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-review-card': TwReviewCard;
  }
}
