import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SourceRejection } from '../../../broker/contract/sources.ts';
import { ApiProblem } from '../data/api.ts';
import { announceSignedOut } from '../data/signed-out.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { fetchRejections, reportOf } from './sources-api.ts';
import { sourcesTexts as texts } from './sources-texts.ts';

/** As many as somebody reads; the file has them all. */
const MOST_SHOWN = 50;

/** Rows of a source that were left out, with the place and the reason of each. */
@customElement('tw-rejections')
export class TwRejections extends LitElement {
  static override styles = [
    ...deskStyles,
    css`
      :host {
        display: block;
      }
      .scroll {
        max-height: 20rem;
        overflow: auto;
        border-block: 1px solid var(--line);
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--type-small);
        line-height: 1.35;
      }
      th,
      td {
        padding: 0.5rem 1rem 0.5rem 0;
        text-align: start;
        vertical-align: top;
        overflow-wrap: anywhere;
      }
      th {
        position: sticky;
        top: 0;
        background: var(--paper);
        color: var(--quiet);
        font-weight: 500;
        box-shadow: inset 0 -1px 0 var(--line);
      }
      tr + tr td {
        border-top: 1px solid var(--line);
      }
      .place,
      .id {
        width: 24%;
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
        align-items: center;
        justify-content: space-between;
        padding-top: 0.75rem;
      }
      a.control {
        text-decoration: none;
      }
    `,
  ];

  /** Of which source. */
  @property({ attribute: false }) name = '';
  /** When it was read: other rows are asked for then. */
  @property({ attribute: false }) readAt = '';
  @state() private rows: readonly SourceRejection[] | null = null;
  @state() private failed = false;

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('name') || changed.has('readAt')) void this.#load();
  }

  override render(): TemplateResult {
    const { rows } = this;
    if (this.failed) return html`<p class="small said">${mark('warn')}${texts.failed}</p>`;
    if (rows === null) return html`<p class="small quiet">${texts.loading}</p>`;
    const rest = rows.length - MOST_SHOWN;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${texts.rejectedHint(this.name)}>
        <table>
          <thead>
            <tr>
              <th class="place" scope="col">${texts.place}</th>
              <th class="id" scope="col">${texts.id}</th>
              <th scope="col">${texts.reason}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.slice(0, MOST_SHOWN).map(
              ({ file, line, id, reason, code }) =>
                html`<tr>
                  <td>${file}:${line}</td>
                  <td>${id}</td>
                  <td title=${code}>${reason}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <div class="foot">
        <span class="small quiet">${rest > 0 ? texts.more(rest) : nothing}</span>
        <a class="control" href=${reportOf(this.name)} download>${texts.report}</a>
      </div>`;
  }

  async #load(): Promise<void> {
    try {
      this.rows = await fetchRejections(this.name);
      this.failed = false;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.kind === 'signed_out') announceSignedOut(this);
      this.failed = true;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-rejections': TwRejections;
  }
}
