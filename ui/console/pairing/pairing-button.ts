import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { deskStyles } from '../styles/desk.styles.ts';
import { pairingTexts as texts } from './pairing-texts.ts';

/**
 * Opens the pairing of displays, and says on the first page when one waits.
 *
 * @event tw-pairing - it is to be opened
 */
@customElement('tw-pairing-button')
export class TwPairingButton extends LitElement {
  static override styles = [
    ...deskStyles,
    css`
      :host {
        display: inline-flex;
      }
      .count {
        min-width: 1.375rem;
        padding: 0.125rem 0.375rem;
        border-radius: 999px;
        background: var(--accent);
        color: var(--on-accent);
        text-align: center;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  /** How many displays wait. */
  @property({ attribute: false }) waiting = 0;

  override render(): TemplateResult {
    return html`<button
      class="control"
      type="button"
      aria-haspopup="dialog"
      @click=${() => this.dispatchEvent(new CustomEvent('tw-pairing', { bubbles: true, composed: true }))}
    >
      ${texts.open}
      ${this.waiting === 0 ? nothing : html`<span class="count" aria-hidden="true">${this.waiting}</span>`}
      <span class="spoken">${this.waiting === 0 ? nothing : texts.waiting(this.waiting)}</span>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-pairing-button': TwPairingButton;
  }
}
