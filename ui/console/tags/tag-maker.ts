import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FoundVariant, KioskSummary } from '../../../broker/contract/http.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { wayStyles } from '../styles/ways.styles.ts';
import { mark } from '../styles/mark.ts';
import { texts } from '../texts.ts';
import { readerChoices, type ReaderChoice } from './readers.ts';
import { tagMakerStyles } from './tag-maker.styles.ts';
import { TagOrderController, type TagOrderBody } from './tag-order.ts';
import { WAIT_SECONDS } from './tags-api.ts';
import './variant-picker.ts';

type Way = 'write' | 'learn';

const DOMAIN_KEY = 'tapwall.tags.domain';
const USUAL_DOMAIN = 'https://id.gs1.org';

/**
 * Reader, product, way: then the tag is held to the reader, and the next one after it.
 *
 * @event tw-made - a tag was written or learned
 */
@customElement('tw-tag-maker')
export class TwTagMaker extends LitElement {
  static override styles = [...deskStyles, wayStyles, tagMakerStyles];

  @property({ attribute: false }) kiosks: readonly KioskSummary[] = [];
  @state() private readerKey = '';
  @state() private variant: FoundVariant | null = null;
  @state() private chosenWay: Way = 'write';
  @state() private domain = localStorage.getItem(DOMAIN_KEY) ?? USUAL_DOMAIN;
  @state() private lock = false;
  @state() private complaint = '';
  @query('tw-variant-picker') private readonly picker!: HTMLElement;

  readonly #order = new TagOrderController(this);

  override render(): TemplateResult {
    const choices = readerChoices(this.kiosks);
    const reader = choices.find(({ key }) => key === this.readerKey) ?? choices[0];
    const isWaiting = this.#order.state.kind === 'waiting';
    return html`<form @submit=${(event: SubmitEvent) => void this.#submit(event, reader)} novalidate>
      <fieldset class="choices" ?disabled=${isWaiting} ?inert=${isWaiting}>
        ${this.#renderReader(choices, reader)} ${this.#renderProduct()} ${this.#renderWay()}
        ${this.#way === 'write' ? this.#renderLink() : nothing}
      </fieldset>
      <footer>${this.#renderOutcome()} ${this.#renderActions(reader)}</footer>
    </form>`;
  }

  /** Without a GTIN there is nothing to write. */
  get #way(): Way {
    return this.variant?.gtin === null ? 'learn' : this.chosenWay;
  }

  #renderReader(choices: readonly ReaderChoice[], reader: ReaderChoice | undefined): TemplateResult {
    return html`<div class="part">
      <label class="strong" for="reader">${texts.tags.where}</label>
      ${
        reader === undefined
          ? html`<p class="said">${mark('warn')}${texts.tags.noReaders}</p>`
          : html`<select class="field" id="reader" @change=${this.#readerChosen}>
              ${choices.map(
                ({ key, label }) =>
                  html`<option value=${key} .selected=${key === reader.key}>${label}</option>`,
              )}
            </select>`
      }
    </div>`;
  }

  #renderProduct(): TemplateResult {
    return html`<div class="part">
      <h3 class="strong">${texts.tags.what}</h3>
      <tw-variant-picker
        .chosen=${this.variant}
        @tw-variant=${(event: CustomEvent<FoundVariant | null>) => this.#variantChosen(event.detail)}
      ></tw-variant-picker>
      <p class="small said" role="status">
        ${this.complaint === '' ? nothing : html`${mark('warn')}${this.complaint}`}
      </p>
    </div>`;
  }

  #renderWay(): TemplateResult {
    const onlyLearn = this.variant?.gtin === null;
    return html`<fieldset class="part">
      <legend class="strong">${texts.tags.how}</legend>
      ${onlyLearn ? html`<p class="small quiet">${texts.tags.onlyLearn}</p>` : nothing}
      ${(['write', 'learn'] as const).map(
        (way) =>
          html`<label class="way">
            <input
              type="radio"
              name="way"
              .checked=${way === this.#way}
              ?disabled=${way === 'write' && onlyLearn}
              @change=${() => this.#changed(() => (this.chosenWay = way))}
            />
            <span
              ><span class="strong">${texts.tags.ways[way]}</span
              ><span class="small quiet hint">${texts.tags.wayHints[way]}</span></span
            >
          </label>`,
      )}
    </fieldset>`;
  }

  #renderLink(): TemplateResult {
    return html`<div class="part">
      <label class="strong" for="domain">${texts.tags.domain}</label>
      <input
        class="field"
        id="domain"
        type="url"
        autocomplete="off"
        spellcheck="false"
        aria-describedby="domain-hint"
        .value=${this.domain}
        @input=${this.#domainTyped}
      />
      <p class="small quiet" id="domain-hint">${texts.tags.domainHint}</p>
      <label class="way">
        <input
          type="checkbox"
          .checked=${this.lock}
          @change=${(event: Event) =>
            this.#changed(() => (this.lock = (event.target as HTMLInputElement).checked))}
        />
        <span
          ><span class="strong">${texts.tags.lock}</span
          ><span class="small quiet hint">${texts.tags.lockHint}</span></span
        >
      </label>
    </div>`;
  }

  #renderOutcome(): TemplateResult {
    return html`<div class="outcome" role="status">${this.#outcome()}</div>`;
  }

  #outcome(): TemplateResult | typeof nothing {
    const { state: order } = this.#order;
    if (order.kind === 'waiting')
      return html`<p class="lead">${texts.tags.hold(order.at.name)}</p>
        <p class="small quiet">${texts.tags.holdHint(WAIT_SECONDS)}</p>`;
    if (order.kind === 'failed') return html`<p class="said">${mark('warn')}<span>${order.why}</span></p>`;
    if (order.kind === 'idle') return nothing;
    const words = order.tag.locked === true ? texts.tags.doneLocked : texts.tags.done[order.action];
    return html`<p class="lead said">${mark('go')}${words}</p>
      ${order.tag.link === undefined ? nothing : html`<p class="small link">${order.tag.link}</p>`}
      <p class="small quiet">${texts.tags.doneHint[order.action]}</p>`;
  }

  #renderActions(reader: ReaderChoice | undefined): TemplateResult {
    const { state: order, made } = this.#order;
    if (order.kind === 'waiting')
      return html`<div class="actions">
        <button class="control" type="button" @click=${() => void this.#order.callOff()}>
          ${texts.tags.callOff}
        </button>
      </div>`;
    const words = order.kind === 'done' ? texts.tags.again[this.#way] : texts.tags.start[this.#way];
    return html`<div class="actions">
      <button class="control primary" type="submit" ?disabled=${reader === undefined}>${words}</button>
      ${made === 0 ? nothing : html`<span class="small quiet">${texts.tags.made(made)}</span>`}
    </div>`;
  }

  readonly #readerChosen = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) {
      const { value } = event.target;
      this.#changed(() => (this.readerKey = value));
    }
  };

  readonly #domainTyped = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const { value } = event.target;
    this.#changed(() => (this.domain = value));
  };

  #variantChosen(variant: FoundVariant | null): void {
    this.complaint = '';
    this.#changed(() => (this.variant = variant));
  }

  #changed(change: () => void): void {
    change();
    this.#order.clear();
  }

  async #submit(event: SubmitEvent, reader: ReaderChoice | undefined): Promise<void> {
    event.preventDefault();
    if (reader === undefined) return;
    if (this.variant === null) {
      this.complaint = texts.tags.chooseFirst;
      this.picker.focus();
      return;
    }
    const { sku } = this.variant;
    const made = await this.#order.start(reader, this.#orderOf(sku));
    if (made) this.dispatchEvent(new CustomEvent('tw-made'));
  }

  #orderOf(sku: string): TagOrderBody {
    if (this.#way === 'learn') return { action: 'learn', sku };
    const domain = this.domain.trim() || USUAL_DOMAIN;
    // The next tag of this shop begins the same way.
    localStorage.setItem(DOMAIN_KEY, domain);
    return { action: 'write', sku, domain, ...(this.lock ? { lock: true } : {}) };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-tag-maker': TwTagMaker;
  }
}
