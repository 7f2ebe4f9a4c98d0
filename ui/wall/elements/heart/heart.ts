import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { WishView } from '../../../../broker/contract/screen.ts';
import { touch } from '../../../shared/connection/touch-event.ts';
import { iconStyles } from '../../../shared/elements/icon/icon.styles.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';

/** On the wishlist or not, and a touch changes it. Says in words what it does, has done, or could not do. */
@customElement('tw-heart')
export class TwHeart extends LitElement {
  static override styles = [
    baseStyles,
    iconStyles,
    css`
      :host {
        display: inline-block;
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: calc(12 * var(--u));
        min-height: var(--target);
        padding-inline: calc(26 * var(--u)) calc(30 * var(--u));
        border: var(--hair) solid var(--edge);
        border-radius: 999px;
        background: var(--surface);
        color: var(--ink);
        font-weight: 600;
        white-space: nowrap;
        transition: transform var(--fast) var(--ease);
      }
      button:active {
        transform: scale(0.97);
      }
      .icon {
        width: 1.15em;
        height: 1.15em;
        fill: none;
      }
      [aria-pressed='true'] .icon {
        fill: var(--accent);
        stroke: var(--accent);
      }
      :host([compact]) button {
        width: var(--target);
        padding: 0;
        justify-content: center;
        background: transparent;
        border-color: transparent;
      }
      [data-state='sending'] {
        color: var(--quiet);
      }
      [data-state='failed'],
      [data-state='offline'] {
        color: var(--warn);
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) wish!: WishView;
  @property() sku = '';
  /** On the list itself: what it offers is to take off. */
  @property({ type: Boolean }) listed = false;
  /** The mark alone; the words are for assistive technology. */
  @property({ type: Boolean, reflect: true }) compact = false;

  override render(): TemplateResult {
    const { on, state } = this.wish;
    return html`<button
      type="button"
      aria-label=${this.compact ? this.words() : nothing}
      aria-pressed=${on ? 'true' : 'false'}
      data-state=${state}
      ?disabled=${state === 'sending'}
      @click=${(event: Event) => {
        event.stopPropagation();
        touch(this, { action: on ? 'remove_from_wishlist' : 'add_to_wishlist', sku: this.sku });
      }}
    >
      <svg
        class="icon"
        viewBox="0 0 24 24"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
      >
        <path
          d="M12 20.500C5.500 15.800 3 12.600 3 9.200A4.700 4.700 0 0 1 12 7.300a4.700 4.700 0 0 1 9 1.900c0 3.400-2.500 6.600-9 11.300z"
        />
      </svg>
      ${this.compact ? nothing : html`<span>${this.words()}</span>`}
    </button>`;
  }

  private words(): string {
    const { words } = this.speech;
    const { on, state } = this.wish;
    if (state === 'offline') return words.wishOffline;
    if (state === 'failed') return words.wishFailed;
    if (state === 'sending') return on ? words.wishAdding : words.wishRemoving;
    if (this.listed) return on ? words.wishRemove : words.wishAgain;
    return on ? words.wishSaved : words.wishSave;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-heart': TwHeart;
  }
}
