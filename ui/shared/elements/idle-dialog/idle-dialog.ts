import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { touch } from '../../connection/touch-event.ts';
import type { Speech } from '../../i18n/speech.ts';
import { cssVars } from '../../lit/css-vars.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { typeStyles } from '../../theme/type.styles.ts';
import '../button/button.ts';

/** "Still there?" One large answer; any touch on the ground is an answer too. The kiosk ends the session, not this. */
@customElement('tw-idle-dialog')
export class TwIdleDialog extends LitElement {
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
      .head {
        display: flex;
        justify-content: space-between;
        align-items: start;
        gap: calc(40 * var(--u));
      }
      h2.display {
        font-size: calc(1.3 * var(--type-display));
      }
      .count {
        flex: none;
        font-family: var(--display);
        font-weight: 700;
        font-size: calc(1.3 * var(--type-display));
        line-height: 0.98;
        letter-spacing: -0.04em;
        min-width: 2ch;
        text-align: end;
      }
      .bar {
        height: calc(10 * var(--u));
        margin-block: calc(36 * var(--u)) calc(24 * var(--u));
        border-radius: 99px;
        background: var(--line);
        overflow: hidden;
      }
      .bar i {
        display: block;
        height: 100%;
        background: var(--ink);
        transform: scaleX(var(--left));
        transform-origin: left;
        transition: transform 1s linear;
      }
      .bar i:dir(rtl) {
        transform-origin: right;
      }
      .answers {
        display: grid;
        grid-template-columns: 1.7fr 1fr;
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
      @media (prefers-reduced-motion: reduce) {
        .bar i {
          transition: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ type: Number }) secondsLeft = 20;
  @state() private left = 20;
  @query('dialog') private readonly dialog!: HTMLDialogElement | null;
  private total = 20;
  private deadline = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.tick(), 250);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('secondsLeft')) return;
    this.total = Math.max(1, this.secondsLeft);
    this.deadline = performance.now() + this.secondsLeft * 1000;
    this.left = this.secondsLeft;
  }

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
        this.stay();
      }}
      @click=${(event: Event) => event.target === event.currentTarget && this.stay()}
    >
      <div class="card">
        <div class="head">
          <h2 id="title" class="display">${words.idleTitle}</h2>
          <span class="count" aria-hidden="true">${this.left}</span>
        </div>
        <div class="bar" aria-hidden="true"><i ${cssVars({ '--left': this.left / this.total })}></i></div>
        <p id="body" class="text quiet">${words.idleBody(this.left)}</p>
        <div class="answers">
          <tw-button variant="primary" size="large" centred autofocus @click=${() => this.stay()}
            >${words.stay}</tw-button
          >
          <tw-button size="large" variant="quiet" centred @click=${() => touch(this, { action: 'finish' })}
            >${words.finish}</tw-button
          >
        </div>
      </div>
    </dialog>`;
  }

  private stay(): void {
    touch(this, { action: 'stay' });
  }

  private tick(): void {
    this.left = Math.max(0, Math.ceil((this.deadline - performance.now()) / 1000));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-idle-dialog': TwIdleDialog;
  }
}
