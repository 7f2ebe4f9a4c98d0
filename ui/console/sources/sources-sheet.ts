import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { SourcesAnswer } from '../../../broker/contract/sources.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import { sourcesTexts as texts } from './sources-texts.ts';
import './incident-list.ts';
import './source-card.ts';

/** A file that works once its addresses are those of the shop. */
const EXAMPLE = `{
  "kind": "feeds",
  "every": 600,
  "options": {
    "stores": "stores.json",
    "products": "https://shop.example/products.xml",
    "local": "https://shop.example/stock.tsv"
  }
}`;

/**
 * Where products, stock and reviews come from, on a sheet beside the page.
 *
 * @event tw-close - it was closed; the focus is back where it was
 */
@customElement('tw-sources-sheet')
export class TwSourcesSheet extends LitElement {
  static override styles = [
    ...deskStyles,
    sheetStyles,
    css`
      dialog {
        width: min(42rem, 100vw);
      }
      .body {
        padding: 0 2rem 3rem;
      }
      .empty {
        display: grid;
        gap: 0.75rem;
        padding-top: 1.75rem;
        border-top: 1px solid var(--line);
      }
      code,
      pre {
        font-family: ui-monospace, 'DejaVu Sans Mono', monospace;
        font-size: var(--type-small);
        line-height: 1.5;
        overflow-wrap: anywhere;
      }
      pre {
        margin: 0;
        padding: 1rem 1.25rem;
        border-radius: 0.75rem;
        background: var(--surface);
        white-space: pre-wrap;
      }
      @media (max-width: 40rem) {
        .body {
          padding: 0 1.25rem 2rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) answer: SourcesAnswer | null = null;
  @property({ attribute: false }) now!: Date;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  override render(): TemplateResult {
    const { answer } = this;
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @click=${this.#clicked}>
      <div class="head">
        <h2 class="title" id="title">${texts.title}</h2>
        <button class="control" type="button" @click=${() => this.dialog.close()}>${texts.close}</button>
        <p class="quiet">${texts.lead}</p>
      </div>
      <div class="body">
        ${answer === null ? html`<p class="quiet small">${texts.loading}</p>` : nothing}
        ${
          answer?.sources.length === 0
            ? this.#renderEmpty(answer.folder)
            : repeat(
                answer?.sources ?? [],
                ({ name }) => name,
                (source) => html`<tw-source-card .source=${source} .now=${this.now}></tw-source-card>`,
              )
        }
        <tw-source-incidents .incidents=${answer?.incidents ?? []} .now=${this.now}></tw-source-incidents>
      </div>
    </dialog>`;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  #renderEmpty(folder: string): TemplateResult {
    return html`<div class="empty">
      <h3 class="lead">${texts.none}</h3>
      <p>${texts.noneHint}</p>
      <p><code>${folder}</code></p>
      <pre>${EXAMPLE}</pre>
      <p class="small quiet">${texts.noneMissing} ${texts.guide}</p>
    </div>`;
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

declare global {
  interface HTMLElementTagNameMap {
    'tw-sources-sheet': TwSourcesSheet;
  }
}
