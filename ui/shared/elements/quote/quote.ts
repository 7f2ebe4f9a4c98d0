import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Quote } from '../../../../broker/contract/screen.ts';
import type { Speech } from '../../i18n/speech.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { typeStyles } from '../../theme/type.styles.ts';
import '../stars/stars.ts';
import { excerpt } from './excerpt.ts';

/** One sentence from a person who wore it. */
@customElement('tw-quote')
export class TwQuote extends LitElement {
  static override styles = [
    baseStyles,
    typeStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      blockquote {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: var(--quote-lines, 4);
        overflow: hidden;
        text-align: -webkit-match-parent;
        text-align: match-parent;
        text-wrap: pretty;
        padding-block-end: 0.08em;
      }
      .long {
        font-size: calc(0.86 * var(--type-lead));
      }
      figcaption {
        margin-block-start: calc(12 * var(--u));
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: calc(4 * var(--u)) calc(12 * var(--u));
      }
      tw-stars {
        --stars-size: 0.9em;
        color: var(--ink);
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) quote!: Quote;
  /** Characters at the most; a longer review ends at a sentence or a word. */
  @property({ type: Number }) limit = 130;

  override render(): TemplateResult {
    const { quote, speech } = this;
    const text = excerpt(quote.body || quote.title, this.limit);
    return html`<figure>
      <blockquote class="lead ${text.length > 90 ? 'long' : ''}" lang=${quote.lang} dir="auto">
        “${text}”
      </blockquote>
      <figcaption class="small quiet">
        <tw-stars .value=${quote.rating} .label=${speech.words.stars(String(quote.rating))}></tw-stars>
        <span>
          <bdi>${quote.author}</bdi>${quote.verified ? html` · ${speech.words.verified}` : nothing}
        </span>
      </figcaption>
    </figure>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-quote': TwQuote;
  }
}
