import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ConsoleIntent } from '../../../broker/contract/console-intents.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import { isStuck, waitsForTeam, type RequestsProblem } from './requests-controller.ts';
import { requestsTexts as texts } from './requests-texts.ts';
import './request-row.ts';

/**
 * What shoppers want done in the stores, on a sheet beside the page.
 *
 * @event tw-close - it was closed; the focus is back where it was
 * @event tw-moved - somebody took a step; with the ConsoleIntent
 * @event tw-old - the list is old
 */
@customElement('tw-requests-sheet')
export class TwRequestsSheet extends LitElement {
  static override styles = [
    ...deskStyles,
    sheetStyles,
    css`
      .body {
        display: grid;
        gap: 2rem;
        padding: 0 2rem 3rem;
      }
      h3 {
        font-size: var(--type-text);
        font-weight: 650;
        padding-bottom: 0.75rem;
      }
      label {
        display: grid;
        gap: 0.25rem;
      }
      @media (max-width: 40rem) {
        .body {
          padding: 0 1.25rem 2rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) lines: readonly ConsoleIntent[] | null = null;
  @property({ attribute: false }) problem: RequestsProblem = null;
  @property({ attribute: false }) stores: readonly { storeCode: string; name: string }[] = [];
  @property({ attribute: false }) now!: Date;
  @state() private store = '';
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @click=${this.#clicked}>
      <div class="head">
        <h2 class="title" id="title">${texts.title}</h2>
        <button class="control" type="button" @click=${() => this.dialog.close()}>${texts.close}</button>
        <p class="quiet">${texts.lead}</p>
      </div>
      <div class="body">
        ${this.problem === 'unreachable' ? html`<p class="said" role="status">${mark('warn')}${texts.away}</p>` : nothing}
        ${this.stores.length > 1 ? this.#renderStores() : nothing} ${this.#renderLists()}
      </div>
    </dialog>`;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  #renderStores(): TemplateResult {
    return html`<label
      ><span class="small quiet">${texts.store}</span>
      <select
        class="field"
        @change=${(event: Event) => (this.store = (event.target as HTMLSelectElement).value)}
      >
        <option value="" ?selected=${this.store === ''}>${texts.everyStore}</option>
        ${this.stores.map(
          ({ storeCode, name }) =>
            html`<option value=${storeCode} ?selected=${this.store === storeCode}>${name}</option>`,
        )}
      </select></label
    >`;
  }

  #renderLists(): TemplateResult {
    if (this.problem === 'unable') return html`<p>${texts.unable}</p>`;
    if (this.lines === null) return html`<p class="quiet" aria-busy="true">${texts.loading}</p>`;
    const lines = this.lines.filter(({ storeCode }) => this.store === '' || storeCode === this.store);
    if (lines.length === 0)
      return html`<div>
        <p class="strong">${texts.nothing}</p>
        <p class="quiet">${texts.nothingHint}</p>
      </div>`;
    const stuck = lines.filter(isStuck);
    const todo = lines.filter((line) => waitsForTeam(line) && !isStuck(line));
    const under = lines.filter((line) => !waitsForTeam(line) && !isOver(line));
    const over = lines.filter((line) => isOver(line) && !isStuck(line));
    // Whoever has waited longest is first; a shopper who stands there is before any order that is over.
    return html`${this.#renderList(texts.todo, [...todo].reverse())}
    ${this.#renderList(texts.stuck, [...stuck].reverse())} ${this.#renderList(texts.under, under)}
    ${this.#renderList(texts.over, over)}`;
  }

  #renderList(heading: string, lines: readonly ConsoleIntent[]): TemplateResult | typeof nothing {
    if (lines.length === 0) return nothing;
    return html`<section>
      <h3>${heading}</h3>
      ${repeat(
        lines,
        ({ id }) => id,
        (line) =>
          html`<tw-request-row
            .line=${line}
            .now=${this.now}
            .named=${this.store === '' && this.stores.length > 1}
            @tw-moved=${(event: CustomEvent<ConsoleIntent>) =>
              this.dispatchEvent(new CustomEvent('tw-moved', { detail: event.detail }))}
            @tw-old=${() => this.dispatchEvent(new CustomEvent('tw-old'))}
          ></tw-request-row>`,
      )}
    </section>`;
  }

  readonly #closed = (): void => {
    this.dispatchEvent(new CustomEvent('tw-close'));
  };

  /** A click beside the sheet lands on the dialog itself. */
  readonly #clicked = (event: MouseEvent): void => {
    const { left } = this.dialog.getBoundingClientRect();
    if (event.composedPath()[0] === this.dialog && event.clientX < left) this.dialog.close();
  };
}

const OVER = new Set<ConsoleIntent['state']>([
  'delivered',
  'unavailable',
  'collected',
  'released',
  'no_show',
  'purchased',
  'cancelled',
  'expired',
  'rejected',
  'claimed',
]);

function isOver({ kind, state, next }: ConsoleIntent): boolean {
  // What was sent is delivered by somebody else.
  return OVER.has(state) && (kind !== 'ship' || next.length === 0);
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-requests-sheet': TwRequestsSheet;
  }
}
