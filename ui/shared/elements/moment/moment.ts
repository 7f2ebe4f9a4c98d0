import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../../theme/base.styles.ts';
import { typeStyles } from '../../theme/type.styles.ts';

/**
 * A calm full screen with one sentence: a greeting, a wait, something to try instead.
 *
 * @slot art - a drawing, above
 * @slot - what to do, below the words
 */
@customElement('tw-moment')
export class TwMoment extends LitElement {
  static override styles = [
    baseStyles,
    typeStyles,
    css`
      :host {
        display: block;
        height: 100%;
        min-height: 0;
        animation: rise var(--calm) var(--ease);
      }
      @keyframes rise {
        from {
          transform: translate(var(--arrive-x), var(--arrive-y));
        }
      }
      main {
        height: 100%;
        display: flex;
        flex-direction: column;
        justify-content: end;
        gap: calc(36 * var(--u));
        padding: calc(56 * var(--u)) var(--margin) calc(64 * var(--u));
      }
      .place {
        position: absolute;
        inset-block-start: calc(48 * var(--u));
        inset-inline-start: var(--margin);
        font-weight: 600;
      }
      h1.display {
        font-size: calc(1.36 * var(--type-display));
        max-width: 11em;
        outline: none;
      }
      p.body {
        font-weight: 450;
        max-width: 30em;
        text-wrap: pretty;
      }
      .art {
        flex: 1 1 0;
        min-height: 0;
        display: grid;
        place-items: center;
      }
      slot[name='art']::slotted(*) {
        width: calc(600 * var(--u));
      }
      slot:not([name])::slotted(p) {
        font-family: var(--display);
        font-size: var(--type-lead);
        line-height: 1.2;
        color: var(--quiet);
        margin-block-start: calc(20 * var(--u));
      }
      .do {
        display: flex;
        flex-direction: column;
        gap: var(--gap);
        margin-block-start: calc(20 * var(--u));
      }
      @media (orientation: landscape) {
        main {
          display: grid;
          grid-template-columns: 43fr 57fr;
          grid-template-rows: 1fr auto auto auto 1fr;
          gap: calc(32 * var(--u)) calc(80 * var(--u));
        }
        .art {
          grid-row: 1 / -1;
        }
        h1.display {
          grid-area: 2 / 2;
        }
        p.body {
          grid-area: 3 / 2;
        }
        slot:not([name])::slotted(p) {
          font-family: var(--display);
          font-size: var(--type-lead);
          line-height: 1.2;
          color: var(--quiet);
          margin-block-start: calc(20 * var(--u));
        }
        .do {
          grid-area: 4 / 2;
          max-width: calc(860 * var(--u));
        }
      }
    `,
  ];

  @property() heading = '';
  @property() body = '';
  @property() place = '';

  override render(): TemplateResult {
    return html`<main>
      <p class="place small"><bdi>${this.place}</bdi></p>
      <div class="art"><slot name="art"></slot></div>
      <h1 class="display" tabindex="-1">${this.heading}</h1>
      ${this.body ? html`<p class="body lead quiet">${this.body}</p>` : nothing}
      <div class="do"><slot></slot></div>
    </main>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-moment': TwMoment;
  }
}
