import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SourceState, SourceSummary } from '../../../broker/contract/sources.ts';
import { ApiProblem } from '../data/api.ts';
import { announceSignedOut } from '../data/signed-out.ts';
import { ago, lasting } from '../data/time.ts';
import { when } from '../elements/when.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark, type MarkName } from '../styles/mark.ts';
import { approveSource, readSource } from './sources-api.ts';
import { sourcesTexts as texts } from './sources-texts.ts';
import { sourceCardStyles } from './source-card.styles.ts';
import './rejection-table.ts';

const MARKS: Record<SourceState, MarkName> = {
  invalid: 'warn',
  paused: 'off',
  running: 'busy',
  never: 'wait',
  held: 'warn',
  failing: 'warn',
  good: 'go',
  watched: 'go',
};

/** One source: whether it works, how fresh it is, what it left out, and what waits for a decision. */
@customElement('tw-source-card')
export class TwSourceCard extends LitElement {
  static override styles = [...deskStyles, sourceCardStyles];

  @property({ attribute: false }) source!: SourceSummary;
  @property({ attribute: false }) now!: Date;
  @state() private showsRejected = false;
  @state() private doubting = false;
  @state() private busy = false;
  @state() private refusal = '';

  override render(): TemplateResult {
    const { source } = this;
    const { name, state: now, progress } = source;
    const words = now === 'running' && progress !== null ? texts.stage(progress) : texts.state[now];
    return html`<article aria-labelledby="name">
      <div class="top">
        <div>
          <h3 id="name">${name}</h3>
          ${source.description === '' ? nothing : html`<p class="small quiet">${source.description}</p>`}
          <p class="state said small" role="status">${mark(MARKS[now])}<span>${words}</span></p>
        </div>
        ${this.#renderRead()}
      </div>
      ${now === 'running' ? this.#renderBar() : nothing} ${this.#renderTrouble()} ${this.#renderHeld()}
      ${now === 'invalid' ? nothing : this.#renderFacts()}
      ${this.source.notes.map((words) => html`<p class="note small">${words}</p>`)} ${this.#renderRejected()}
    </article>`;
  }

  #renderRead(): TemplateResult | typeof nothing {
    const { state: now, name } = this.source;
    if (now === 'invalid' || now === 'paused' || now === 'watched') return nothing;
    const isReading = now === 'running' || this.busy;
    return html`<button
      class="control"
      type="button"
      aria-label=${isReading ? nothing : texts.readHint(name)}
      ?disabled=${isReading}
      @click=${() => void this.#ask(readSource(name))}
    >
      ${isReading ? texts.reading : texts.read}
    </button>`;
  }

  #renderBar(): TemplateResult {
    const { progress } = this.source;
    const total = progress?.total ?? null;
    const share =
      total === null || total === 0 || progress === null ? null : Math.min(1, progress.done / total);
    return html`<div
      class="bar"
      role="progressbar"
      aria-label=${progress === null ? texts.reading : texts.stage(progress)}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${share === null ? nothing : Math.round(share * 100)}
      ?data-unknown=${share === null}
    >
      <span .style=${share === null ? '' : `transform: scaleX(${share})`}></span>
    </div>`;
  }

  #renderTrouble(): TemplateResult | typeof nothing {
    const { state: now, problem, lastRun, live } = this.source;
    const failed = now === 'failing' ? (lastRun?.error?.message ?? '') : '';
    const words = problem ?? (failed === '' ? (live?.trouble ?? '') : failed);
    if (words === '' && this.refusal === '') return nothing;
    return html`<div class="note small">
      ${words === '' ? nothing : html`<p>${words}</p>`}
      ${failed === '' ? nothing : html`<p class="quiet">${texts.stays}</p>`}
      ${this.refusal === '' ? nothing : html`<p class="said">${mark('warn')}${this.refusal}</p>`}
    </div>`;
  }

  #renderHeld(): TemplateResult | typeof nothing {
    const { held, state: now, name } = this.source;
    if (held === null) return nothing;
    if (held.approved) return html`<p class="note small">${texts.approved}</p>`;
    const rows = Object.entries(held.removals).filter(([, { removed }]) => removed > 0);
    return html`<section class="note" aria-labelledby="held">
      <p class="strong" id="held">${texts.heldTitle}</p>
      <p class="small">${texts.heldLead}</p>
      <ul>
        ${rows.map(([kind, { removed, of }]) => html`<li class="figure">${texts.heldRow(kind, removed, of)}</li>`)}
      </ul>
      <p class="small quiet">${when(held.heldAt, texts.heldSince(ago(new Date(held.heldAt), this.now)))}</p>
      <div class="actions">
        <button
          class="control ${this.doubting ? 'primary' : ''}"
          type="button"
          aria-label=${this.doubting ? nothing : texts.approveHint(name)}
          ?disabled=${now === 'running' || this.busy}
          @click=${() => void this.#approve()}
          @blur=${() => (this.doubting = false)}
        >
          ${this.doubting ? texts.approveSure : texts.approve}
        </button>
      </div>
    </section>`;
  }

  #renderFacts(): TemplateResult {
    const { source, now } = this;
    const { lastGood, nextAt, every, parts, live } = source;
    const next = nextAt === null ? null : (Date.parse(nextAt) - now.getTime()) / 1_000;
    const counts = lastGood?.counts ?? null;
    const reads = source.state !== 'watched' && source.state !== 'paused';
    return html`<dl>
      <dt>${texts.gave}</dt>
      <dd>${texts.gives(parts)}</dd>
      ${
        reads
          ? html`<dt>${texts.rhythm}</dt>
              <dd>
                ${every === 0 ? texts.onChange : texts.every(lasting(every))}${
                  next === null ? nothing : html`, ${next > 0 ? texts.inTime(lasting(next)) : texts.onItsWay}`
                }
              </dd>
              <dt>${texts.last}</dt>
              <dd>
                ${lastGood === null ? texts.unread : when(lastGood.endedAt, ago(new Date(lastGood.endedAt), now))}
              </dd>`
          : nothing
      }
      ${
        counts === null
          ? nothing
          : html`<dt>${texts.changed}</dt>
              <dd>${texts.changes(counts) || texts.nothingChanged}</dd>`
      }
      ${
        live === null
          ? nothing
          : html`<dt>${texts.live}</dt>
              <dd>
                ${
                  live.changedAt === null
                    ? texts.liveNone
                    : texts.liveLast(ago(new Date(live.changedAt), now), live.changes)
                }
              </dd>`
      }
    </dl>`;
  }

  #renderRejected(): TemplateResult | typeof nothing {
    const { rejections, name, lastRun } = this.source;
    if (rejections === 0) return nothing;
    return html`<div class="out small">
        <span class="said">${mark('warn')}${texts.rejected(rejections)}</span>
        <button
          class="control plain"
          type="button"
          aria-expanded=${this.showsRejected ? 'true' : 'false'}
          @click=${() => (this.showsRejected = !this.showsRejected)}
        >
          ${this.showsRejected ? texts.hideRejected : texts.showRejected}
        </button>
      </div>
      ${
        this.showsRejected
          ? html`<tw-rejections .name=${name} .readAt=${lastRun?.endedAt ?? ''}></tw-rejections>`
          : nothing
      }`;
  }

  async #approve(): Promise<void> {
    if (!this.doubting) {
      this.doubting = true;
      return;
    }
    this.doubting = false;
    await this.#ask(approveSource(this.source.name));
  }

  /** The stream says what came of it; the answer only makes it quicker. */
  async #ask(answer: Promise<SourceSummary>): Promise<void> {
    this.busy = true;
    this.refusal = '';
    try {
      this.source = await answer;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.kind === 'signed_out') announceSignedOut(this);
      this.refusal = error.kind === 'refused' ? texts.refused(error.message) : texts.failed;
    } finally {
      this.busy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-source-card': TwSourceCard;
  }
}
