import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Authenticity } from '../../../../broker/contract/screen.ts';
import type { Speech } from '../../i18n/speech.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { icon } from '../icon/icon.ts';
import { iconStyles } from '../icon/icon.styles.ts';

/** Whether the tag that was tapped is genuine. It comes a moment after the product, so that it takes nobody's place. */
@customElement('tw-tag-mark')
export class TwTagMark extends LitElement {
  static override styles = [
    baseStyles,
    iconStyles,
    css`
      :host {
        display: inline-flex;
      }
      span {
        display: inline-flex;
        align-items: center;
        gap: 0.3em;
      }
      .genuine {
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  /** Null: nothing is known, or the answer is not there yet. */
  @property({ attribute: false }) authenticity: Authenticity | null = null;

  override render(): TemplateResult {
    return html`<span role="status">${this.#words()}</span>`;
  }

  #words(): TemplateResult | typeof nothing {
    const { words } = this.speech;
    if (this.authenticity === null) return nothing;
    if (this.authenticity === 'unchecked') return html`<span>${words.tagUnchecked}</span>`;
    return html`<span class="genuine">${icon('check')}${words.tagGenuine}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-tag-mark': TwTagMark;
  }
}
