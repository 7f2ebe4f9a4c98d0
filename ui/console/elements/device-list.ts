import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceState } from '../../../broker/contract/messages.ts';
import { deviceName } from '../data/names.ts';
import { at } from '../data/time.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark, type MarkName } from '../styles/mark.ts';
import { texts } from '../texts.ts';
import { when } from './when.ts';

const MARKS: Record<DeviceState['status'], MarkName> = {
  connected: 'go',
  starting: 'wait',
  searching: 'warn',
  failed: 'warn',
  stopped: 'idle',
};

/** Readers and sensors of a kiosk: what works, and what helps where one does not. */
@customElement('tw-devices')
export class TwDevices extends LitElement {
  static override styles = [
    ...deskStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      ul {
        display: grid;
        gap: 0.5rem;
      }
      li {
        display: grid;
        grid-template-columns: var(--name-column) minmax(0, 1fr) auto;
        gap: 0 1rem;
        align-items: baseline;
        overflow-wrap: anywhere;
      }
      .help {
        grid-column: 2 / -1;
      }
      @container (max-width: 30rem) {
        li {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1.2fr);
        }
        time {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) devices: readonly DeviceState[] = [];
  /** Codes that an open problem explains already. */
  @property({ attribute: false }) explained: readonly string[] = [];
  /** False while the kiosk is offline: what it said last is no longer known to be true. */
  @property({ attribute: false }) known = true;
  @property({ attribute: false }) now!: Date;

  override render(): TemplateResult {
    if (this.devices.length === 0) return html`<p class="quiet">${texts.kiosk.noDevices}</p>`;
    return html`<ul>
      ${this.devices.map((device) => this.#renderDevice(device))}
    </ul>`;
  }

  #renderDevice(device: DeviceState): TemplateResult {
    const state = this.known ? texts.device.status[device.status] : texts.device.unknown;
    const explained = device.code !== undefined && this.explained.includes(device.code);
    const help =
      this.known && !explained ? [device.message, device.remedy].filter((text) => text !== undefined) : [];
    return html`<li>
      <span title=${device.driver}
        >${deviceName(device.id)}${
          device.virtual ? html` <span class="small quiet">${texts.device.virtual}</span>` : nothing
        }</span
      >
      <span class="said">${mark(this.known ? MARKS[device.status] : 'off')}${state}</span>
      <span class="small quiet">
        ${this.known ? when(device.since, texts.device.since(at(new Date(device.since), this.now))) : nothing}
      </span>
      ${help.length === 0 ? nothing : html`<span class="help small quiet">${help.join(' ')}</span>`}
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-devices': TwDevices;
  }
}
