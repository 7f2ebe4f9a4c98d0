import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../../theme/base.styles.ts';

/** The display's name, so large that somebody at the other end of the store can point at it. */
@customElement('tw-identify')
export class TwIdentify extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        position: fixed;
        inset: 0;
        z-index: 20;
        display: grid;
        place-items: center;
        padding: var(--margin);
        background: var(--ink);
        color: var(--on-ink);
        text-align: center;
      }
      p {
        font-family: var(--display);
        font-weight: 750;
        font-size: calc(190 * var(--u));
        line-height: 0.95;
        letter-spacing: -0.04em;
        overflow-wrap: anywhere;
      }
      small {
        display: block;
        margin-block-start: calc(40 * var(--u));
        font-size: calc(44 * var(--u));
      }
    `,
  ];

  @property() name = '';
  @property() store = '';

  override render(): TemplateResult {
    return html`<div role="status">
      <p><bdi>${this.name}</bdi></p>
      <small><bdi>${this.store}</bdi></small>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-identify': TwIdentify;
  }
}
