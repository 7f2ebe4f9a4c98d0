import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ConsoleOverview } from '../../../broker/contract/http.ts';
import type { FleetSummary } from '../data/fleet.ts';
import { chainName } from '../data/names.ts';
import { count } from '../data/numbers.ts';
import { ago } from '../data/time.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { pairingTexts } from '../pairing/pairing-texts.ts';
import { requestsTexts } from '../requests/requests-texts.ts';
import { peopleTexts } from '../people/people-texts.ts';
import { sourcesTexts } from '../sources/sources-texts.ts';
import { texts } from '../texts.ts';
import { when } from './when.ts';
import './waiting-button.ts';

/**
 * The first seconds: whose displays these are, whether they work, what to do if not, how old the catalogue is.
 *
 * @event tw-tags - tags are to be made
 * @event tw-requests - what shoppers want is to be looked at
 * @event tw-pairing - a display is to be paired
 * @event tw-sources - sources are to be looked at
 * @event tw-people - somebody asks what is held of them, or to be erased
 */
@customElement('tw-masthead')
export class TwMasthead extends LitElement {
  static override styles = [
    ...deskStyles,
    css`
      :host {
        display: block;
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.25rem 1rem;
        padding-bottom: 2.75rem;
      }
      .chain {
        font-family: var(--display);
        font-weight: 700;
        font-size: var(--type-lead);
        letter-spacing: -0.02em;
        overflow-wrap: anywhere;
      }
      .live {
        margin-inline-start: auto;
      }
      .state {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(20rem, 25rem);
        gap: 2rem 4rem;
        align-items: start;
      }
      h1.display {
        font-size: clamp(2.25rem, 5vw, 4.25rem);
      }
      .problems {
        display: grid;
        gap: 0.75rem;
        margin-top: 1.5rem;
      }
      .problems li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.25rem 0.75rem;
        align-items: baseline;
        overflow-wrap: anywhere;
      }
      .problems .quiet {
        grid-column: 2;
      }
      .catalogue {
        padding-top: 0.5rem;
      }
      .catalogue h2 {
        font-size: var(--type-small);
        font-weight: 500;
      }
      .catalogue .products {
        font-family: var(--display);
        font-weight: 700;
        font-size: var(--type-title);
        letter-spacing: -0.025em;
        line-height: 1.3;
      }
      @media (max-width: 80rem) {
        .state {
          column-gap: 2.5rem;
          grid-template-columns: minmax(0, 1fr) minmax(17rem, 19rem);
        }
      }
      @media (max-width: 56rem) {
        .top {
          padding-bottom: 1.75rem;
        }
        .state {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) overview!: ConsoleOverview;
  @property({ attribute: false }) fleet!: FleetSummary;
  @property({ attribute: false }) now!: Date;
  @property({ attribute: false }) live = false;
  /** How many requests of shoppers wait for somebody; null: this hub takes none. */
  @property({ attribute: false }) requests: number | null = null;
  /** Displays that wait to be paired; null where the hub does not pair. */
  @property({ attribute: false }) waiting: number | null = null;

  /** Sources that need a look. */
  @property({ attribute: false }) sources = 0;

  override render(): TemplateResult {
    const { overview, fleet } = this;
    return html`<header>
      <div class="top">
        <span class="chain">${chainName(overview.tenant)}</span>
        <span class="quiet"
          >${texts.stores(overview.stores.length)}, ${texts.kiosks(overview.kiosks.length)}</span
        >
        <span class="live said small quiet" role="status"
          >${mark(this.live ? 'go' : 'wait')}${this.live ? texts.live : texts.notLive}</span
        >
        ${this.requests === null ? nothing : this.#renderWaiting('tw-requests', this.requests, requestsTexts)}
        ${this.waiting === null ? nothing : this.#renderWaiting('tw-pairing', this.waiting, pairingTexts)}
        ${this.#renderSources()} ${this.#renderPeople()}
        ${overview.catalogue === null || overview.kiosks.length === 0 ? nothing : this.#renderTags()}
      </div>
      <div class="state">
        <div>
          <h1 class="display">${fleet.headline}</h1>
          ${this.#renderProblems()}
        </div>
        ${this.#renderCatalogue()}
      </div>
    </header>`;
  }

  #renderWaiting(
    event: 'tw-requests' | 'tw-pairing',
    waiting: number,
    words: { open: string; waiting: (count: number) => string },
  ): TemplateResult {
    return html`<tw-waiting-button
      .waiting=${waiting}
      .spoken=${words.waiting(waiting)}
      @tw-open=${() => this.dispatchEvent(new CustomEvent(event))}
      >${words.open}</tw-waiting-button
    >`;
  }

  #renderSources(): TemplateResult {
    return html`<button
      class="control"
      type="button"
      aria-haspopup="dialog"
      @click=${() => this.dispatchEvent(new CustomEvent('tw-sources'))}
    >
      ${sourcesTexts.open}
      ${
        this.sources === 0
          ? nothing
          : html`${mark('warn')}<span class="spoken">${sourcesTexts.attention(this.sources)}</span>`
      }
    </button>`;
  }

  #renderPeople(): TemplateResult {
    return html`<button
      class="control"
      type="button"
      aria-haspopup="dialog"
      @click=${() => this.dispatchEvent(new CustomEvent('tw-people'))}
    >
      ${peopleTexts.open}
    </button>`;
  }

  #renderTags(): TemplateResult {
    return html`<button
      class="control"
      type="button"
      aria-haspopup="dialog"
      @click=${() => this.dispatchEvent(new CustomEvent('tw-tags'))}
    >
      ${texts.tags.open}
    </button>`;
  }

  #renderProblems(): TemplateResult | typeof nothing {
    if (this.fleet.problems.length === 0) return nothing;
    return html`<ul class="problems" aria-label=${texts.looksInto}>
      ${this.fleet.problems.map(
        ({ text, remedy }) =>
          html`<li>
            ${mark('warn')}<strong class="strong">${text}</strong>
            ${remedy === '' ? nothing : html`<span class="quiet">${remedy}</span>`}
          </li>`,
      )}
    </ul>`;
  }

  #renderCatalogue(): TemplateResult {
    const { catalogue } = this.overview;
    return html`<section class="catalogue" aria-labelledby="catalogue">
      <h2 id="catalogue" class="quiet">${texts.catalogue}</h2>
      ${
        catalogue === null
          ? html`<p>${texts.noCatalogue}</p>`
          : html`<p class="products">${texts.products(count(catalogue.products))}</p>
              <p class="small quiet">
                ${texts.catalogueParts(count(catalogue.variants), count(catalogue.offers), count(catalogue.reviews))}
              </p>
              <p class="small quiet">
                ${when(catalogue.importedAt, texts.imported(ago(new Date(catalogue.importedAt), this.now)))}
              </p>
              ${
                catalogue.rejected === 0
                  ? nothing
                  : html`<p class="small said">
                      ${mark('warn')}${texts.rejected(count(catalogue.rejected))}
                    </p>`
              }`
      }
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-masthead': TwMasthead;
  }
}
