import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ConsoleOverview } from '../../../broker/contract/http.ts';
import type { PairingDesk, PairingRequest } from '../../../broker/contract/pairing.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import type { DeskProblem } from './desk-controller.ts';
import { pairingTexts as texts } from './pairing-texts.ts';
import type { TwCodeField } from './code-field.ts';
import './code-field.ts';
import './identity-list.ts';
import './pairing-decision.ts';
import './waiting-list.ts';

/**
 * Pairing displays and removing them, on a sheet beside the page.
 *
 * @event tw-close - it was closed; the focus is back where it was
 * @event tw-refresh - the hub is to be asked now
 */
@customElement('tw-pairing-sheet')
export class TwPairingSheet extends LitElement {
  static override styles = [
    ...deskStyles,
    sheetStyles,
    css`
      .body {
        padding: 0 2rem;
      }
      tw-identity-list {
        padding: 2.5rem 0 3rem;
      }
      .note {
        padding-bottom: 1.25rem;
      }
      @media (max-width: 40rem) {
        .body {
          padding: 0 1.25rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) overview!: ConsoleOverview;
  @property({ attribute: false }) desk: PairingDesk | null = null;
  @property({ attribute: false }) problem: DeskProblem = null;
  @property({ attribute: false }) now!: Date;
  /** Kept when it leaves the list: its outcome is still to be read. */
  @state() private chosen: PairingRequest | null = null;
  /** Typed, and looked for. */
  @state() private wanted = '';
  @state() private isLooking = false;
  /** The field was there once, so the focus is where somebody put it. */
  #isReady = false;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('tw-code-field') private readonly field!: TwCodeField | null;

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @click=${this.#clicked}>
      <div class="head">
        <h2 class="title" id="title">${texts.title}</h2>
        <button class="control" type="button" @click=${() => this.dialog.close()}>${texts.close}</button>
        <p class="quiet">${texts.lead}</p>
      </div>
      <div class="body">
        ${this.#renderNote()} ${this.desk === null ? nothing : this.#renderDesk(this.desk)}
      </div>
    </dialog>`;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  /** The field is there once the hub has said who waits. */
  protected override updated(): void {
    if (this.#isReady || this.field === null) return;
    this.#isReady = true;
    this.#focusField();
  }

  protected override willUpdate(): void {
    const waiting = this.desk?.waiting ?? [];
    const code = this.chosen?.userCode ?? this.wanted;
    const found = waiting.find(({ userCode }) => userCode === code);
    if (found === undefined) return;
    this.chosen = found;
    this.isLooking = false;
  }

  #renderNote(): TemplateResult {
    const words =
      this.problem === 'unable'
        ? texts.unable
        : this.problem === 'unreachable'
          ? texts.away
          : this.desk === null
            ? texts.loading
            : '';
    return html`<p class=${words === '' ? '' : 'note said'} role="status">
      ${words === '' ? nothing : html`${mark(this.problem === null ? 'wait' : 'warn')}<span>${words}</span>`}
    </p>`;
  }

  #renderDesk(desk: PairingDesk): TemplateResult {
    const { stores, kiosks } = this.overview;
    if (this.chosen !== null)
      return html`<tw-pairing-decision
        .request=${this.chosen}
        .stores=${stores}
        .kiosks=${kiosks}
        .identities=${desk.identities}
        .now=${this.now}
        @tw-done=${this.#back}
        @tw-decided=${this.#refresh}
      ></tw-pairing-decision>`;
    return html`<tw-code-field
        .unknown=${this.wanted !== '' && !this.isLooking}
        .looking=${this.isLooking}
        @tw-code=${(event: CustomEvent<string>) => this.#look(event.detail)}
      ></tw-code-field>
      <tw-waiting-list
        .waiting=${desk.waiting}
        .stores=${stores}
        .now=${this.now}
        @tw-request=${(event: CustomEvent<string>) => this.#look(event.detail)}
      ></tw-waiting-list>
      <tw-identity-list
        .identities=${desk.identities}
        .kiosks=${kiosks}
        .now=${this.now}
        @tw-revoked=${this.#refresh}
      ></tw-identity-list>`;
  }

  /** A display that has just begun may not be in the list yet: the next answer of the hub decides. */
  #look(code: string): void {
    this.wanted = code;
    this.isLooking = true;
    const before = this.desk;
    this.#refresh();
    window.setTimeout(() => {
      if (this.wanted === code && this.chosen === null && this.desk !== before) this.isLooking = false;
    }, LOOK_MS);
  }

  readonly #back = (): void => {
    this.chosen = null;
    this.wanted = '';
    this.#refresh();
    void this.updateComplete.then(() => this.#focusField());
  };

  #focusField(): void {
    const { field } = this;
    void field?.updateComplete.then(() => field.focus());
  }

  readonly #refresh = (): void => {
    this.dispatchEvent(new CustomEvent('tw-refresh'));
  };

  readonly #closed = (): void => {
    this.dispatchEvent(new CustomEvent('tw-close'));
  };

  /** A click beside the sheet lands on the dialog itself. */
  readonly #clicked = (event: MouseEvent): void => {
    const { left } = this.dialog.getBoundingClientRect();
    if (event.composedPath()[0] === this.dialog && event.clientX < left) this.dialog.close();
  };
}

/** The hub answers in less, or not. */
const LOOK_MS = 1_500;

declare global {
  interface HTMLElementTagNameMap {
    'tw-pairing-sheet': TwPairingSheet;
  }
}
