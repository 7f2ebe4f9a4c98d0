import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { KioskSummary } from '../../../broker/contract/http.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import { texts } from '../texts.ts';
import type { TwLearnedTags } from './learned-tags.ts';
import './learned-tags.ts';
import './tag-maker.ts';

/**
 * Making tags, on a sheet beside the page.
 *
 * @event tw-close - it was closed; the focus is back where it was
 */
@customElement('tw-tags-sheet')
export class TwTagsSheet extends LitElement {
  static override styles = [
    ...deskStyles,
    sheetStyles,
    css`
      .body {
        padding: 0 2rem;
      }
      tw-learned-tags {
        padding: 1.5rem 0 3rem;
      }
      @media (max-width: 40rem) {
        .body {
          padding: 0 1.25rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) kiosks: readonly KioskSummary[] = [];
  @property({ attribute: false }) now!: Date;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('tw-learned-tags') private readonly learned!: TwLearnedTags;

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @click=${this.#clicked}>
      <div class="head">
        <h2 class="title" id="title">${texts.tags.title}</h2>
        <button class="control" type="button" @click=${() => this.dialog.close()}>${texts.tags.close}</button>
        <p class="quiet">${texts.tags.lead}</p>
      </div>
      <div class="body">
        <tw-tag-maker .kiosks=${this.kiosks} @tw-made=${() => void this.learned.refresh()}></tw-tag-maker>
        <tw-learned-tags .kiosks=${this.kiosks} .now=${this.now}></tw-learned-tags>
      </div>
    </dialog>`;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
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
    'tw-tags-sheet': TwTagsSheet;
  }
}
