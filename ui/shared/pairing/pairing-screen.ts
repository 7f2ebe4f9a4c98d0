import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PairingView } from '../../../broker/contract/pairing-screen.ts';
import type { Language } from '../../../broker/contract/settings.ts';
import type { Speech } from '../i18n/speech.ts';
import { isolate } from '../i18n/isolate.ts';
import { baseStyles } from '../theme/base.styles.ts';
import { typeStyles } from '../theme/type.styles.ts';
import { pairingStyles } from './pairing-screen.styles.ts';
import { pairingWords, type PairingWords } from './pairing-words.ts';
import '../elements/bar/bar.ts';
import '../elements/notice/notice.ts';

/** Below it the colour says that the code is nearly over, beside the number. */
const SOON_SECONDS = 60;

/** A display whose kiosk has no place yet: the code, where to enter it, and what must agree. For the team, not for shoppers. */
@customElement('tw-pairing-screen')
export class TwPairingScreen extends LitElement {
  static override styles = [baseStyles, typeStyles, pairingStyles];

  @property({ attribute: false }) view!: PairingView;
  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) languages: readonly Language[] = [];
  /** Name of the display. */
  @property({ attribute: false }) name = '';
  /** The kiosk's own service does not answer this page. */
  @property({ attribute: false }) lost = false;
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
    const words = pairingWords(this.speech.language);
    return html`<div class="frame">
      <main tabindex="0">
        <p class="place small"><bdi>${this.name}</bdi></p>
        ${this.view.step === 'code' ? this.#renderCode(words) : this.#renderSentence(words)}
        <div class="notes" role="status">${this.#renderNote(words)}</div>
      </main>
      <tw-bar
        .speech=${this.speech}
        .languages=${this.languages}
        .first=${'none'}
        .help=${false}
        .finish=${false}
      ></tw-bar>
    </div>`;
  }

  #renderCode(words: PairingWords): TemplateResult {
    const { userCode, check, address } = this.view;
    const [first = '', second = ''] = userCode.split('-');
    return html`<div class="intro">
        <h1 class="display" tabindex="-1">${words.title}</h1>
        <p class="lead quiet">${words.how}</p>
      </div>
      <p class="code" aria-label="${words.code}: ${userCode.split('').join(' ')}" role="img">
        <span>${first}<i>-</i></span
        ><span>${second}</span>
      </p>
      <dl>
        <div>
          <dt>${words.address}</dt>
          <dd><bdi dir="ltr">${address.replace(/^https?:\/\//u, '')}</bdi></dd>
        </div>
        <div class="half">
          <dt>${words.check}</dt>
          <dd class="number"><bdi dir="ltr">${check.slice(0, 3)} ${check.slice(3)}</bdi></dd>
          <dd class="quiet">${words.checkHint}</dd>
        </div>
        <div class="half">
          <dt>${words.valid}</dt>
          <dd class="number" ?data-soon=${this.left < SOON_SECONDS}>
            <bdi dir="ltr">${clock(this.left)}</bdi>
          </dd>
        </div>
        <div>
          <dt>${words.store}</dt>
          <dd><bdi>${this.#store(words)}</bdi></dd>
        </div>
      </dl>`;
  }

  #renderSentence(words: PairingWords): TemplateResult {
    const { step, problem, storeName, storeCode, hub } = this.view;
    if (step === 'paired') return sentence(words.pairedTitle, words.paired(isolate(storeName || storeCode)));
    if (step === 'asking' || problem === null) return sentence(words.askingTitle, words.asking);
    return html`<div class="away">
      <h1 class="display" tabindex="-1">${words.awayTitle}</h1>
      <p class="lead">${words.problems[problem]}</p>
      <p class="lead quiet">${words.again}</p>
      <dl>
        <div>
          <dt>${words.hub}</dt>
          <dd><bdi dir="ltr">${hub}</bdi></dd>
        </div>
      </dl>
    </div>`;
  }

  #renderNote(words: PairingWords): TemplateResult | typeof nothing {
    const { step, ended, problem } = this.view;
    if (this.lost) return html`<tw-notice mark="warn">${this.speech.words.catchingUp}</tw-notice>`;
    if (step === 'code' && problem !== null)
      return html`<tw-notice tone="quiet" mark="warn">${words.codeStays}</tw-notice>`;
    if (ended === 'none' || step === 'paired') return nothing;
    return html`<tw-notice>${words.ended[ended]}</tw-notice>`;
  }

  #store(words: PairingWords): string {
    const { storeName, storeCode, kiosk } = this.view;
    const store = [storeName, storeCode].filter((part) => part !== '').join(' · ');
    return [store || words.storeLater, kiosk].filter((part) => part !== '').join(' · ');
  }

  #tick(): void {
    this.left = Math.max(0, Math.ceil((this.#deadline - performance.now()) / 1000));
  }
}

function sentence(title: string, body: string): TemplateResult {
  return html`<div class="away">
    <h1 class="display" tabindex="-1">${title}</h1>
    <p class="lead quiet">${body}</p>
  </div>`;
}

/** `9:05` */
function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-pairing-screen': TwPairingScreen;
  }
}
