import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PersonOffer } from '../../../../broker/contract/screen.ts';
import { touch } from '../../../shared/connection/touch-event.ts';
import { isolate } from '../../../shared/i18n/isolate.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import { typeStyles } from '../../../shared/theme/type.styles.ts';
import '../../../shared/elements/button/button.ts';

/** A recognised shopper's list is offered; nothing of it is shown before they say so. */
@customElement('tw-offer')
export class TwOffer extends LitElement {
  static override styles = [
    baseStyles,
    typeStyles,
    css`
      :host {
        display: block;
        animation: rise var(--slow) var(--ease);
      }
      @keyframes rise {
        from {
          transform: translateY(24%);
        }
      }
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: calc(16 * var(--u)) calc(20 * var(--u));
        padding: calc(20 * var(--u)) calc(22 * var(--u)) calc(20 * var(--u)) calc(30 * var(--u));
        border-radius: var(--radius);
        background: var(--ink);
        color: var(--on-ink);
      }
      p {
        flex: 1 1 calc(280 * var(--u));
        min-width: 0;
        font-weight: 600;
        line-height: 1.2;
      }
      small {
        display: block;
        font-size: var(--type-small);
        font-weight: 450;
        color: var(--on-ink-quiet);
        margin-block-start: calc(4 * var(--u));
      }
      .yes::part(button) {
        background: var(--on-ink);
        border-color: var(--on-ink);
        color: var(--ink);
      }
      .no::part(button) {
        color: var(--on-ink);
        padding-inline: calc(18 * var(--u));
      }
      :host([large]) div {
        padding: calc(44 * var(--u));
        gap: calc(32 * var(--u)) var(--gap);
      }
      :host([large]) .yes {
        flex: 1;
      }
      :host([large]) .yes::part(button) {
        min-height: calc(1.3 * var(--target));
      }
      :host([large]) p {
        flex: 1 0 100%;
        font-family: var(--display);
        font-size: var(--type-title);
        letter-spacing: -0.02em;
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) offer!: PersonOffer;
  @property({ type: Boolean, reflect: true }) large = false;

  override render(): TemplateResult {
    const { words } = this.speech;
    const { displayName, tier, wishes, wishlistCount } = this.offer;
    const facts = [wishlistCount > 0 ? words.things(wishlistCount) : '', isolate(tier)];
    const small = facts.filter((fact) => fact !== '' && fact !== isolate('')).join(' · ');
    return html`<div>
      <p class="text">
        ${wishes ? words.offer(isolate(displayName)) : words.hello(isolate(displayName))}<small
          >${small}</small
        >
      </p>
      ${
        wishes
          ? html`<tw-button pill class="yes" @click=${() => touch(this, { action: 'show_wishlist' })}
              >${words.show}</tw-button
            >`
          : nothing
      }
      <tw-button
        pill
        class="no"
        variant="plain"
        centred
        @click=${() => touch(this, { action: 'dismiss_offer' })}
        >${words.notNow}</tw-button
      >
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-offer': TwOffer;
  }
}
