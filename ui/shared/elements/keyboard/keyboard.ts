import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Language } from '../../../../broker/contract/settings.ts';
import type { Speech } from '../../i18n/speech.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { icon } from '../icon/icon.ts';
import { iconStyles } from '../icon/icon.styles.ts';
import { otherLayout, rowsOf } from './layouts.ts';

const otherLetters = (layout: Language): string => (layout === 'ar' ? 'abc' : 'أبج');

/**
 * Our own keyboard, in the page: the system's would cover the results and offer a way out of the kiosk.
 *
 * @event tw-type - detail: the whole text after the key
 * @event tw-enter - the shopper wants to see the results
 */
@customElement('tw-keyboard')
export class TwKeyboard extends LitElement {
  static override styles = [
    baseStyles,
    iconStyles,
    css`
      :host {
        display: block;
        padding: calc(16 * var(--u)) var(--margin) 0;
      }
      .rows {
        display: grid;
        gap: calc(9 * var(--u));
        direction: ltr;
      }
      .row {
        display: flex;
        justify-content: center;
        gap: calc(9 * var(--u));
      }
      button {
        flex: 1 1 0;
        max-width: calc(100% / 10);
        min-width: calc(60 * var(--u));
        height: calc(84 * var(--u));
        display: grid;
        place-items: center;
        border-radius: calc(16 * var(--u));
        background: var(--surface);
        border: var(--hair) solid var(--line);
        font-size: calc(1.15 * var(--type-text));
        font-weight: 500;
        text-align: center;
      }
      button:active {
        background: var(--ink);
        color: var(--on-ink);
      }
      .tight {
        gap: calc(6 * var(--u));
      }
      .soft {
        background: transparent;
        color: var(--quiet);
        height: calc(72 * var(--u));
      }
      .tool {
        flex: 1.4 1 0;
        max-width: none;
        font-size: var(--type-small);
        background: var(--deep);
        border-color: transparent;
      }
      .space {
        flex: 5 1 0;
        max-width: none;
        font-size: var(--type-small);
        color: var(--quiet);
      }
      .show {
        flex: 2.4 1 0;
        max-width: none;
        background: var(--ink);
        color: var(--on-ink);
        font-size: var(--type-text);
        font-weight: 600;
      }
      @media (orientation: landscape) {
        button {
          height: calc(72 * var(--u));
        }
        .soft {
          height: calc(62 * var(--u));
        }
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property() value = '';
  @property({ attribute: false }) languages: readonly Language[] = [];
  @state() private layout: Language | null = null;

  override render(): TemplateResult {
    const { words, language } = this.speech;
    const layout = this.layout ?? language;
    const canSwitch = language === 'ar' || this.languages.includes('ar');
    return html`<div class="rows" role="group" aria-label=${words.keyboard} lang=${layout}>
      ${rowsOf(layout).map(
        (row, index) =>
          html`<div class="row ${row.length > 10 ? 'tight' : ''}">
            ${row.map(
              (letter) =>
                html`<button
                  type="button"
                  class=${index > 2 ? 'soft' : ''}
                  @click=${() => this.type(this.value + letter)}
                >
                  ${letter}
                </button>`,
            )}
          </div>`,
      )}
      <div class="row">
        ${
          canSwitch
            ? html`<button
                type="button"
                class="tool"
                aria-label=${`${otherLetters(layout)}, ${words.keyOtherLetters}`}
                @click=${() => (this.layout = otherLayout(language, layout))}
              >
                ${otherLetters(layout)}
              </button>`
            : ''
        }
        <button type="button" class="tool" @click=${() => this.type('')}>${words.keyClear}</button>
        <button type="button" class="space" @click=${() => this.type(`${this.value} `)}>
          ${words.keySpace}
        </button>
        <button
          type="button"
          class="tool"
          aria-label=${words.keyDelete}
          @click=${() => this.type(Array.from(this.value).slice(0, -1).join(''))}
        >
          ${icon('backspace')}
        </button>
        <button type="button" class="show" @click=${() => this.dispatchEvent(new CustomEvent('tw-enter'))}>
          ${words.keyShow}
        </button>
      </div>
    </div>`;
  }

  private type(text: string): void {
    this.dispatchEvent(new CustomEvent<string>('tw-type', { detail: text.trimStart().slice(0, 60) }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-keyboard': TwKeyboard;
  }
  interface HTMLElementEventMap {
    'tw-type': CustomEvent<string>;
  }
}
