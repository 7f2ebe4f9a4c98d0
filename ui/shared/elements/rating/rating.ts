import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Rating } from '../../../../broker/contract/domain.ts';
import type { Speech } from '../../i18n/speech.ts';
import { cssVars } from '../../lit/css-vars.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { typeStyles } from '../../theme/type.styles.ts';
import '../stars/stars.ts';
import { isOnlySummed } from './only-summed.ts';

/** The mean as a large figure, its histogram (five stars on top), and how many reviews it rests on. */
@customElement('tw-rating')
export class TwRating extends LitElement {
  static override styles = [
    baseStyles,
    typeStyles,
    css`
      :host {
        display: block;
      }
      .top {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: calc(24 * var(--u));
        align-items: center;
      }
      .figure {
        font-family: var(--display);
        font-weight: 700;
        font-size: calc(0.98 * var(--type-display));
        line-height: 0.8;
        letter-spacing: -0.05em;
        padding-block: calc(8 * var(--u));
      }
      ul {
        display: grid;
        gap: calc(7 * var(--u));
        min-width: calc(120 * var(--u));
      }
      li {
        height: calc(11 * var(--u));
        border-radius: 99px;
        background: var(--line);
        overflow: hidden;
      }
      li::before {
        content: '';
        display: block;
        height: 100%;
        border-radius: inherit;
        background: var(--ink);
        width: calc(100% * var(--share));
        min-width: calc(var(--any) * 11 * var(--u));
      }
      p {
        margin-block-start: calc(12 * var(--u));
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) rating!: Rating;

  override render(): TemplateResult {
    const { rating, speech } = this;
    const { words } = speech;
    const mean = speech.rating(rating.average);
    return html`<div class="top">
        <span class="figure" role="img" aria-label=${words.stars(mean)}>${mean}</span>
        ${isOnlySummed(rating) ? nothing : this.#histogram()}
      </div>
      <p class="small quiet">
        ${words.reviews(rating.count)}${rating.verified > 0 ? html` · ${words.verifiedOf(rating.verified)}` : nothing}${isOnlySummed(rating) ? html` · ${words.ratedByShop}` : nothing}
      </p>`;
  }

  /** A shop may say how many stars there are, and not who gave how many. */
  #histogram(): TemplateResult {
    const { rating, speech } = this;
    return html`<ul role="list">
      ${[5, 4, 3, 2, 1].map((stars) => {
        const count = rating.histogram[stars - 1] ?? 0;
        return html`<li
          ${cssVars({ '--share': count / Math.max(1, rating.count), '--any': count > 0 ? 1 : 0 })}
        >
          <span class="spoken">${speech.words.starsRow(stars, count)}</span>
        </li>`;
      })}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-rating': TwRating;
  }
}
