import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LabState } from '../../../broker/contract/http.ts';
import type { DeviceState } from '../../../broker/contract/messages.ts';
import { deviceName } from '../data/things.ts';
import { plug, plugStyles } from '../drawings/plug.ts';
import { labStyles } from '../styles/lab.styles.ts';
import { texts } from '../texts.ts';

/**
 * The back of the kiosk: its network cable and those of its readers and sensors, to pull and to plug.
 *
 * @event tw-network - detail: whether the network is to be there
 * @event tw-device - detail: `{ id, plugged }`
 */
@customElement('tw-cables')
export class TwCables extends LitElement {
  static override styles = [
    ...labStyles,
    plugStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr));
        column-gap: 2rem;
        margin-top: 0.5rem;
        border-top: 1px solid var(--line);
      }
      li {
        border-bottom: 1px solid var(--line);
      }
      button,
      .real {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        width: 100%;
        min-height: 2.75rem;
        padding: 0.25rem 0;
      }
      button:hover {
        background: var(--deep);
      }
      .words {
        flex: 1;
        min-width: 0;
        line-height: 1.25;
        overflow-wrap: anywhere;
      }
      .words .small {
        display: block;
      }
      .out {
        color: var(--warn);
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) lab!: LabState;

  override render(): TemplateResult {
    const { lab } = this;
    const { cables } = texts;
    const up = lab.network === 'up';
    const waiting = lab.outboxDepth === 0 ? cables.noneWaiting : cables.waiting(lab.outboxDepth);
    return html`<section aria-labelledby="heading">
      <h2 class="part" id="heading">${cables.heading}</h2>
      <ul>
        <li>
          <button
            type="button"
            role="switch"
            aria-checked=${up ? 'true' : 'false'}
            aria-labelledby="network"
            aria-describedby="network-state"
            ?data-out=${!up}
            @click=${() => this.#tell('tw-network', !up)}
          >
            ${plug()}
            <span class="words"
              ><span id="network" class="strong">${cables.network}</span
              ><span id="network-state" class="small"
                ><span class=${up ? 'quiet' : 'out'}>${up ? cables.online : cables.offline}</span>
                ${waiting}</span
              ></span
            >
          </button>
        </li>
        ${lab.devices.map((device) => html`<li>${this.#renderDevice(device)}</li>`)}
      </ul>
      <p class="spoken" role="status">${up ? cables.online : `${cables.offline} ${waiting}`}</p>
    </section>`;
  }

  #renderDevice(device: DeviceState): TemplateResult {
    const words = html`<span class="words"
      ><span class="strong">${deviceName(this.lab, device.id)}</span
      ><span class="small"
        ><span class=${isOut(device) ? 'out' : 'quiet'}>${texts.cables.status[device.status]}</span>${
          device.virtual ? nothing : html` <span class="quiet">(${texts.cables.real})</span>`
        }</span
      ></span
    >`;
    if (!device.virtual) return html`<div class="real" ?data-out=${isOut(device)}>${plug()}${words}</div>`;
    const plugged = !isOut(device);
    return html`<button
      type="button"
      role="switch"
      aria-checked=${plugged ? 'true' : 'false'}
      ?data-out=${!plugged}
      @click=${() => this.#tell('tw-device', { id: device.id, plugged: !plugged })}
    >
      ${plug()}${words}
    </button>`;
  }

  #tell(name: 'tw-network' | 'tw-device', detail: boolean | { id: string; plugged: boolean }): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function isOut(device: DeviceState): boolean {
  return device.status !== 'connected' && device.status !== 'starting';
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-cables': TwCables;
  }
}
