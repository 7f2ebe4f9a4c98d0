import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FoundVariant } from '../../../broker/contract/http.ts';
import { ApiProblem } from '../data/api.ts';
import { announceSignedOut } from '../data/signed-out.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { texts } from '../texts.ts';
import { findVariants } from './tags-api.ts';
import { variantName } from './variant-name.ts';

/** Typing is not asked after at every letter. */
const PAUSE_MS = 200;

/**
 * Finds one variant by SKU, GTIN or words of its name.
 *
 * @event tw-variant - the FoundVariant that was chosen; null when another is to be chosen
 */
@customElement('tw-variant-picker')
export class TwVariantPicker extends LitElement {
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };
  static override styles = [
    ...deskStyles,
    css`
      :host {
        display: block;
      }
      ul {
        max-height: 15.5rem;
        margin-top: 0.5rem;
        overflow-y: auto;
        overscroll-behavior: contain;
        border: 1px solid var(--line);
        border-radius: 0.5rem;
      }
      li + li {
        border-top: 1px solid var(--line);
      }
      li button,
      .chosen {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 1rem;
        align-items: baseline;
        width: 100%;
        padding: 0.5rem 0.75rem;
        text-align: start;
        overflow-wrap: anywhere;
      }
      li button:hover {
        background: var(--deep);
      }
      li button:focus-visible {
        outline-offset: -2px;
      }
      .chosen {
        align-items: center;
        padding: 0.625rem 0.75rem;
        border-radius: 0.5rem;
        background: var(--surface);
      }
      .codes {
        font-variant-numeric: tabular-nums;
      }
      li .codes {
        grid-column: 1 / -1;
      }
      .note {
        margin-top: 0.5rem;
      }
      /* In a colour of the browser's own. */
      input::-webkit-search-cancel-button {
        appearance: none;
      }
    `,
  ];

  @property({ attribute: false }) chosen: FoundVariant | null = null;
  @property({ attribute: false }) labelledBy = '';
  @state() private query = '';
  @state() private found: FoundVariant[] | null = null;
  @state() private problem = '';
  #timer: number | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.#timer);
  }

  override render(): TemplateResult {
    const { chosen } = this;
    if (chosen !== null)
      return html`<div class="chosen">
        <span>
          <span class="strong">${variantName(chosen)}</span><br />
          <span class="small quiet codes">${codes(chosen)}</span>
        </span>
        <button class="control" type="button" @click=${() => this.#choose(null)}>${texts.tags.change}</button>
      </div>`;
    return html`<input
        class="field"
        id="query"
        type="search"
        autocomplete="off"
        spellcheck="false"
        aria-label=${`${texts.tags.what}: ${texts.tags.searchHint}`}
        placeholder=${texts.tags.searchHint}
        .value=${this.query}
        @input=${this.#typed}
        @keydown=${this.#key}
      />
      <p class="spoken" role="status">${this.#spoken()}</p>
      ${this.#renderFound()}`;
  }

  #renderFound(): TemplateResult | typeof nothing {
    if (this.problem !== '') return html`<p class="note small said">${mark('warn')}${this.problem}</p>`;
    if (this.found === null) return nothing;
    if (this.found.length === 0) return html`<p class="note small quiet">${texts.tags.noneFound}</p>`;
    return html`<ul>
      ${this.found.map(
        (variant) =>
          html`<li>
            <button type="button" @click=${() => this.#choose(variant)}>
              <span class="strong">${variantName(variant)}</span>
              <span class="small quiet codes">${codes(variant)}</span>
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #spoken(): string {
    return this.found === null || this.found.length === 0 ? '' : texts.tags.found(this.found.length);
  }

  readonly #typed = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.query = event.target.value;
    window.clearTimeout(this.#timer);
    if (this.query.trim() === '') this.found = null;
    else this.#timer = window.setTimeout(() => void this.#search(), PAUSE_MS);
  };

  /** A scanner types a GTIN and Enter: the only match is meant. */
  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    window.clearTimeout(this.#timer);
    void this.#search().then(() => {
      const [only, ...others] = this.found ?? [];
      if (only !== undefined && others.length === 0) this.#choose(only);
    });
  };

  async #search(): Promise<void> {
    const { query } = this;
    if (query.trim() === '') return;
    try {
      const found = await findVariants(query);
      // An answer that was overtaken by typing is about something else.
      if (query !== this.query) return;
      this.found = found;
      this.problem = '';
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.kind === 'signed_out') announceSignedOut(this);
      this.problem = error.kind === 'unreachable' ? texts.loadingFailed : error.message || error.code;
    }
  }

  #choose(variant: FoundVariant | null): void {
    this.dispatchEvent(new CustomEvent('tw-variant', { detail: variant }));
    if (variant === null) void this.updateComplete.then(() => this.focus());
  }
}

function codes({ sku, gtin }: FoundVariant): string {
  return `${sku} · ${gtin ?? texts.tags.noGtin}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-variant-picker': TwVariantPicker;
  }
}
