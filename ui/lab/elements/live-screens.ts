import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LabState } from '../../../broker/contract/http.ts';
import { labStyles } from '../styles/lab.styles.ts';
import { texts } from '../texts.ts';
import './live-screen.ts';

type Display = LabState['displays'][number];

/**
 * The screens of the kiosk: side by side where there is room, otherwise one at a time. All of them stay loaded.
 *
 * @event tw-show - detail: id of the display to show
 */
@customElement('tw-live-screens')
export class TwLiveScreens extends LitElement {
  static override styles = [
    ...labStyles,
    css`
      :host {
        display: block;
        /* As high as the window allows; never wider than a totem needs. */
        --screen: min(24.5rem, (100vh - 8.5rem) * 0.5625);
      }
      .screens {
        display: flex;
        gap: 1.5rem;
      }
      tw-live-screen {
        width: calc(var(--screen) + 1rem);
      }
      fieldset {
        display: flex;
        gap: 0.375rem;
        margin: 0 0 0.75rem;
        padding: 0;
        border: 0;
      }
      label {
        position: relative;
      }
      input {
        position: absolute;
        inset: 0;
        margin: 0;
        opacity: 0;
        cursor: pointer;
      }
      label span {
        display: flex;
        align-items: center;
        min-height: 2.25rem;
        padding: 0 1rem;
        border: 1px solid var(--line);
        border-radius: 99px;
        font-size: var(--type-small);
        font-weight: 600;
      }
      input:checked + span {
        background: var(--ink);
        border-color: var(--ink);
        color: var(--on-ink);
      }
      input:focus-visible + span {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }
      @media (max-width: 99.99rem) {
        tw-live-screen:not([shown]) {
          display: none;
        }
      }
      @media (min-width: 100rem) {
        fieldset {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) displays: readonly Display[] = [];
  @property() shown = '';

  override render(): TemplateResult {
    const shown = this.displays.find(({ id }) => id === this.shown) ?? this.displays[0];
    return html`<section aria-labelledby="heading">
      <h2 class="spoken" id="heading">${texts.screens.heading}</h2>
      ${this.displays.length > 1 ? this.#renderChoice(shown?.id) : nothing}
      <div class="screens">
        ${repeat(
          this.displays,
          ({ id }) => id,
          (display) =>
            html`<tw-live-screen
              name=${display.name}
              path=${pathOf(display)}
              ?shown=${display.id === shown?.id}
            ></tw-live-screen>`,
        )}
      </div>
    </section>`;
  }

  #renderChoice(shown: string | undefined): TemplateResult {
    return html`<fieldset>
      <legend class="spoken">${texts.screens.choose}</legend>
      ${this.displays.map(
        ({ id, name }) =>
          html`<label>
            <input type="radio" name="screen" .checked=${id === shown} @change=${() => this.#show(id)} /><span
              >${name}</span
            >
          </label>`,
      )}
    </fieldset>`;
  }

  #show(id: string): void {
    this.dispatchEvent(new CustomEvent('tw-show', { detail: id }));
  }
}

/** The first display of a kind is at its kind's own address; any other is named. */
function pathOf({ id, kind }: Display): string {
  return id === kind ? `/${kind}` : `/${kind}?display=${encodeURIComponent(id)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-live-screens': TwLiveScreens;
  }
}
