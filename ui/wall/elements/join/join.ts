import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { JoinView } from '../../../../broker/contract/screen.ts';
import { touch } from '../../../shared/connection/touch-event.ts';
import { icon } from '../../../shared/elements/icon/icon.ts';
import { iconStyles } from '../../../shared/elements/icon/icon.styles.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import { typeStyles } from '../../../shared/theme/type.styles.ts';
import { joinStyles } from './join.styles.ts';
import { qrCode } from './qr.ts';
import '../../../shared/elements/button/button.ts';

/** Below it the colour says that the code is nearly over, beside the number. */
const SOON_SECONDS = 30;

/** Recognition by phone: the QR code, the short code that both sides show, and how long it is good. */
@customElement('tw-join')
export class TwJoin extends LitElement {
  static override styles = [baseStyles, typeStyles, iconStyles, joinStyles];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) view!: JoinView;
  /** Name of the display, as the phone calls it. */
  @property() name = '';
  @property() storeName = '';
  @state() private left = 0;
  #deadline = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#tick(), 500);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    this.#deadline = performance.now() + this.view.secondsLeft * 1000;
    this.left = this.view.secondsLeft;
  }

  override render(): TemplateResult {
    const place = [this.storeName, this.name].filter((part) => part !== '');
    return html`<main tabindex="-1">
      <p class="place small">${place.map((part, index) => html`${index ? ' · ' : ''}<bdi>${part}</bdi>`)}</p>
      ${this.view.status === 'waiting' ? this.#renderCode() : this.#renderStill()}
    </main>`;
  }

  #renderCode(): TemplateResult {
    const { words } = this.speech;
    return html`<div class="intro">
        <h1 class="display" tabindex="-1">${words.joinTitle}</h1>
        <p class="lead quiet">${words.joinBody}</p>
      </div>
      <div class="sheet">${qrCode(this.view.uri, words.joinTitle)}</div>
      ${this.#renderFacts()}
      <p class="foot">${words.joinPrivacy}</p>`;
  }

  #renderFacts(): TemplateResult {
    const { words } = this.speech;
    const { code } = this.view;
    const [first = '', second = ''] = code.split('-');
    return html`<dl>
      <div>
        <dt>${words.joinCode}</dt>
        <dd aria-label=${code.split('').join(' ')}><bdi dir="ltr">${first}<i>-</i>${second}</bdi></dd>
      </div>
      <div>
        <dt>${words.joinLeft}</dt>
        <dd ?data-soon=${this.left < SOON_SECONDS}><bdi dir="ltr">${clock(this.left)}</bdi></dd>
      </div>
    </dl>`;
  }

  #renderStill(): TemplateResult {
    const { words } = this.speech;
    const { status } = this.view;
    const { title, body } = words.joinStates[status === 'waiting' ? 'asking' : status];
    const again = status !== 'asking' && status !== 'opened';
    return html`<div class="still" role="status">
      <h1 class="display" tabindex="-1">${title}</h1>
      <p class="lead quiet">${body}</p>
      ${status === 'opened' ? this.#renderFacts() : nothing}
      ${
        again
          ? html`<div class="do">
              <tw-button pill variant="ink" @click=${() => touch(this, { action: 'show_join' })}
                >${icon('phone')}${words.joinNew}</tw-button
              >
            </div>`
          : nothing
      }
    </div>`;
  }

  #tick(): void {
    this.left = Math.max(0, Math.ceil((this.#deadline - performance.now()) / 1000));
  }
}

/** `4:05` */
function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-join': TwJoin;
  }
}
