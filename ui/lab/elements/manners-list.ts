import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LabState } from '../../../broker/contract/http.ts';
import type { DeviceState } from '../../../broker/contract/messages.ts';
import { deviceName } from '../data/things.ts';
import { labStyles } from '../styles/lab.styles.ts';
import { texts } from '../texts.ts';

/**
 * What each virtual device does wrong, and what the kiosk says of its health.
 *
 * @event tw-misbehave - detail: `{ id, how }`
 * @event tw-tidy - everything is to be as before opening time
 */
@customElement('tw-manners')
export class TwManners extends LitElement {
  static override styles = [
    ...labStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 1rem;
      }
      .head .control {
        margin-inline-start: auto;
      }
      ul {
        margin-top: 0.5rem;
        border-top: 1px solid var(--line);
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 4fr) minmax(0, 6fr);
        gap: 0.25rem 1.25rem;
        align-items: center;
        min-height: 3.25rem;
        padding: 0.375rem 0;
        border-bottom: 1px solid var(--line);
        line-height: 1.3;
      }
      select {
        width: 100%;
        min-height: 2.25rem;
        padding: 0.25rem 0.5rem;
        border: 1px solid var(--edge);
        border-radius: 0.5rem;
        background: var(--paper);
        color: var(--ink);
        font: inherit;
        font-size: var(--type-small);
      }
      select[data-bad] {
        border-color: var(--warn);
        font-weight: 600;
      }
      .ill {
        color: var(--warn);
        font-weight: 600;
      }
      .health span {
        display: block;
      }
      @container (max-width: 40rem) {
        li {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }
        .health {
          grid-column: 1 / -1;
        }
      }
      @media (pointer: coarse) {
        select {
          min-height: 2.75rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) lab!: LabState;

  override render(): TemplateResult {
    const { manners: words } = texts;
    return html`<section aria-labelledby="heading">
      <div class="head">
        <h2 class="part" id="heading">${words.heading}</h2>
        <p class="small quiet">${words.lead}</p>
        <button class="control" type="button" @click=${() => this.dispatchEvent(new CustomEvent('tw-tidy'))}>
          ${words.tidy}
        </button>
      </div>
      <ul>
        ${this.lab.devices.map((device) => this.#renderDevice(device))}
      </ul>
    </section>`;
  }

  #renderDevice(device: DeviceState): TemplateResult | typeof nothing {
    const manners = this.lab.manners[device.id];
    if (manners === undefined) return nothing;
    const name = deviceName(this.lab, device.id);
    return html`<li>
      <span class="strong">${name}</span>
      <select
        aria-label=${texts.manners.label(name)}
        ?data-bad=${manners.now !== 'none'}
        @change=${(event: Event) => this.#tell(device.id, (event.target as HTMLSelectElement).value)}
      >
        ${manners.known.map(
          (how) =>
            html`<option value=${how} .selected=${how === manners.now}>
              ${texts.manners.how[how] ?? how}
            </option>`,
        )}
      </select>
      ${this.#renderHealth(device)}
    </li>`;
  }

  #renderHealth({ status, message, remedy }: DeviceState): TemplateResult {
    if (status === 'connected') return html`<span class="health small quiet">${texts.manners.well}</span>`;
    return html`<span class="health small"
      ><span class="ill">${message ?? texts.cables.status[status]}</span
      >${remedy === undefined ? nothing : html`<span class="quiet">${remedy}</span>`}</span
    >`;
  }

  #tell(id: string, how: string): void {
    this.dispatchEvent(new CustomEvent('tw-misbehave', { detail: { id, how } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-manners': TwManners;
  }
}
