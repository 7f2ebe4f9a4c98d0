import { css, html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { KioskSummary } from '../../../broker/contract/http.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { depthGraph, withPoint, type DepthPoint } from './depth-graph.ts';
import { uplinkLines, type UplinkLine } from './uplink-words.ts';

/** The events of one kiosk: whether they arrive, what waits, and what is wrong with what helps. */
@customElement('tw-uplink')
export class TwUplink extends LitElement {
  static override styles = [
    ...deskStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .whole {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 1.5rem;
        align-items: start;
      }
      ul {
        display: grid;
        gap: 0.375rem;
      }
      .help {
        display: block;
      }
      .graph {
        width: 11.25rem;
        height: 1.75rem;
        overflow: visible;
      }
      .graph path {
        fill: none;
        stroke-linejoin: round;
        stroke-linecap: round;
      }
      .ground {
        stroke: var(--line);
      }
      .line {
        stroke: var(--ink);
        stroke-width: 1.5;
      }
      .now {
        fill: var(--ink);
      }
      @container (max-width: 30rem) {
        .whole {
          grid-template-columns: minmax(0, 1fr);
          gap: 0.5rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) kiosk!: KioskSummary;
  @property({ attribute: false }) now!: Date;
  /** What was heard while this page has been open. */
  private points: readonly DepthPoint[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { uplink } = this.kiosk;
    if (!changed.has('kiosk') || uplink === null) return;
    this.points = withPoint(this.points, { at: Date.parse(uplink.at), depth: uplink.depth });
  }

  override render(): TemplateResult {
    return html`<div class="whole">
      <ul>
        ${uplinkLines(this.kiosk, this.now).map(renderLine)}
      </ul>
      ${this.kiosk.online ? depthGraph(this.points) : nothing}
    </div>`;
  }
}

function renderLine(line: UplinkLine): TemplateResult {
  return html`<li class="said">
    ${mark(line.mark)}<span
      >${line.text}${line.help === '' ? nothing : html` <span class="help small quiet">${line.help}</span>`}</span
    >
  </li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-uplink': TwUplink;
  }
}
