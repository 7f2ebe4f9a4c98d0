import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ColourOption } from '../../../../broker/contract/screen.ts';
import { touch } from '../../connection/touch-event.ts';
import type { Speech } from '../../i18n/speech.ts';
import { cssVars } from '../../lit/css-vars.ts';
import { baseStyles } from '../../theme/base.styles.ts';

/** Colours to choose from, with the name of the chosen one in words. */
@customElement('tw-swatches')
export class TwSwatches extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        gap: calc(10 * var(--u));
      }
      .group {
        display: flex;
        flex-wrap: wrap;
        gap: calc(8 * var(--u));
      }
      button {
        width: calc(68 * var(--u));
        height: calc(68 * var(--u));
        border-radius: 50%;
        display: grid;
        place-items: center;
        border: calc(4 * var(--u)) solid transparent;
        margin-inline-start: calc(-6 * var(--u));
      }
      button + button {
        margin-inline-start: 0;
      }
      i {
        width: calc(48 * var(--u));
        height: calc(48 * var(--u));
        border-radius: 50%;
        background: var(--swatch);
        border: var(--hair) solid rgb(0 0 0 / 18%);
      }
      button[aria-checked='true'] {
        border-color: var(--ink);
      }
      .name {
        font-size: var(--type-text);
        font-weight: 600;
        margin-inline-start: calc(8 * var(--u));
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) colours: readonly ColourOption[] = [];

  override render(): TemplateResult {
    const chosen = this.colours.find((colour) => colour.selected);
    return html`<div role="radiogroup" aria-label=${this.speech.words.colour} class="group">
        ${this.colours.map(
          (colour) =>
            html`<button
              type="button"
              role="radio"
              aria-checked=${colour.selected ? 'true' : 'false'}
              aria-label=${colour.name}
              @click=${() => touch(this, { action: 'select_variant', sku: colour.sku })}
            >
              <i ${cssVars({ '--swatch': colour.swatch })}></i>
            </button>`,
        )}
      </div>
      <bdi class="name" aria-hidden="true">${chosen?.name ?? ''}</bdi>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-swatches': TwSwatches;
  }
}
