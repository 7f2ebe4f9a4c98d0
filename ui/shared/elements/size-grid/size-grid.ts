import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SizeOption } from '../../../../broker/contract/screen.ts';
import { touch } from '../../connection/touch-event.ts';
import type { Speech } from '../../i18n/speech.ts';
import { cssVars } from '../../lit/css-vars.ts';
import { stockAnywhere } from '../../stock/stock-words.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { sizeColumns } from './columns.ts';
import { sizeGridStyles } from './size-grid.styles.ts';

/** Sizes, each with its stock in words. Dashed when it is not in this store; still a choice. */
@customElement('tw-size-grid')
export class TwSizeGrid extends LitElement {
  static override styles = [baseStyles, sizeGridStyles];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) sizes: readonly SizeOption[] = [];
  /** Name of this store, to leave its town out of the others' names. */
  @property() storeName = '';

  override render(): TemplateResult {
    const count = this.sizes.length;
    const columns = sizeColumns(count);
    const crowded = count > 10;
    return html`<div
      role="radiogroup"
      aria-label=${this.speech.words.sizes}
      class=${count < 3 ? 'wide' : ''}
      ${cssVars({ '--columns': columns, '--cell': count > 5 ? 104 : count < 3 ? 84 : 122, '--pad': crowded ? 12 : 20 })}
    >
      ${this.sizes.map((size) => this.renderCell(size))}
    </div>`;
  }

  private renderCell(size: SizeOption): TemplateResult {
    const stock = stockAnywhere(this.speech, size, this.storeName);
    return html`<button
      type="button"
      role="radio"
      aria-checked=${size.selected ? 'true' : 'false'}
      class=${stock.has ? 'here' : 'away'}
      @click=${() => touch(this, { action: 'select_variant', sku: size.sku })}
    >
      <bdi class="label">${size.label}</bdi>
      ${stock.text === '' ? nothing : html`<span class="stock ${stock.tone}">${stock.text}</span>`}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-size-grid': TwSizeGrid;
  }
}
