import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { pairingTexts as texts } from './pairing-texts.ts';
import { isWhole, strangers, tidyCode } from './user-code.ts';

/**
 * Where the code of a display is typed, as people type.
 *
 * @event tw-code - a whole code was typed; the detail is `WDJB-MJHT`
 */
@customElement('tw-code-field')
export class TwCodeField extends LitElement {
  static override styles = [
    ...deskStyles,
    css`
      :host {
        display: grid;
        gap: 0.5rem;
        padding-bottom: 1.5rem;
      }
      .field {
        min-height: 4rem;
        font-family: var(--display);
        font-weight: 700;
        font-size: clamp(1.75rem, 9vw, 2.25rem);
        letter-spacing: 0.06em;
        text-transform: uppercase;
      }
      .field::placeholder {
        color: var(--edge);
        font-weight: 400;
        opacity: 1;
      }
      [role='status']:empty {
        display: none;
      }
    `,
  ];

  /** Nobody waits with the code that was typed. */
  @property({ attribute: false }) unknown = false;
  @property({ attribute: false }) looking = false;
  @state() private code = '';
  @query('input') private readonly input!: HTMLInputElement;

  override render(): TemplateResult {
    const problem = this.#problem();
    return html`<label class="strong" for="code">${texts.code}</label>
      <input
        class="field"
        id="code"
        autocomplete="off"
        autocapitalize="characters"
        autocorrect="off"
        spellcheck="false"
        inputmode="text"
        maxlength="32"
        placeholder="WDJB-MJHT"
        aria-describedby="hint problem"
        aria-invalid=${problem === '' ? 'false' : 'true'}
        .value=${this.code}
        @input=${this.#typed}
      />
      <p class="small quiet" id="hint">${texts.codeHint}</p>
      <p class="small said" id="problem" role="status">
        ${
          problem === ''
            ? this.looking
              ? html`${mark('wait')}${texts.looking}`
              : nothing
            : html`${mark('warn')}<span>${problem}</span>`
        }
      </p>`;
  }

  override focus(): void {
    this.input.focus();
  }

  #problem(): string {
    const wrong = strangers(this.code);
    if (wrong.length > 0) return texts.strange(wrong.join(', '));
    return this.unknown && isWhole(this.code) ? texts.unknown : '';
  }

  readonly #typed = (): void => {
    const { value, selectionStart } = this.input;
    const isAtEnd = selectionStart === value.length;
    this.code = tidyCode(value);
    this.input.value = this.code;
    // Somebody who mends a letter in the middle goes on there.
    if (!isAtEnd && selectionStart !== null) this.input.setSelectionRange(selectionStart, selectionStart);
    if (isWhole(this.code)) this.dispatchEvent(new CustomEvent('tw-code', { detail: this.code }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-code-field': TwCodeField;
  }
}
