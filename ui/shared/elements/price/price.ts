import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Money } from '../../../../broker/contract/domain.ts';
import type { Price } from '../../../../broker/contract/screen.ts';
import type { Speech } from '../../i18n/speech.ts';
import { baseStyles } from '../../theme/base.styles.ts';

/**
 * A price, and what the shopper pays as a member. A reduction always stands beside the lowest price of the 30 days before it (Directive 98/6/EC, article 6a).
 */
@customElement('tw-price')
export class TwPrice extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      .now {
        font-family: var(--display);
        font-weight: 700;
        font-size: var(--price-size, var(--type-title));
        line-height: 1;
        letter-spacing: -0.03em;
        white-space: nowrap;
      }
      .notes {
        grid-column: 1 / -1;
        text-align: end;
        color: var(--quiet);
        font-size: var(--type-small);
        line-height: 1.3;
        text-wrap: balance;
      }
      @container style(--large-text: 1) {
        .notes {
          text-align: start;
        }
      }
      :host([wide]) .notes {
        grid-area: 2 / 1;
        text-align: start;
      }
      :host([wide]) .now {
        grid-area: 2 / 2;
      }
      /* Alone below a long name it starts where the name starts. */
      :host([wide]) .now:only-child {
        grid-area: 2 / 1;
      }
      @container style(--large-text: 1) {
        :host([wide]) .now,
        :host([wide]) .notes {
          grid-area: auto / 1;
        }
      }
      .member {
        color: var(--ink);
        font-size: var(--type-text);
      }
      .member b {
        font-weight: 650;
      }
      s {
        text-decoration-thickness: 0.07em;
      }
      :host([size='small']) .now {
        font-family: var(--text);
        font-weight: 600;
        font-size: inherit;
        letter-spacing: 0;
      }
      :host([size='small']) .notes {
        display: inline-block;
        font-size: inherit;
        margin-inline-start: 0.5em;
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) price!: Price;
  @property({ reflect: true }) size: 'large' | 'small' = 'large';

  /** In a grid: the notes before the price instead of below it. */
  @property({ type: Boolean, reflect: true }) wide = false;

  override render(): TemplateResult {
    const { speech, price } = this;
    const now = speech.price(price.now);
    if (!price.was && (!price.member || this.size === 'small')) return html`<span class="now">${now}</span>`;
    if (this.size === 'small') {
      const was = price.was && speech.price(price.was);
      return html`<span class="now"><span class="spoken">${speech.words.priceNow('')}</span>${now}</span
        ><span class="notes"><span class="spoken">${speech.words.lowest30('')}</span><s>${was}</s></span>`;
    }
    return html`<p class="now"><span class="spoken">${speech.words.priceNow('')}</span>${now}</p>
      <div class="notes">
        ${price.member ? this.#renderMember(price.member) : nothing}
        ${price.was ? this.#renderPrior(price.was, price.regular) : nothing}
      </div>`;
  }

  #renderMember({ now, tier }: Required<Price>['member']): TemplateResult {
    const { speech } = this;
    const words = speech.words.memberPrice(speech.price(now));
    return html`<p class="member"><b>${words}</b>${tier === '' ? nothing : html` · <bdi>${tier}</bdi>`}</p>`;
  }

  #renderPrior(was: Money, regular: Money | null): TemplateResult {
    const { speech } = this;
    return html`<p>
      <span>${speech.words.lowest30(speech.price(was))}</span>${
        regular ? html` · <span>${speech.words.regularPrice(speech.price(regular))}</span>` : nothing
      }
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-price': TwPrice;
  }
}
