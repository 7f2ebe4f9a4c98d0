import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SearchFacets } from '../../../../broker/contract/search.ts';
import { chipStyles } from '../../../shared/elements/button/chips.styles.ts';
import { icon } from '../../../shared/elements/icon/icon.ts';
import { iconStyles } from '../../../shared/elements/icon/icon.styles.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import type { Choice, Facet } from './choices.ts';
import { priceWords } from './price-words.ts';

const FACETS = ['kind', 'size', 'colour', 'price', 'brand'] as const;

/**
 * What a search can be narrowed by, in one row; a chip says what is chosen of its kind.
 *
 * @event tw-here - the shopper wants, or no longer wants, only what this store has
 * @event tw-facet - detail: the filter whose choices are wanted
 */
@customElement('tw-facet-bar')
export class TwFacetBar extends LitElement {
  static override styles = [
    baseStyles,
    iconStyles,
    chipStyles,
    css`
      .chips {
        flex-wrap: nowrap;
        overflow-x: auto;
        scrollbar-width: none;
        padding: calc(4 * var(--u)) var(--margin);
      }
      .chip {
        flex: none;
        display: flex;
        align-items: center;
        gap: calc(10 * var(--u));
        max-width: calc(420 * var(--u));
      }
      .chip > bdi {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .icon {
        width: calc(26 * var(--u));
        height: calc(26 * var(--u));
        flex: none;
      }
      .chip[aria-expanded='true'] {
        box-shadow: inset 0 0 0 calc(3 * var(--u)) var(--ink);
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) facets: SearchFacets | null = null;
  @property({ attribute: false }) choice!: Choice;
  /** Without it nobody can ask for what is in this store. */
  @property({ type: Boolean }) hasStock = false;
  @property() currency = '';
  @property() open: Facet | '' = '';

  override render(): TemplateResult {
    const { search } = this.speech;
    return html`<div class="chips" role="group" aria-label=${search.filters}>
      ${
        this.hasStock
          ? html`<button
              type="button"
              class="chip"
              aria-pressed=${this.choice.here ? 'true' : 'false'}
              @click=${() => this.dispatchEvent(new CustomEvent('tw-here'))}
            >
              ${icon(this.choice.here ? 'check' : 'pin')}<bdi>${search.here}</bdi>
            </button>`
          : nothing
      }
      ${FACETS.map((facet) => this.renderFacet(facet))}
    </div>`;
  }

  private renderFacet(facet: Facet): TemplateResult | typeof nothing {
    const chosen = this.chosen(facet);
    if (chosen === '' && !this.isWorthAsking(facet)) return nothing;
    const name = this.name(facet);
    return html`<button
      type="button"
      class="chip"
      aria-pressed=${chosen === '' ? 'false' : 'true'}
      aria-expanded=${this.open === facet ? 'true' : 'false'}
      aria-label=${chosen === '' ? name : `${name}: ${chosen}`}
      @click=${() => this.dispatchEvent(new CustomEvent<Facet>('tw-facet', { detail: facet }))}
    >
      <bdi>${chosen === '' ? name : chosen}</bdi>
    </button>`;
  }

  private name(facet: Facet): string {
    const { words, search } = this.speech;
    return {
      kind: search.kind,
      size: words.size,
      colour: words.colour,
      price: search.price,
      brand: search.brand,
    }[facet];
  }

  /** A choice of one is none. */
  private isWorthAsking(facet: Facet): boolean {
    const { facets } = this;
    if (facets === null) return false;
    const { sizes, colours, brands, categories, prices } = facets;
    return { kind: categories, size: sizes, colour: colours, price: prices, brand: brands }[facet].length > 1;
  }

  private chosen(facet: Facet): string {
    const { sizes, colours, brands, kinds, price } = this.choice;
    if (facet === 'price') return price === null ? '' : priceWords(this.speech, this.currency, price);
    const names = {
      kind: kinds,
      size: sizes,
      brand: brands,
      colour: colours.map((colour) => this.speech.search.colours[colour] ?? colour),
    }[facet];
    return names.length > 2
      ? `${names.slice(0, 2).join(', ')} +${String(names.length - 2)}`
      : names.join(', ');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-facet-bar': TwFacetBar;
  }
}
