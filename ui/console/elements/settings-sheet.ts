import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { DisplaySettingsView, KioskSummary } from '../../../broker/contract/http.ts';
import { CommandController } from '../data/command-controller.ts';
import type { SettingField } from '../data/setting-fields.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import { texts } from '../texts.ts';
import './settings-form.ts';

/**
 * The settings of one display, on a sheet beside the page.
 *
 * @event tw-close - it was closed; the focus is back where it was
 */
@customElement('tw-settings-sheet')
export class TwSettingsSheet extends LitElement {
  static override styles = [
    ...deskStyles,
    sheetStyles,
    css`
      .which {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.5rem;
      }
      .which .control {
        margin-inline-start: -0.5rem;
      }
    `,
  ];

  @property({ attribute: false }) kiosk!: KioskSummary;
  @property({ attribute: false }) view!: DisplaySettingsView;
  @property({ attribute: false }) fields: readonly SettingField[] = [];
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  readonly #identify = new CommandController(this);

  override render(): TemplateResult {
    const { kiosk, view } = this;
    const { outcome } = this.#identify;
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @click=${this.#clicked}>
      <div class="head">
        <h2 class="title" id="title">${view.name}</h2>
        <button class="control" type="button" @click=${() => this.dialog.close()}>
          ${texts.settings.close}
        </button>
        <p class="quiet">${texts.screen[view.kind]}, ${kiosk.storeName}</p>
        <p class="which small">
          <span class="quiet">${texts.settings.onGlass}</span>
          <button
            class="control plain"
            type="button"
            ?disabled=${!kiosk.online || this.#identify.busy}
            @click=${() => void this.#identify.send(kiosk.id, { name: 'identify', display: view.display })}
          >
            ${texts.command.identifyHint(view.name)}
          </button>
          <span class="said" role="status"
            >${outcome === null ? nothing : html`${mark(outcome.mark)}${outcome.text}`}</span
          >
        </p>
      </div>
      <tw-settings-form .kiosk=${kiosk} .view=${view} .fields=${this.fields}></tw-settings-form>
    </dialog>`;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  readonly #closed = (): void => {
    this.dispatchEvent(new CustomEvent('tw-close'));
  };

  /** A click beside the sheet lands on the dialog itself. */
  readonly #clicked = (event: MouseEvent): void => {
    const { left } = this.dialog.getBoundingClientRect();
    if (event.composedPath()[0] === this.dialog && event.clientX < left) this.dialog.close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-settings-sheet': TwSettingsSheet;
  }
}
