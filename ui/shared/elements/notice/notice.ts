import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../../theme/base.styles.ts';

/**
 * A quiet line that stays while something is true: a mark, words. Never an alert box.
 *
 * @slot - the words
 */
@customElement('tw-notice')
export class TwNotice extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: calc(14 * var(--u));
        padding: calc(14 * var(--u)) calc(26 * var(--u));
        border-radius: 999px;
        background: var(--ink);
        color: var(--on-ink);
        font-size: var(--type-small);
        font-weight: 500;
        line-height: 1.3;
      }
      :host([tone='quiet']) {
        background: var(--surface);
        color: var(--ink);
        border: var(--hair) solid var(--line);
      }
      i {
        flex: none;
        width: calc(14 * var(--u));
        height: calc(14 * var(--u));
        border-radius: 50%;
        border: calc(3 * var(--u)) solid currentColor;
      }
      :host([mark='go']) i {
        background: var(--on-ink-go);
        border-color: var(--on-ink-go);
      }
      :host([mark='warn']) i {
        border-color: var(--on-ink-warn);
      }
      :host([tone='quiet'][mark='go']) i {
        background: var(--go);
        border-color: var(--go);
      }
      :host([tone='quiet'][mark='warn']) i {
        border-color: var(--warn);
      }
    `,
  ];

  @property({ reflect: true }) tone: 'ink' | 'quiet' = 'ink';
  @property({ reflect: true }) mark: 'go' | 'warn' | 'none' = 'none';

  override render(): TemplateResult {
    return html`<i aria-hidden="true"></i><span><slot></slot></span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-notice': TwNotice;
  }
}
