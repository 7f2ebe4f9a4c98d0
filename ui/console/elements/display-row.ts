import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DisplaySettingsView, KioskSummary } from '../../../broker/contract/http.ts';
import type { DisplayState } from '../../../broker/contract/messages.ts';
import { CommandController } from '../data/command-controller.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark, type MarkName } from '../styles/mark.ts';
import { texts } from '../texts.ts';

/**
 * One display: whether it invites or is in use, whether its settings are in force, and what can be asked of it.
 *
 * @event tw-settings - `{ kiosk, display }` when its settings are to be opened
 */
@customElement('tw-display-row')
export class TwDisplayRow extends LitElement {
  static override styles = [
    ...deskStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .row {
        display: grid;
        grid-template-columns: var(--name-column) minmax(0, 1fr) auto;
        gap: 0.25rem 1rem;
        align-items: start;
      }
      .name {
        overflow-wrap: anywhere;
      }
      .actions {
        display: flex;
        gap: 0.5rem;
      }
      .outcome {
        margin-top: 0.5rem;
      }
      .states {
        display: grid;
      }
      @container (max-width: 30rem) {
        .row {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1.2fr);
        }
        .actions {
          grid-column: 1 / -1;
          margin-top: 0.5rem;
        }
      }
      @container (max-width: 22rem) {
        .row {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) kiosk!: KioskSummary;
  @property({ attribute: false }) display!: DisplayState;
  @property({ attribute: false }) view: DisplaySettingsView | null = null;

  readonly #command = new CommandController(this);

  override render(): TemplateResult {
    const { display, view } = this;
    const screen = screenState(this.kiosk.online, display);
    const { outcome } = this.#command;
    return html`<div class="row">
        <p class="name">
          <span class="strong">${display.name}</span><br /><span class="small quiet"
            >${texts.screen[display.kind]}</span
          >
        </p>
        <div class="states">
          <p class="said">${mark(screen.mark)}<span>${screen.text}</span></p>
          ${view === null ? nothing : html`<p class="said small quiet">${settingsState(view)}</p>`}
        </div>
        <div class="actions">
          ${this.#renderCommand('identify', texts.command.identifyHint(display.name))}
          ${this.#renderCommand('reload', texts.command.reloadHint(display.name))}
          ${view === null ? nothing : this.#renderSettings()}
        </div>
      </div>
      <div role="status">
        ${outcome === null ? nothing : html`<p class="outcome said small">${mark(outcome.mark)}${outcome.text}</p>`}
      </div>`;
  }

  #renderCommand(name: 'identify' | 'reload', hint: string): TemplateResult {
    return html`<button
      class="control"
      type="button"
      title=${hint}
      aria-label=${`${texts.command[name]} ${this.display.name}`}
      ?disabled=${!this.kiosk.online || this.#command.busy}
      @click=${() => void this.#command.send(this.kiosk.id, { name, display: this.display.id })}
    >
      ${texts.command[name]}
    </button>`;
  }

  #renderSettings(): TemplateResult {
    return html`<button
      class="control"
      type="button"
      aria-haspopup="dialog"
      aria-label=${texts.settings.openHint(this.display.name)}
      @click=${this.#open}
    >
      ${texts.settings.open}
    </button>`;
  }

  readonly #open = (): void => {
    const detail = { kiosk: this.kiosk.id, display: this.display.id };
    this.dispatchEvent(new CustomEvent('tw-settings', { detail, bubbles: true, composed: true }));
  };
}

/** In use or not: a manager never sees what a shopper looks at. */
function screenState(online: boolean, display: DisplayState): { mark: MarkName; text: string } {
  if (!online) return { mark: 'off', text: texts.screen.unknown };
  if (display.browsers === 0) return { mark: 'warn', text: texts.screen.closed };
  const where = display.browsers === 1 ? '' : `, ${texts.screen.screens(display.browsers)}`;
  return display.screen === 'attract'
    ? { mark: 'go', text: `${texts.screen.attract}${where}` }
    : { mark: 'busy', text: `${texts.screen.inUse}${where}` };
}

function settingsState(view: DisplaySettingsView): TemplateResult {
  const marks: Record<DisplaySettingsView['state'], MarkName> = {
    in_force: 'go',
    pending: 'wait',
    refused: 'warn',
  };
  return html`${view.state === 'in_force' ? nothing : mark(marks[view.state])}<span
      >${texts.settings.summary[view.state]}</span
    >`;
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-display-row': TwDisplayRow;
  }
}
