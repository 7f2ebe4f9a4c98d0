import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { deskStyles } from '../styles/desk.styles.ts';

/**
 * Opens a sheet, and says on the first page how many wait there.
 *
 * @slot - what it opens
 * @event tw-open - it is to be opened
 */
@customElement('tw-waiting-button')
export class TwWaitingButton extends LitElement {
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

  @property({ attribute: false }) waiting = 0;
  /** The number as a sentence, for those who hear it. */
  @property({ attribute: false }) spoken = '';

  override render(): TemplateResult {
    return html`<button
        class="control"
        type="button"
        aria-haspopup="dialog"
        @click=${() => this.dispatchEvent(new CustomEvent('tw-open'))}
      >
        <slot></slot>
        ${
          this.waiting === 0
            ? nothing
            : html`<span class="count" aria-hidden="true">${this.waiting}</span
                ><span class="spoken">${this.spoken}</span>`
        }
      </button>
      <span class="spoken" role="status">${this.waiting === 0 ? nothing : this.spoken}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-waiting-button': TwWaitingButton;
  }
}
