import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { KioskSummary } from '../../../broker/contract/http.ts';
import { CommandController } from '../data/command-controller.ts';
import { openIncidents } from '../data/fleet.ts';
import { readable } from '../data/names.ts';
import { ago, at } from '../data/time.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { texts } from '../texts.ts';
import { remedyOf } from '../uplink/remedies.ts';
import { kioskStyles } from './kiosk-panel.styles.ts';
import { when } from './when.ts';
import '../uplink/uplink-panel.ts';
import './device-list.ts';
import './display-row.ts';

/** One kiosk: where it is, whether it answers, its displays, devices, problems and the proof of its events. */
@customElement('tw-kiosk')
export class TwKiosk extends LitElement {
  static override styles = [...deskStyles, kioskStyles];

  @property({ attribute: false }) kiosk!: KioskSummary;
  @property({ attribute: false }) name = '';
  /** Version of the catalogue at the hub. */
  @property({ attribute: false }) catalogue = '';
  @property({ attribute: false }) now!: Date;
  /** Starts as one line. */
  @property({ type: Boolean }) folded = false;
  @property({ type: Boolean, reflect: true }) foldable = false;
  /** What the reader of the page decided, over `folded`. */
  @state() private unfolded: boolean | null = null;

  readonly #sync = new CommandController(this);

  override render(): TemplateResult {
    const open = this.unfolded ?? !this.folded;
    return html`<article aria-labelledby="name">
      ${this.#renderHead(open)} ${open ? this.#renderBody() : nothing}
    </article>`;
  }

  #renderHead(open: boolean): TemplateResult {
    const { kiosk } = this;
    const since = at(new Date(kiosk.since), this.now);
    return html`<header>
      <h2 class="title" id="name">
        ${
          this.foldable
            ? html`<button
                type="button"
                aria-expanded=${open ? 'true' : 'false'}
                @click=${() => (this.unfolded = !open)}
              >
                ${this.name}
              </button>`
            : this.name
        }
      </h2>
      <p class="said presence">
        ${mark(kiosk.online ? 'go' : 'off')}
        <span
          >${when(kiosk.since, kiosk.online ? texts.kiosk.online(since) : texts.kiosk.offline(since))}
          <span class="quiet">${this.#presenceNote()}</span></span
        >
      </p>
      ${open ? this.#renderSync() : nothing}
    </header>`;
  }

  #presenceNote(): string | TemplateResult {
    const { kiosk } = this;
    if (!kiosk.online)
      return when(kiosk.lastSeen, texts.kiosk.lastHeard(ago(new Date(kiosk.lastSeen), this.now)));
    return kiosk.version === '' ? '' : texts.kiosk.version(kiosk.version);
  }

  #renderSync(): TemplateResult {
    const { outcome } = this.#sync;
    return html`<div class="sync">
      <span class="said small" role="status"
        >${outcome === null ? nothing : html`${mark(outcome.mark)}${outcome.text}`}</span
      >
      <button
        class="control"
        type="button"
        title=${texts.command.syncHint}
        ?disabled=${!this.kiosk.online || this.#sync.busy}
        @click=${() => void this.#sync.send(this.kiosk.id, { name: 'sync' })}
      >
        ${texts.command.sync}
      </button>
    </div>`;
  }

  #renderBody(): TemplateResult {
    const { kiosk } = this;
    const incidents = openIncidents(kiosk);
    return html`
      ${kiosk.online ? nothing : html`<p class="quiet note">${texts.kiosk.offlineHint}</p>`}
      <div class="parts">
        ${incidents.length === 0 ? nothing : part(texts.kiosk.incidents, this.#renderIncidents())}
        ${part(texts.kiosk.displays, this.#renderDisplays())}
        ${part(
          texts.kiosk.devices,
          html`<tw-devices
            .explained=${incidents.map(({ code }) => code)}
            .devices=${kiosk.devices}
            .known=${kiosk.online}
            .now=${this.now}
          ></tw-devices>`,
        )}
        ${part(texts.kiosk.deliveries, html`<tw-uplink .kiosk=${kiosk} .now=${this.now}></tw-uplink>`)}
        ${part(texts.catalogue, html`<p>${this.#catalogueState()}</p>`)}
      </div>
    `;
  }

  #renderIncidents(): TemplateResult {
    return html`<ul class="incidents">
      ${openIncidents(this.kiosk).map(
        (incident) =>
          html`<li class="said">
            ${mark('warn')}
            <span
              >${readable(incident.message, this.kiosk.devices)}
              ${when(incident.openedAt, texts.kiosk.openSince(at(new Date(incident.openedAt), this.now)))}
              <span class="quiet remedy">${this.#remedy(incident.code)}</span></span
            >
          </li>`,
      )}
    </ul>`;
  }

  /** The device that reports the same code knows what helps. */
  #remedy(code: string): string {
    return this.kiosk.devices.find((device) => device.code === code)?.remedy ?? remedyOf(code);
  }

  #renderDisplays(): TemplateResult {
    const { kiosk } = this;
    if (kiosk.displays.length === 0) return html`<p class="quiet">${texts.kiosk.noDisplays}</p>`;
    return html`<ul class="displays">
      ${repeat(
        kiosk.displays,
        ({ id }) => id,
        (display) =>
          html`<li>
            <tw-display-row
              .kiosk=${kiosk}
              .display=${display}
              .view=${kiosk.settings.find((view) => view.display === display.id) ?? null}
            ></tw-display-row>
          </li>`,
      )}
    </ul>`;
  }

  #catalogueState(): TemplateResult {
    const have = this.kiosk.catalogue;
    if (have === '') return html`<span class="said">${mark('wait')}${texts.kiosk.catalogueNone}</span>`;
    return have === this.catalogue
      ? html`<span class="said">${mark('go')}${texts.kiosk.catalogueCurrent}</span>`
      : html`<span class="said">${mark('wait')}${texts.kiosk.catalogueOld}</span>`;
  }
}

function part(title: string, content: TemplateResult): TemplateResult {
  return html`<section>
    <h3 class="quiet">${title}</h3>
    <div>${content}</div>
  </section>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-kiosk': TwKiosk;
  }
}
