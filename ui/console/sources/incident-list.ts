import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SourceIncident } from '../../../broker/contract/sources.ts';
import { ago, at, lasting } from '../data/time.ts';
import { when } from '../elements/when.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { sourcesTexts } from './sources-texts.ts';

const { incident: texts } = sourcesTexts;

/** Incidents of sources: what is open, and what is over. */
@customElement('tw-source-incidents')
export class TwSourceIncidents extends LitElement {
  static override styles = [
    ...deskStyles,
    css`
      section {
        padding-top: 1.75rem;
        border-top: 1px solid var(--line);
      }
      h3 {
        margin: 0 0 0.75rem;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
        display: grid;
        gap: 0.9rem;
      }
      li p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      /* Beside the mark of the sentence before. */
      li > p:not(.said) {
        padding-inline-start: 1.25rem;
      }
    `,
  ];

  @property({ attribute: false }) incidents: readonly SourceIncident[] = [];
  @property({ attribute: false }) now!: Date;

  override render(): TemplateResult | typeof nothing {
    if (this.incidents.length === 0) return nothing;
    return html`<section aria-labelledby="incidents">
      <h3 class="lead" id="incidents">${texts.title}</h3>
      <ul>
        ${this.incidents.map((incident) => this.#renderOne(incident))}
      </ul>
    </section>`;
  }

  #renderOne(incident: SourceIncident): TemplateResult {
    const { openedAt, closedAt, message, code } = incident;
    const seconds = closedAt === null ? 0 : (Date.parse(closedAt) - Date.parse(openedAt)) / 1_000;
    const opened = ago(new Date(openedAt), this.now);
    const words = closedAt === null ? texts.open(opened) : texts.over(opened, lasting(seconds));
    return html`<li>
      <p class="said small">
        ${mark(closedAt === null ? 'warn' : 'go')}<span>${localTimes(message, this.now)}</span>
      </p>
      <p class="small quiet">${when(openedAt, words)} · ${texts.reason(code)}</p>
    </li>`;
  }
}

/** The hub writes times for every zone; whoever reads them has one. */
function localTimes(message: string, now: Date): string {
  return message.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/gu, (time) => at(new Date(time), now));
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-source-incidents': TwSourceIncidents;
  }
}
