import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { SearchPage } from '../../../../broker/contract/http.ts';
import type { SearchFacets } from '../../../../broker/contract/search.ts';
import type { Language } from '../../../../broker/contract/settings.ts';
import { HttpProblem } from '../../../shared/data/http.ts';
import { search } from '../../../shared/data/search.ts';
import { icon } from '../../../shared/elements/icon/icon.ts';
import { iconStyles } from '../../../shared/elements/icon/icon.styles.ts';
import { isolate } from '../../../shared/i18n/isolate.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import { typeStyles } from '../../../shared/theme/type.styles.ts';
import { filtersOf, isNarrowed, NO_CHOICE, type Choice, type Facet } from './choices.ts';
import { searchStyles } from './search.styles.ts';
import '../../../shared/elements/keyboard/keyboard.ts';
import '../../../shared/elements/product-card/product-card.ts';
import '../../../shared/elements/sheet/sheet.ts';
import './facet-bar.ts';
import './facet-tray.ts';

/** Long enough for the next letter, short enough to feel like an answer. */
const AFTER_A_LETTER = 140;
const DROPPED = 409;

/** Find something by words and by what it is; results above, letters and filters below, all in one reach. */
@customElement('tw-search')
export class TwSearch extends LitElement {
  static override styles = [baseStyles, typeStyles, iconStyles, searchStyles];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) languages: readonly Language[] = [];
  /** Without it nothing is said of where things are. */
  @property({ type: Boolean }) hasStock = false;
  @state() private words = '';
  @state() private page: SearchPage | null = null;
  @state() private away = false;
  /** What lies in reach under the results. */
  @state() private tray: Facet | 'keys' | 'none' = 'keys';
  @state() private choice: Choice = NO_CHOICE;
  private currency = '';
  /** Tells this screen's searches from those of another display. */
  private readonly screen = Math.random().toString(36).slice(2, 10);
  /** Every category of the shop: kinds stand for several of them. */
  private paths: readonly string[] = [];
  /** Of everything: filters that are worth asking for stay in their places while others are chosen. */
  private whole: SearchFacets | null = null;
  private abort = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.abort.abort();
  }

  override render(): TemplateResult {
    const say = this.speech.words;
    return html`<tw-sheet .heading=${this.heading()}>
      <div aria-live="polite">${this.renderState()}</div>
      <ul role="list" class="grid">
        ${repeat(
          this.page?.cards ?? [],
          (card) => card.productId,
          (card) =>
            html`<li>
              <tw-product-card
                shape="tile"
                list="search"
                .speech=${this.speech}
                .card=${card}
                .stock=${
                  this.hasStock
                    ? { text: card.availableHere ? say.inStockHere : say.notHere, has: card.availableHere }
                    : null
                }
              ></tw-product-card>
            </li>`,
        )}
      </ul>
      <div slot="foot" class="foot">
        <tw-facet-bar
          .speech=${this.speech}
          .facets=${this.whole}
          .choice=${this.choice}
          .hasStock=${this.hasStock}
          .currency=${this.currency}
          .open=${this.tray === 'keys' || this.tray === 'none' ? '' : this.tray}
          @tw-here=${() => this.choose({ ...this.choice, here: !this.choice.here })}
          @tw-facet=${(event: CustomEvent<Facet>) => this.open(event.detail)}
        ></tw-facet-bar>
        <button
          type="button"
          class="field"
          aria-expanded=${this.tray === 'keys' ? 'true' : 'false'}
          @click=${() => (this.tray = 'keys')}
        >
          ${icon('search')}
          ${
            this.words
              ? html`<bdi class="query">${this.words}</bdi>`
              : html`<span class="quiet">${say.searchHint}</span>`
          }
          ${this.tray === 'keys' ? nothing : icon('keyboard')}
        </button>
        ${this.renderTray()}
      </div>
    </tw-sheet>`;
  }

  /** How many there are; else why not, or the question. */
  private heading(): string {
    const { words: say, search: hint } = this.speech;
    if (this.page === null || this.away) return say.searchTitle;
    if (this.page.total > 0) return say.things(this.page.total);
    return this.isNarrow() ? hint.nothingLeft : say.nothingFound(isolate(this.words));
  }

  /** Chosen while there was stock to choose by. */
  private get isHereOnly(): boolean {
    return this.hasStock && this.choice.here;
  }

  private isNarrow(): boolean {
    return this.isHereOnly || isNarrowed(this.choice);
  }

  private renderTray(): TemplateResult | typeof nothing {
    if (this.tray === 'none') return nothing;
    if (this.tray === 'keys')
      return html`<tw-keyboard
        .speech=${this.speech}
        .languages=${this.languages}
        .value=${this.words}
        @tw-type=${(event: CustomEvent<string>) => this.type(event.detail)}
        @tw-enter=${() => (this.tray = 'none')}
      ></tw-keyboard>`;
    return html`<tw-facet-tray
      .speech=${this.speech}
      .facets=${this.page?.facets ?? null}
      .choice=${this.choice}
      .facet=${this.tray}
      .currency=${this.currency}
      .total=${this.page?.total ?? 0}
      @tw-choose=${(event: CustomEvent<Choice>) => this.choose(event.detail)}
      @tw-done=${() => (this.tray = 'none')}
    ></tw-facet-tray>`;
  }

  private renderState(): TemplateResult | typeof nothing {
    const { words: say, search: hint } = this.speech;
    if (this.away) return html`<p class="lead quiet state">${say.searchAway}</p>`;
    if (!this.page) return html`<p class="lead quiet state">${say.searching}</p>`;
    const { total, corrected, isPartial, isIndexed } = this.page;
    if (total === 0) return this.renderNothing();
    if (corrected !== null) return html`<p class="lead state">${hint.resultsFor(isolate(corrected))}</p>`;
    if (isPartial) return html`<p class="lead state">${hint.closest}</p>`;
    if (!isIndexed) return html`<p class="text quiet state">${hint.indexing}</p>`;
    return nothing;
  }

  /** Nothing is no dead end: what was asked too much can be let go with one touch. */
  private renderNothing(): TemplateResult {
    const { words: say, search: hint } = this.speech;
    const narrowed = isNarrowed(this.choice);
    return html`<p class="lead quiet">${this.isNarrow() ? hint.nothingLeftBody : say.nothingFoundBody}</p>
      <div class="ways">
        ${this.isHereOnly ? this.renderWay(hint.otherStores, () => this.choose({ ...this.choice, here: false })) : nothing}
        ${narrowed ? this.renderWay(hint.withoutFilters, () => this.choose(NO_CHOICE)) : nothing}
        ${
          this.words === ''
            ? nothing
            : this.renderWay(say.everything, () => {
                this.choice = NO_CHOICE;
                this.type('');
              })
        }
      </div>`;
  }

  private renderWay(words: string, go: () => void): TemplateResult {
    return html`<button type="button" class="way" @click=${go}>${words}</button>`;
  }

  /** A second touch on the same filter gives the keys back. */
  private open(facet: Facet): void {
    this.tray = this.tray === facet ? 'keys' : facet;
  }

  private choose(choice: Choice): void {
    this.choice = choice;
    clearTimeout(this.timer);
    void this.look();
  }

  private type(words: string): void {
    this.words = words;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), AFTER_A_LETTER);
  }

  private async look(): Promise<void> {
    this.abort.abort();
    const abort = new AbortController();
    this.abort = abort;
    try {
      const { words } = this;
      const choice = { ...this.choice, here: this.isHereOnly };
      const language = this.speech.language;
      const page = await search(
        { words, filters: filtersOf(choice, this.paths), language, screen: this.screen },
        abort.signal,
      );
      if (abort.signal.aborted) return;
      this.page = page;
      this.currency = page.currency ?? this.currency;
      // Once, of everything: what is found later has fewer.
      if (this.paths.length === 0) this.paths = page.categories;
      this.whole ??= page.facets;
      this.away = false;
    } catch (problem) {
      // A newer search of ours is on its way.
      if (problem instanceof HttpProblem && problem.status === DROPPED) return;
      if (!abort.signal.aborted) this.away = true;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-search': TwSearch;
  }
}
