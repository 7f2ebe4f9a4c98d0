import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { IntentKind } from '../../../../broker/contract/intents.ts';
import type { IntentView, ProductView, RequestView, Touch } from '../../../../broker/contract/screen.ts';
import { touch } from '../../../shared/connection/touch-event.ts';
import { isolate } from '../../../shared/i18n/isolate.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { nearStore, productHere, sellsOnline, storeWorthNaming } from '../../../shared/stock/stock-words.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import { wantedSentence } from '../../../shared/wanted/sentence.ts';
import { wantedWords, type WantedWords } from '../../../shared/wanted/wanted-words.ts';
import { isOnlySummed } from '../../../shared/elements/rating/only-summed.ts';
import '../../../shared/elements/button/button.ts';

interface Primary {
  words: string;
  note: string;
  touch: Touch | null;
}

/** The one thing to do with the chosen size, in the accent colour, and the quiet ways on. */
@customElement('tw-actions')
export class TwActions extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: 1.75fr 1fr 1fr 1fr;
        gap: calc(12 * var(--u));
      }
      :host(:lang(ar)) tw-button,
      tw-button {
        min-height: calc(118 * var(--u));
      }
      tw-button::part(button) {
        padding-inline: calc(22 * var(--u));
        justify-content: space-between;
        padding-block: calc(16 * var(--u));
        min-width: 0;
      }
      :host([get]) {
        grid-template-columns: repeat(6, minmax(0, 1fr));
      }
      :host([get]) tw-button {
        grid-column: span 2;
        min-height: var(--way-height, calc(96 * var(--u)));
      }
      :host([get]) tw-button::part(button) {
        padding-block: calc(11 * var(--u));
      }
      :host([get]) .primary,
      :host([get]) .get {
        grid-column: span 3;
      }
      :host([others='2']) {
        grid-template-columns: 1.75fr 1fr 1fr;
      }
      :host([others='1']) {
        grid-template-columns: 1.75fr 1fr;
      }
      :host([get][others]:not([others='3'])) {
        grid-template-columns: repeat(6, minmax(0, 1fr));
      }
      :host([get][others='2']) tw-button {
        grid-column: span 3;
      }
      /* One row of three. */
      :host([get][others='1']) tw-button {
        grid-column: span 2;
      }
      @container style(--large-text: 1) {
        :host([get]),
        :host([others]) {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }
        :host([get]) tw-button {
          grid-column: span 1;
        }
        :host([get]) .primary,
        :host([get]) .get {
          grid-column: 1 / -1;
        }
        :host {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }
        .primary {
          grid-column: 1 / -1;
        }
      }
      .primary::part(button) {
        padding-inline: calc(28 * var(--u));
        font-size: calc(1.12 * var(--type-text));
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) product!: ProductView;
  @property({ attribute: false }) request: RequestView | null = null;
  @property({ attribute: false }) intents: readonly IntentView[] = [];
  @property({ attribute: false }) ways: readonly IntentKind[] = [];
  @property() storeName = '';
  /** There are ways to have it. */
  @property({ type: Boolean, reflect: true }) get = false;

  /** Of reviews, other stores and details, those that there are. */
  @property({ type: Number, reflect: true }) others = 3;

  protected override willUpdate(): void {
    this.get = this.ways.length > 0;
    const { rating, here } = this.product;
    this.others = 1 + Number(rating !== null) + Number(here !== null);
  }

  override render(): TemplateResult {
    const { product, speech } = this;
    const { words } = speech;
    const primary = this.primary();
    return html`<tw-button
        class="primary"
        variant="primary"
        .note=${primary.note}
        ?disabled=${primary.touch === null}
        @click=${() => primary.touch && touch(this, primary.touch)}
        >${primary.words}</tw-button
      >
      ${this.get ? this.renderGet() : nothing} ${this.renderReviews()} ${this.renderStores()}
      <tw-button
        .note=${product.guide ? words.guide : product.brand}
        @click=${() => touch(this, { action: 'show_panel', panel: 'guide' })}
        >${words.details}</tw-button
      >`;
  }

  private renderReviews(): TemplateResult | typeof nothing {
    const { rating, reviewLanguages } = this.product;
    const { words } = this.speech;
    if (rating === null) return nothing;
    const languages = reviewLanguages.length;
    const some = languages > 1 ? words.languagesOf(languages) : words.reviews(rating.count);
    return html`<tw-button
      .note=${rating.count > 0 ? some : words.noReviews}
      ?disabled=${rating.count === 0 || isOnlySummed(rating)}
      @click=${() => touch(this, { action: 'show_panel', panel: 'reviews' })}
      >${words.allReviews}</tw-button
    >`;
  }

  private renderStores(): TemplateResult | typeof nothing {
    const { here, stores } = this.product;
    const { words } = this.speech;
    if (here === null) return nothing;
    const having = stores.filter(
      (store) => store.availability === 'in_stock' || store.availability === 'limited_availability',
    );
    return html`<tw-button
      .note=${having.length > 0 ? words.otherStoresNote(having.length) : words.nowhereElse}
      @click=${() => touch(this, { action: 'show_panel', panel: 'stores' })}
      >${words.otherStores}</tw-button
    >`;
  }

  /** The newest of what was asked for says how it stands. */
  private renderGet(): TemplateResult {
    const words = wantedWords(this.speech.language);
    const latest = this.intents.at(-1);
    const said = latest && wantedSentence(latest, this.speech);
    return html`<tw-button
      class="get"
      variant="ink"
      .note=${latest?.code ? isolate(latest.code) : said ? '' : this.getNote(words)}
      @click=${() => touch(this, { action: 'show_panel', panel: 'get' })}
      >${said?.title ?? words.get}</tw-button
    >`;
  }

  /** Names no way that there is not. */
  private getNote({ getNotes, handover }: WantedWords): string {
    const { ways, speech } = this;
    if (ways.length === 1 && ways[0] === 'handover') return handover;
    const isSent = ways.includes('ship') || ways.includes('pickup');
    const named = [
      ways.includes('reserve') ? getNotes.reserve : '',
      ways.includes('handover') ? getNotes.handover : '',
      isSent ? getNotes.home : '',
    ].filter((word) => word !== '');
    return capitalised(named.join(speech.language === 'ar' ? '، ' : ', '));
  }

  private primary(): Primary {
    const { product, speech, request } = this;
    const { words } = speech;
    const oneSize = product.sizes.length < 2;
    const size = isolate(product.size);
    if (request?.kind === 'size' && request.sku === product.sku) {
      // Until the platform has it, nobody knows of it: only what was asked for is said.
      if (request.state === 'sending')
        return { words: words.sending, note: oneSize ? '' : `${words.size} ${size}`, touch: null };
      return { words: words.sent, note: oneSize ? words.sentNoteThis : words.sentNote(size), touch: null };
    }
    if (productHere(speech, product).has) {
      return {
        words: oneSize ? words.askThis : words.askSize(size),
        note: words.askNote,
        touch: { action: 'request_size', sku: product.sku },
      };
    }
    const chosen = product.sizes.find((option) => option.sku === product.sku);
    const store = storeWorthNaming(chosen?.nearest ?? null, product.online);
    if (store || sellsOnline(product.online)) {
      const note = store ? nearStore(speech, store, this.storeName) : words.online;
      return { words: words.whereToFind, note, touch: { action: 'show_panel', panel: 'stores' } };
    }
    return {
      words: words.askSomeone,
      note: productHere(speech, product).text,
      touch: { action: 'call_associate' },
    };
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-actions': TwActions;
  }
}
