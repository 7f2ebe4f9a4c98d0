import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LabRequests, LabState } from '../../../broker/contract/http.ts';
import { barcode } from '../drawings/barcode.ts';
import { labStyles } from '../styles/lab.styles.ts';
import { texts } from '../texts.ts';

const TICKETS = 3;
const EAN_DIGITS = 13;

/**
 * Tickets of products, to be scanned, and any other code.
 *
 * @event tw-scan - detail: `{ sku }` or `{ code }`
 */
@customElement('tw-scanner')
export class TwScanner extends LitElement {
  static override styles = [
    ...labStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: 0.75rem;
        margin-top: 0.625rem;
      }
      .ticket {
        display: grid;
        gap: 0.25rem;
        width: 100%;
        min-width: 0;
        padding: 0.625rem 0.5rem 0.5rem;
        border-radius: 0.375rem;
        background: var(--surface);
        text-align: center;
        font-size: 0.75rem;
        line-height: 1.25;
        transition: transform var(--fast) var(--ease);
      }
      .ticket:hover,
      .ticket:focus-visible {
        transform: translateY(-0.25rem);
      }
      .barcode {
        width: 100%;
        height: auto;
        color: var(--ink);
      }
      .digits {
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.02em;
      }
      .words {
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      form {
        display: flex;
        gap: 0.5rem;
        margin-top: 0.75rem;
      }
      input {
        flex: 1;
        min-width: 0;
        min-height: 2.25rem;
        padding: 0.25rem 0.75rem;
        border: 1px solid var(--edge);
        border-radius: 0.5rem;
        background: var(--surface);
        font: inherit;
        font-size: var(--type-small);
        color: var(--ink);
      }
      input::placeholder {
        color: var(--quiet);
        opacity: 1;
      }
      @media (pointer: coarse) {
        input {
          min-height: 2.75rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) lab!: LabState;

  override render(): TemplateResult {
    const { scanner } = texts;
    return html`<section aria-labelledby="heading">
      <h2 class="part" id="heading">${scanner.heading}</h2>
      <p class="small quiet">${scanner.lead}</p>
      <ul>
        ${this.lab.shelf.slice(-TICKETS).map(({ sku, gtin, title }) => {
          const ean = gtin.slice(-EAN_DIGITS);
          return html`<li>
            <button class="ticket" type="button" @click=${() => this.#scan({ sku })}>
              <span class="spoken">${scanner.scan}</span>${barcode(ean)}<span class="digits">${ean}</span
              ><span class="words strong">${title}</span>
            </button>
          </li>`;
        })}
      </ul>
      <form @submit=${this.#typed}>
        <input
          name="code"
          aria-label=${scanner.other}
          placeholder=${scanner.other}
          maxlength="512"
          autocomplete="off"
          spellcheck="false"
          required
        />
        <button class="control" type="submit">${scanner.send}</button>
      </form>
    </section>`;
  }

  readonly #typed = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const code = new FormData(form).get('code');
    if (typeof code === 'string' && code !== '') this.#scan({ code });
    form.reset();
  };

  #scan(detail: LabRequests['scan']): void {
    this.dispatchEvent(new CustomEvent('tw-scan', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-scanner': TwScanner;
  }
}
