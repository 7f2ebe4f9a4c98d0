import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PairingRequest } from '../../../broker/contract/pairing.ts';
import { ago } from '../data/time.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { rowStyles } from '../styles/rows.styles.ts';
import { pairingTexts as texts } from './pairing-texts.ts';
import { claimedStore, type Store } from './places.ts';

/**
 * The displays that show a code, the one that waits longest first.
 *
 * @event tw-request - one was chosen; the detail is its code
 */
@customElement('tw-waiting-list')
export class TwWaitingList extends LitElement {
  static override styles = [
    ...deskStyles,
    rowStyles,
    css`
      li {
        grid-template-columns: auto minmax(0, 1fr) auto;
        column-gap: 1.25rem;
      }
      .code {
        font-family: var(--display);
        font-weight: 700;
        font-size: var(--type-lead);
        letter-spacing: 0.02em;
        white-space: nowrap;
      }
      .note {
        margin-top: 0.5rem;
      }
      @media (max-width: 30rem) {
        li {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        .code {
          grid-column: 1;
        }
        .said-by {
          grid-column: 1;
        }
        .control {
          grid-area: 1 / 2 / 3 / 3;
        }
      }
    `,
  ];

  @property({ attribute: false }) waiting: readonly PairingRequest[] = [];
  @property({ attribute: false }) stores: readonly Store[] = [];
  @property({ attribute: false }) now!: Date;

  override render(): TemplateResult {
    return html`<section aria-labelledby="heading">
      <h3 id="heading">${texts.list}</h3>
      ${
        this.waiting.length === 0
          ? html`<p class="note small quiet">${texts.nobody}</p>`
          : html`<ul>
              ${repeat(
                this.waiting,
                ({ userCode }) => userCode,
                (request) => this.#renderRequest(request),
              )}
            </ul>`
      }
    </section>`;
  }

  #renderRequest(request: PairingRequest): TemplateResult {
    const { userCode, from, begunAt } = request;
    return html`<li>
      <span class="code">${userCode}</span>
      <span class="said-by small">
        ${this.#claim(request)}<br />
        <span class="quiet">${texts.from(from, ago(new Date(begunAt), this.now))}</span>
      </span>
      <button
        class="control"
        type="button"
        aria-label=${texts.chooseHint(userCode)}
        @click=${() => this.dispatchEvent(new CustomEvent('tw-request', { detail: userCode }))}
      >
        ${texts.choose}
      </button>
    </li>`;
  }

  #claim(request: PairingRequest): string {
    if (request.claimedStoreCode === '') return texts.claimsNothing;
    return texts.claims(claimedStore(this.stores, request)?.name ?? request.claimedStoreCode);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-waiting-list': TwWaitingList;
  }
}
