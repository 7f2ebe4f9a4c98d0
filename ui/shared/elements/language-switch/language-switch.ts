import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Language } from '../../../../broker/contract/settings.ts';
import { touch } from '../../connection/touch-event.ts';
import { AUTONYMS } from '../../i18n/speech.ts';
import type { Speech } from '../../i18n/speech.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { icon } from '../icon/icon.ts';
import { iconStyles } from '../icon/icon.styles.ts';
import '../button/button.ts';

const codeOf = (language: Language): string => (language === 'ar' ? 'ع' : language.toUpperCase());

/** The language of the session. Each one is written in its own words; the list opens upwards, in reach. */
@customElement('tw-language-switch')
export class TwLanguageSwitch extends LitElement {
  static override styles = [
    baseStyles,
    iconStyles,
    css`
      :host {
        display: block;
      }
      dialog {
        border: var(--hair) solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
        color: var(--ink);
        padding: calc(20 * var(--u));
        margin: 0;
        position: fixed;
        inset: auto;
        inset-block-end: calc(150 * var(--u));
        inset-inline-end: var(--margin);
        width: min(calc(720 * var(--u)), 100vw - 2 * var(--margin));
        max-height: 80vh;
      }
      dialog::backdrop {
        background: var(--scrim);
      }
      dialog[open] {
        animation: rise var(--fast) var(--ease);
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translateY(calc(16 * var(--u)));
        }
      }
      div {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: calc(12 * var(--u));
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) languages: readonly Language[] = [];
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  override render(): TemplateResult {
    const { language, words } = this.speech;
    return html`<tw-button
        pill
        variant="quiet"
        .label=${`${codeOf(language)}, ${words.language}: ${AUTONYMS[language]}`}
        @click=${() => this.dialog.showModal()}
        >${icon('globe')}${codeOf(language)}</tw-button
      >
      <dialog
        aria-label=${words.language}
        @click=${(event: Event) => event.target === this.dialog && this.dialog.close()}
      >
        <div>
          ${this.languages.map(
            (code) =>
              html`<tw-button
                lang=${code}
                variant=${code === language ? 'ink' : 'surface'}
                .pressed=${code === language ? 'true' : 'false'}
                @click=${() => this.choose(code)}
                >${AUTONYMS[code]}</tw-button
              >`,
          )}
        </div>
      </dialog>`;
  }

  private choose(language: Language): void {
    this.dialog.close();
    touch(this, { action: 'set_language', language });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-language-switch': TwLanguageSwitch;
  }
}
