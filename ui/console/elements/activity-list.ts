import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ActivityLine, KioskSummary } from '../../../broker/contract/http.ts';
import { kioskName, kioskOf, productNames } from '../data/names.ts';
import { sentence, type Sentence } from '../data/sentences.ts';
import { ago } from '../data/time.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { texts } from '../texts.ts';
import { activityStyles } from './activity-list.styles.ts';
import { when } from './when.ts';

type Filter = keyof typeof texts.activity.filters;
const FILTERS = Object.keys(texts.activity.filters) as Filter[];
const PAGE = 30;
/** After this long somebody has come, or the shopper has gone: the console cannot know which. */
const WAITS_MS = 15 * 60_000;

interface Told {
  line: ActivityLine;
  sentence: Sentence;
  /** Somebody waits, as far as anyone knows. */
  waits: boolean;
  place: string;
}

/** What happens, newest first, in sentences; somebody who waits stands out. */
@customElement('tw-activity')
export class TwActivity extends LitElement {
  static override styles = [...deskStyles, activityStyles];

  @property({ attribute: false }) lines: readonly ActivityLine[] = [];
  @property({ attribute: false }) kiosks: readonly KioskSummary[] = [];
  @property({ attribute: false }) now!: Date;
  @state() private filter: Filter = 'all';
  @state() private shown = PAGE;

  override render(): TemplateResult {
    const told = this.#tell();
    const matching = told.filter(({ sentence }) => this.filter === 'all' || sentence.kind === this.filter);
    const rest = matching.length - this.shown;
    return html`<section aria-labelledby="heading">
      <h2 class="lead" id="heading">${texts.activity.heading}</h2>
      ${this.#renderFilter(told)}
      ${matching.length === 0 ? html`<p class="quiet none">${this.#none()}</p>` : nothing}
      <ol>
        ${repeat(
          matching.slice(0, this.shown),
          ({ line }) => line.id,
          (one) => this.#renderLine(one),
        )}
      </ol>
      ${
        rest > 0
          ? html`<button class="control" type="button" @click=${() => (this.shown += PAGE)}>
              ${texts.activity.more(Math.min(rest, PAGE))}
            </button>`
          : nothing
      }
      <p class="spoken" role="status">${latestAsk(told)}</p>
    </section>`;
  }

  #renderFilter(told: readonly Told[]): TemplateResult {
    const asks = told.filter(({ waits }) => waits).length;
    return html`<fieldset>
      <legend class="spoken">${texts.activity.filter}</legend>
      ${FILTERS.map(
        (filter) =>
          html`<label>
            <input
              type="radio"
              name="filter"
              .checked=${filter === this.filter}
              @change=${() => this.#choose(filter)}
            /><span
              >${texts.activity.filters[filter]}${filter === 'asks' && asks > 0 ? html` <b>${asks}</b>` : nothing}</span
            >
          </label>`,
      )}
    </fieldset>`;
  }

  #renderLine({ line, sentence, waits, place }: Told): TemplateResult {
    return html`<li class=${waits ? 'ask waits' : sentence.tone}>
      <p>
        ${sentence.tone === 'trouble' ? html`${mark('warn')} ` : nothing}${
          waits ? html`<span class="flag">${texts.activity.needsSomeone}</span>` : nothing
        }${sentence.parts.map((part) =>
          typeof part === 'string' ? part : html`<strong>${part.strong}</strong>`,
        )}
      </p>
      <p class="small quiet foot">
        ${when(line.time, ago(new Date(line.time), this.now))}<span>${place}</span>
      </p>
    </li>`;
  }

  #tell(): Told[] {
    const products = productNames(this.lines);
    return this.lines.map((line) => {
      const kiosk = kioskOf(line, this.kiosks);
      const place = kiosk === undefined ? line.kiosk : kioskName(kiosk, this.kiosks);
      const told = sentence(line, { kiosk, products });
      const waits = told.tone === 'ask' && this.now.getTime() - Date.parse(line.time) < WAITS_MS;
      return { line, place, sentence: told, waits };
    });
  }

  #none(): string {
    return this.lines.length === 0 ? texts.activity.none : texts.activity.noneOfKind;
  }

  #choose(filter: Filter): void {
    this.filter = filter;
    this.shown = PAGE;
  }
}

/** For screen readers: only what needs somebody is read out, the rest would never stop. */
function latestAsk(told: readonly Told[]): string {
  const ask = told.find(({ waits }) => waits);
  if (ask === undefined) return '';
  const words = ask.sentence.parts.map((part) => (typeof part === 'string' ? part : part.strong));
  return `${texts.activity.needsSomeone}: ${words.join('')}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-activity': TwActivity;
  }
}
