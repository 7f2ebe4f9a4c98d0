import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SearchFacets } from '../../../../broker/contract/search.ts';
import { icon } from '../../../shared/elements/icon/icon.ts';
import { iconStyles } from '../../../shared/elements/icon/icon.styles.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { cssVars } from '../../../shared/lit/css-vars.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import { cleared, NO_CHOICE, optionsOf, toggled, type Choice, type Facet, type Option } from './choices.ts';
import { FAMILY_SWATCHES } from './colour-swatch.ts';
import { facetTrayStyles } from './facet-tray.styles.ts';
import { priceWords } from './price-words.ts';

/**
 * The choices of one filter where the keyboard was: what it would leave stands with each.
 *
 * @event tw-choose - detail: the new choice
 * @event tw-done - the shopper wants to see the results
 */
@customElement('tw-facet-tray')
export class TwFacetTray extends LitElement {
  static override styles = [baseStyles, iconStyles, facetTrayStyles];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) facets: SearchFacets | null = null;
  @property({ attribute: false }) choice: Choice = NO_CHOICE;
  @property() facet: Facet = 'kind';
  @property() currency = '';
  @property({ type: Number }) total = 0;

  override render(): TemplateResult {
    const { words, search } = this.speech;
    return html`<div class="options ${this.facet}" role="group" aria-label=${search.filters}>
        ${this.facet === 'price' ? this.renderPrices() : this.renderValues(this.facet)}
      </div>
      <div class="row">
        <button type="button" class="tool" @click=${() => this.choose(cleared(this.choice, this.facet))}>
          ${search.clear}
        </button>
        <button
          type="button"
          class="show"
          ?disabled=${this.total === 0}
          @click=${() => this.dispatchEvent(new CustomEvent('tw-done'))}
        >
          ${this.total === 0 ? search.nothingLeft : search.show(words.things(this.total))}
        </button>
      </div>`;
  }

  private renderValues(facet: Exclude<Facet, 'price'>): TemplateResult[] {
    const options = this.facets === null ? [] : optionsOf(this.facets, this.choice, facet);
    return options.map((option) =>
      this.renderOption(option, {
        label: facet === 'colour' ? (this.speech.search.colours[option.value] ?? option.value) : option.value,
        swatch: facet === 'colour' ? (FAMILY_SWATCHES[option.value] ?? null) : null,
        choose: () => this.choose(toggled(this.choice, facet, option.value)),
      }),
    );
  }

  private renderPrices(): TemplateResult[] {
    const { price } = this.choice;
    return (this.facets?.prices ?? []).map(({ from, to, count }) => {
      const chosen = price?.from === from && price.to === to;
      return this.renderOption(
        { value: String(from), count, chosen },
        {
          label: priceWords(this.speech, this.currency, { from, to }),
          swatch: null,
          choose: () => this.choose({ ...this.choice, price: chosen ? null : { from, to } }),
        },
      );
    });
  }

  private renderOption(
    { count, chosen }: Option,
    { label, swatch, choose }: { label: string; swatch: string | null; choose: () => void },
  ): TemplateResult {
    return html`<button
      type="button"
      class="option"
      aria-pressed=${chosen ? 'true' : 'false'}
      ?disabled=${count === 0 && !chosen}
      @click=${choose}
    >
      ${swatch === null ? nothing : html`<i ${cssVars({ '--swatch': swatch })}></i>`}
      <bdi class="label">${label}</bdi>
      ${chosen ? icon('check') : html`<span class="count">${count}</span>`}
    </button>`;
  }

  private choose(choice: Choice): void {
    this.dispatchEvent(new CustomEvent<Choice>('tw-choose', { detail: choice }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-facet-tray': TwFacetTray;
  }
}
