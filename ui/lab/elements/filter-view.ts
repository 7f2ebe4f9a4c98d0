import { css, html, LitElement, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LabPiece, LabRooms, LabState } from '../../../broker/contract/http.ts';
import { placeName } from '../data/places.ts';
import { pieces } from '../data/things.ts';
import { labStyles } from '../styles/lab.styles.ts';
import { texts } from '../texts.ts';

/** Between these (dBm) everything happens. */
const WEAKEST = -82;
const STRONGEST = -40;
const PERCENT = 100;

/** What each antenna read of each garment, and what the presence filter concludes from it. */
@customElement('tw-filter')
export class TwFilter extends LitElement {
  static override styles = [
    ...labStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .scroll {
        overflow-x: auto;
        scrollbar-width: thin;
      }
      table {
        width: 100%;
        min-width: 36rem;
        margin-top: 0.5rem;
        border-collapse: collapse;
        border-top: 1px solid var(--line);
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 0.5rem 0.75rem 0.5rem 0;
        border-bottom: 1px solid var(--line);
        text-align: start;
        vertical-align: middle;
        font-weight: inherit;
        line-height: 1.25;
      }
      thead th {
        font-size: var(--type-small);
        color: var(--quiet);
      }
      tbody th {
        width: 22%;
      }
      td:last-child {
        width: 24%;
        padding-inline-end: 0;
      }
      .level {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      .bar,
      .beliefs {
        display: block;
        width: 100%;
        border-radius: 99px;
        background: var(--deep);
        fill: var(--edge);
      }
      .bar {
        flex: 1;
        height: 0.5rem;
        min-width: 2.5rem;
      }
      rect {
        transition: width var(--calm) var(--ease);
      }
      [data-here] .bar,
      rect[data-here] {
        fill: var(--ink);
      }
      .dbm {
        flex: none;
        width: 3.75rem;
        white-space: nowrap;
        font-size: var(--type-small);
      }
      .beliefs {
        height: 0.375rem;
        margin-top: 0.25rem;
      }
    `,
  ];

  @property({ attribute: false }) lab!: LabState;

  override render(): TemplateResult {
    const { rooms } = this.lab;
    const hung = pieces(this.lab);
    const { filter } = texts;
    return html`<section aria-labelledby="heading">
      <h2 class="part" id="heading">${filter.heading}</h2>
      ${
        rooms === null || hung.length === 0
          ? html`<p class="quiet">${filter.none}</p>`
          : // oxlint-disable-next-line no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
            html`<div class="scroll" tabindex="0" role="region" aria-label=${filter.table}>
              ${this.#renderTable(rooms, hung)}
            </div>`
      }
    </section>`;
  }

  #renderTable(rooms: LabRooms, hung: ReturnType<typeof pieces>): TemplateResult {
    const { filter } = texts;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${filter.garment}</th>
          ${rooms.places.map((place) => html`<th scope="col">${placeName(rooms, place)}</th>`)}
          <th scope="col">${filter.concluded}</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          hung,
          ({ piece }) => piece.epc,
          ({ piece, thing }) =>
            html`<tr>
              <th scope="row">
                <span class="strong">${thing.name}</span> <span class="small quiet">${thing.note}</span>
              </th>
              ${rooms.places.map(({ place }, antenna) => this.#renderStrength(piece, place, antenna))}
              <td>${this.#renderConclusion(rooms, piece)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #renderStrength(piece: LabPiece, place: string, antenna: number): TemplateResult {
    const dbm = piece.strengths[antenna] ?? null;
    const share = dbm === null ? 0 : Math.min(1, Math.max(0.04, (dbm - WEAKEST) / (STRONGEST - WEAKEST)));
    const words = dbm === null ? texts.filter.unread : texts.filter.strength(dbm, piece.reads[antenna] ?? 0);
    return html`<td ?data-here=${piece.concluded === place}>
      <span class="level" title=${words}
        >${bar(share)}<span class="dbm ${dbm === null ? 'quiet' : ''}"
          >${dbm === null ? texts.filter.unread : texts.filter.dbm(dbm)}</span
        ></span
      >
    </td>`;
  }

  #renderConclusion(rooms: LabRooms, piece: LabPiece): TemplateResult {
    const index = rooms.places.findIndex(({ place }) => place === piece.concluded);
    const place = rooms.places[index];
    const percent = Math.round((piece.beliefs[index] ?? 0) * PERCENT);
    return html`<span class=${place === undefined ? 'quiet' : 'strong'}
        >${place === undefined ? texts.filter.nowhere : placeName(rooms, place)}</span
      >
      <span class="small quiet">${place === undefined ? '' : texts.filter.sure(percent)}</span>
      ${beliefBar(piece.beliefs, index)}`;
  }
}

/** Drawn rather than styled: the pages allow no styles but their own. */
function bar(share: number): TemplateResult {
  return html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
    <rect width=${share * PERCENT} height="1" />
  </svg>`;
}

/** One piece per room, that of the conclusion in ink; what is left is in front of them, or away. */
function beliefBar(beliefs: readonly number[], here: number): TemplateResult {
  const before = (at: number): number => beliefs.slice(0, at).reduce((sum, belief) => sum + belief, 0);
  return html`<svg class="beliefs" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
    ${beliefs.map(
      (belief, at) =>
        svg`<rect x=${before(at) * PERCENT} width=${belief * PERCENT} height="1" ?data-here=${at === here} />`,
    )}
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-filter': TwFilter;
  }
}
