import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { IntentKind } from '../../../../broker/contract/intents.ts';
import type { IntentView, ProductView, Touch } from '../../../../broker/contract/screen.ts';
import { touch } from '../../../shared/connection/touch-event.ts';
import { isolate } from '../../../shared/i18n/isolate.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { sellsOnline, shortName, stockHere } from '../../../shared/stock/stock-words.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import { typeStyles } from '../../../shared/theme/type.styles.ts';
import { wantedWords, type WantedWords } from '../../../shared/wanted/wanted-words.ts';
import '../../../shared/elements/button/button.ts';
import '../../../shared/elements/photo/photo.ts';
import '../../../shared/elements/sheet/sheet.ts';
import '../../../shared/elements/size-grid/size-grid.ts';
import '../../../shared/elements/wanted/wanted.ts';

interface Way {
  kind: IntentKind;
  words: string;
  note: string;
  /** Null: it cannot be now, and the note says why. */
  touch: Touch | null;
}

/** The ways to have the chosen size, and how what was asked for stands. */
@customElement('tw-get-panel')
export class TwGetPanel extends LitElement {
  static override styles = [
    baseStyles,
    typeStyles,
    css`
      :host {
        display: block;
        min-height: 0;
      }
      tw-sheet {
        height: 100%;
      }
      .wanted {
        display: grid;
        gap: var(--gap);
      }
      .forgets {
        margin-block-start: calc(8 * var(--u));
      }
      .foot {
        display: grid;
        gap: calc(24 * var(--u));
        padding: calc(24 * var(--u)) var(--margin) 0;
      }
      .ways {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: calc(12 * var(--u));
      }
      .ways.odd tw-button:first-child {
        grid-column: 1 / -1;
      }
      .ways tw-button::part(button) {
        min-height: calc(128 * var(--u));
        padding-block: calc(18 * var(--u));
        justify-content: space-between;
      }
      @media (orientation: landscape) {
        /* The photograph stands beside the sheet; what was asked for needs the room of the sizes. */
        tw-photo,
        .has tw-size-grid {
          display: none;
        }
        .ways tw-button::part(button) {
          min-height: calc(104 * var(--u));
        }
      }
      /* Large words: what was asked for comes first, and the ways scroll below it. */
      @container style(--large-text: 1) {
        tw-photo,
        .has tw-size-grid {
          display: none;
        }
        .foot {
          max-height: 55vh;
          overflow-y: auto;
          scrollbar-width: none;
        }
        .foot.has {
          max-height: 30vh;
        }
        .ways {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) product!: ProductView;
  @property({ attribute: false }) intents: readonly IntentView[] = [];
  @property({ attribute: false }) ways: readonly IntentKind[] = [];
  @property({ type: Boolean }) recognised = false;
  @property({ type: Boolean }) online = true;
  @property() storeName = '';

  override render(): TemplateResult {
    const { product, speech } = this;
    const words = wantedWords(speech.language);
    const ways = this.ways.flatMap((kind) => this.way(kind, words) ?? []);
    const first = ways.find((way) => way.touch !== null);
    return html`<tw-sheet low .heading=${words.title} .note=${this.chosen()}>
      <tw-photo slot="aside" decorative .media=${product.media[0] ?? null} sizes="20vw"></tw-photo>
      ${this.renderWanted(words)}
      <div slot="foot" class="foot ${this.intents.length > 0 ? 'has' : ''}">
        ${
          product.sizes.length > 1
            ? html`<tw-size-grid
                .speech=${speech}
                .sizes=${product.sizes}
                .storeName=${this.storeName}
              ></tw-size-grid>`
            : nothing
        }
        <div class="ways ${ways.length % 2 === 1 ? 'odd' : ''}">
          ${ways.map((way) => this.renderWay(way, way === first && this.intents.length === 0))}
        </div>
      </div>
    </tw-sheet>`;
  }

  /** The newest first. */
  private renderWanted(words: WantedWords): TemplateResult | typeof nothing {
    const { intents, speech } = this;
    if (intents.length === 0) return nothing;
    return html`<div class="wanted">
      ${[...intents]
        .reverse()
        .map((intent) => html`<tw-wanted .speech=${speech} .intent=${intent}></tw-wanted>`)}
      <p class="small quiet forgets">${words.forgets}</p>
    </div>`;
  }

  private renderWay(way: Way, isPrimary: boolean): TemplateResult {
    return html`<tw-button
      variant=${isPrimary ? 'primary' : 'surface'}
      .note=${way.note}
      ?disabled=${way.touch === null}
      @click=${() => way.touch && touch(this, way.touch)}
      >${way.words}</tw-button
    >`;
  }

  private way(kind: IntentKind, words: WantedWords): Way | undefined {
    const { product, speech, online, recognised } = this;
    const { sku } = product;
    const isHere = stockHere(speech, product.here).has;
    const ask = (possible: boolean, storeCode?: string): Touch | null =>
      possible && online
        ? { action: 'ask_intent', kind, sku, ...(storeCode !== undefined && { storeCode }) }
        : null;
    const why = (note: string, reason: string | null): string => (online ? (reason ?? note) : words.away);
    if (kind === 'reserve') {
      const note = why(words.reserveNote, isHere ? null : words.notHere);
      return { kind, words: words.reserve, note, touch: ask(isHere) };
    }
    if (kind === 'handover')
      return { kind, words: words.handover, note: why(words.handoverNote, null), touch: ask(true) };
    const card = recognised ? null : words.cardFirst;
    if (kind === 'ship') {
      if (!sellsOnline(product.online)) return undefined;
      return { kind, words: words.ship, note: why(words.shipNote, card), touch: ask(recognised) };
    }
    const store = product.stores.find(({ availability }) => sellsOnline(availability));
    if (kind !== 'pickup' || store === undefined) return undefined;
    const name = isolate(shortName(store.name, this.storeName));
    return {
      kind,
      words: words.pickup(name),
      note: why(words.pickupNote, card),
      touch: ask(recognised, store.storeCode),
    };
  }

  private chosen(): string {
    const { title, colour, size, sizes } = this.product;
    return [title, colour, sizes.length > 1 ? size : '']
      .filter((part) => part !== '')
      .map(isolate)
      .join(' · ');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-get-panel': TwGetPanel;
  }
}
