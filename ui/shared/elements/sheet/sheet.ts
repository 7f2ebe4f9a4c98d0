import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { baseStyles } from '../../theme/base.styles.ts';
import { typeStyles } from '../../theme/type.styles.ts';

/**
 * A page of words with its heading: a panel over a product, a list, a search. The bar with Back and Finish stays
 * below it, in its place. Controls go to the foot, in reach.
 *
 * @slot - scrolls
 * @slot aside - beside the heading
 * @slot foot - stays at the lower edge
 */
@customElement('tw-sheet')
export class TwSheet extends LitElement {
  static override styles = [
    baseStyles,
    typeStyles,
    css`
      :host {
        display: block;
        min-height: 0;
        background: var(--paper);
        animation: rise var(--calm) var(--ease);
      }
      @keyframes rise {
        from {
          transform: translateY(3%);
        }
      }
      section {
        height: 100%;
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      header {
        flex: none;
        display: flex;
        justify-content: space-between;
        align-items: end;
        gap: calc(40 * var(--u));
        padding: calc(64 * var(--u)) var(--margin) calc(28 * var(--u));
      }
      h1 {
        outline: none;
        min-width: 0;
        overflow-wrap: break-word;
      }
      header p {
        margin-block-start: calc(12 * var(--u));
      }
      .scroll {
        flex: 1;
        min-height: 0;
        overflow-y: auto;
        overflow-x: hidden;
        overscroll-behavior: contain;
        scrollbar-width: none;
        padding-inline: var(--margin);
        padding-block-end: calc(48 * var(--u));
        mask-image: linear-gradient(
          to bottom,
          transparent,
          #000 calc(14 * var(--u)),
          #000 calc(100% - 48 * var(--u)),
          transparent
        );
        display: flex;
        flex-direction: column;
      }
      .scroll:focus-visible {
        outline-offset: calc(-4 * var(--u));
      }
      @container style(--large-text: 1) {
        header {
          flex-wrap: wrap;
        }
      }
      .low {
        margin-block-start: auto;
      }
      ::slotted(tw-photo[slot='aside']) {
        flex: none;
        width: calc(190 * var(--u));
        height: calc(230 * var(--u));
        border-radius: var(--radius);
      }
      ::slotted([slot='foot']) {
        flex: none;
      }
    `,
  ];

  @property() heading = '';
  @property() note = '';
  /** Puts a short list at the lower edge, where the hand is. */
  @property({ type: Boolean }) low = false;
  @property({ type: Boolean }) still = false;
  @query('h1') private readonly headline!: HTMLElement | null;

  /** Reading starts at the heading. */
  protected override firstUpdated(): void {
    this.headline?.focus({ preventScroll: true });
  }

  override render(): TemplateResult {
    return html`<section aria-labelledby="heading">
      <header>
        <div>
          <h1 id="heading" class="display" tabindex="-1">${this.heading}</h1>
          ${this.note ? html`<p class="text quiet">${this.note}</p>` : nothing}
        </div>
        <slot name="aside"></slot>
      </header>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="heading">
        <div class=${this.low ? 'low' : ''}><slot></slot></div>
      </div>
      <slot name="foot"></slot>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-sheet': TwSheet;
  }
}
