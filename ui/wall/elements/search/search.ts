import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { SearchPage } from '../../../../broker/contract/http.ts';
import type { Language } from '../../../../broker/contract/settings.ts';
import { search } from '../../../shared/data/search.ts';
import { chipStyles } from '../../../shared/elements/button/chips.styles.ts';
import { icon } from '../../../shared/elements/icon/icon.ts';
import { iconStyles } from '../../../shared/elements/icon/icon.styles.ts';
import { isolate } from '../../../shared/i18n/isolate.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import { typeStyles } from '../../../shared/theme/type.styles.ts';
import { kinds } from './kinds.ts';
import { searchStyles } from './search.styles.ts';
import '../../../shared/elements/keyboard/keyboard.ts';
import '../../../shared/elements/product-card/product-card.ts';
import '../../../shared/elements/sheet/sheet.ts';

/** Long enough for the next letter, short enough to feel like an answer. */
const AFTER_A_LETTER = 140;

/** Find something by words or by category; results above, letters below, both in one reach. */
@customElement('tw-search')
export class TwSearch extends LitElement {
  static override styles = [baseStyles, typeStyles, iconStyles, chipStyles, searchStyles];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) languages: readonly Language[] = [];
  @state() private words = '';
  @state() private page: SearchPage | null = null;
  @state() private away = false;
  @state() private typing = true;
  private categories: readonly string[] = [];
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
    const heading = this.page ? say.things(this.page.total) : say.searchTitle;
    return html`<tw-sheet .heading=${this.words || this.page?.total === 0 ? say.searchTitle : heading}>
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
                .stock=${{ text: card.availableHere ? say.inStockHere : say.notHere, has: card.availableHere }}
              ></tw-product-card>
            </li>`,
        )}
      </ul>
      <div slot="foot" class="foot">
        ${this.renderCategories()}
        <button
          type="button"
          class="field"
          aria-expanded=${this.typing ? 'true' : 'false'}
          @click=${() => (this.typing = true)}
        >
          ${icon('search')}
          ${
            this.words
              ? html`<bdi class="query">${this.words}</bdi>`
              : html`<span class="quiet">${say.searchHint}</span>`
          }
          ${this.typing ? nothing : icon('keyboard')}
        </button>
        ${
          this.typing
            ? html`<tw-keyboard
                .speech=${this.speech}
                .languages=${this.languages}
                .value=${this.words}
                @tw-type=${(event: CustomEvent<string>) => this.letter(event.detail)}
                @tw-enter=${() => (this.typing = false)}
              ></tw-keyboard>`
            : nothing
        }
      </div>
    </tw-sheet>`;
  }

  private renderState(): TemplateResult | typeof nothing {
    const say = this.speech.words;
    if (this.away) return html`<p class="lead quiet state">${say.searchAway}</p>`;
    if (!this.page) return html`<p class="lead quiet state">${say.searching}</p>`;
    if (this.page.total > 0) return nothing;
    return html`<p class="title state">${say.nothingFound(isolate(this.words))}</p>
      <p class="text quiet">${say.nothingFoundBody}</p>`;
  }

  private renderCategories(): TemplateResult | typeof nothing {
    if (this.categories.length === 0) return nothing;
    return html`<div class="chips" role="group" aria-label=${this.speech.words.everything}>
      ${['', ...this.categories].map(
        (category) =>
          html`<button
            type="button"
            class="chip"
            aria-pressed=${category === this.words ? 'true' : 'false'}
            @click=${() => this.type(category)}
          >
            ${category || this.speech.words.everything}
          </button>`,
      )}
    </div>`;
  }

  /** A letter after a kind was chosen starts a word of its own; deleting takes the kind away as a whole. */
  private letter(words: string): void {
    const kind = this.categories.includes(this.words) ? this.words : '';
    this.type(kind === '' ? words : words.startsWith(kind) ? words.slice(kind.length).trimStart() : '');
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
      const page = await search(this.words, abort.signal);
      if (abort.signal.aborted) return;
      this.page = page;
      // The kinds of the whole store stay: those of the results would change under the finger.
      if (this.categories.length === 0) this.categories = kinds(page.categories);
      this.away = false;
    } catch {
      if (!abort.signal.aborted) this.away = true;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-search': TwSearch;
  }
}
