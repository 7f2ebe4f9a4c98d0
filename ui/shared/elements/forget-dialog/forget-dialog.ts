import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { touch } from '../../connection/touch-event.ts';
import type { Speech } from '../../i18n/speech.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { typeStyles } from '../../theme/type.styles.ts';
import '../button/button.ts';

/**
 * Asks once before a visit is forgotten. A touch on the ground keeps it.
 *
 * @event tw-forget-kept - the shopper thought better of it
 */
@customElement('tw-forget-dialog')
export class TwForgetDialog extends LitElement {
  static override styles = [
    baseStyles,
    typeStyles,
    css`
      dialog {
        border: 0;
        padding: 0;
        margin: 0;
        inset: 0;
        width: 100%;
        height: 100%;
        max-width: none;
        max-height: none;
        background: var(--scrim);
        color: var(--ink);
        display: flex;
        align-items: end;
        animation: come var(--calm) var(--ease);
        overflow: hidden;
      }
      dialog::backdrop {
        background: transparent;
      }
      @keyframes come {
        from {
          opacity: 0;
        }
      }
      .card {
        width: 100%;
        max-height: 100%;
        overflow-y: auto;
        background: var(--paper);
        padding: calc(72 * var(--u)) var(--margin) calc(64 * var(--u));
        border-start-start-radius: calc(1.8 * var(--radius));
        border-start-end-radius: calc(1.8 * var(--radius));
        animation: rise var(--slow) var(--ease);
      }
      @keyframes rise {
        from {
          transform: translateY(12%);
        }
      }
      h2.display {
        font-size: calc(1.1 * var(--type-display));
        text-wrap: balance;
      }
      p {
        max-width: 34em;
        margin-block-start: calc(28 * var(--u));
        text-wrap: pretty;
      }
      .answers {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--gap);
        margin-block-start: calc(44 * var(--u));
      }
      @container style(--large-text: 1) {
        .answers {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @media (orientation: landscape) {
        dialog {
          justify-content: end;
        }
        .card {
          width: 54%;
          border-start-end-radius: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @query('dialog') private readonly dialog!: HTMLDialogElement | null;

  protected override firstUpdated(): void {
    this.dialog?.showModal();
  }

  override render(): TemplateResult {
    const { words } = this.speech;
    return html`<dialog
      aria-labelledby="title"
      aria-describedby="body"
      @cancel=${(event: Event) => {
        event.preventDefault();
        this.keep();
      }}
      @click=${(event: Event) => event.target === event.currentTarget && this.keep()}
    >
      <div class="card">
        <h2 id="title" class="display">${words.forgetTitle}</h2>
        <p id="body" class="text quiet">${words.forgetBody}</p>
        <div class="answers">
          <tw-button variant="ink" size="large" centred @click=${() => touch(this, { action: 'forget' })}
            >${words.forgetNow}</tw-button
          >
          <tw-button variant="quiet" size="large" centred autofocus @click=${() => this.keep()}
            >${words.forgetNot}</tw-button
          >
        </div>
      </div>
    </dialog>`;
  }

  private keep(): void {
    this.dispatchEvent(new CustomEvent('tw-forget-kept', { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-forget-dialog': TwForgetDialog;
  }
}
