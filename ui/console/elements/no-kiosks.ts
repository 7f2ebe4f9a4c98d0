import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ConsoleOverview } from '../../../broker/contract/http.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { texts } from '../texts.ts';

const SAMPLE_STORE = 'STORE';

/** Before the first kiosk: how to connect one, with the values of this hub filled in. */
@customElement('tw-no-kiosks')
export class TwNoKiosks extends LitElement {
  static override styles = [
    ...deskStyles,
    css`
      section {
        border-top: 2px solid var(--ink);
        padding-top: 1rem;
        max-width: 46rem;
      }
      .lead {
        margin-top: 0.5rem;
      }
      ol {
        display: grid;
        gap: 1.5rem;
        margin: 2rem 0;
      }
      code {
        display: block;
        margin-top: 0.5rem;
        padding: 0.75rem 1rem;
        border-radius: 0.5rem;
        background: var(--deep);
        font-size: var(--type-small);
        line-height: 1.6;
        overflow-wrap: anywhere;
        user-select: all;
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.125rem 1.25rem;
        margin: 0.5rem 0 2rem;
      }
    `,
  ];

  @property({ attribute: false }) tenant = '';
  @property({ attribute: false }) stores: ConsoleOverview['stores'] = [];

  override render(): TemplateResult {
    const { empty } = texts;
    const store = this.stores[0]?.storeCode ?? SAMPLE_STORE;
    const broker = `mqtt://${location.hostname}:1883`;
    const command = `tapwall kiosk --tenant ${this.tenant} --store ${store} --broker ${broker} --hub ${location.origin}`;
    const [start, open] = empty.steps;
    return html`<section aria-labelledby="title">
      <h2 class="title" id="title">${empty.title}</h2>
      <p class="quiet lead text">${empty.lead}</p>
      <ol>
        <li>${start}<code>${command}</code></li>
        <li>${open}<code>http://127.0.0.1:7300/wall</code><code>http://127.0.0.1:7300/room</code></li>
      </ol>
      ${
        this.stores.length === 0
          ? nothing
          : html`<h3 class="small quiet">${empty.storeCodes}</h3>
              <dl>
                ${this.stores.map(
                  ({ storeCode, name }) =>
                    html`<dt class="strong">${storeCode}</dt>
                      <dd>${name}</dd>`,
                )}
              </dl>`
      }
      <p class="said" role="status">${mark('wait')}${empty.waiting}</p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-no-kiosks': TwNoKiosks;
  }
}
