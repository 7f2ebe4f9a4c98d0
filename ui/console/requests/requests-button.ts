import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { deskStyles } from '../styles/desk.styles.ts';
import { requestsTexts as texts } from './requests-texts.ts';

/**
 * Opens what shoppers want done, and says on the first page how many wait.
 *
 * @event tw-requests - it is to be opened
 */
@customElement('tw-requests-button')
export class TwRequestsButton extends LitElement {
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

  override render(): TemplateResult {
    return html`<button
      class="control"
      type="button"
      aria-haspopup="dialog"
      @click=${() => this.dispatchEvent(new CustomEvent('tw-requests', { bubbles: true, composed: true }))}
    >
      ${texts.open}
      ${
        this.waiting === 0
          ? nothing
          : html`<span class="count" aria-hidden="true">${this.waiting}</span
              ><span class="spoken" role="status">${texts.waiting(this.waiting)}</span>`
      }
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-requests-button': TwRequestsButton;
  }
}
