import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ClearSnagRequest, ConsoleIntent } from '../../../broker/contract/console-intents.ts';
import type { IntentSnag, IntentStateName } from '../../../broker/contract/intents.ts';
import { ApiProblem } from '../data/api.ts';
import { announceSignedOut } from '../data/signed-out.ts';
import { ago, at } from '../data/time.ts';
import { when } from '../elements/when.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { clearSnag, moveRequest } from './requests-api.ts';
import { requestsTexts as texts } from './requests-texts.ts';

/** These say no, so the shopper hears why. */
const REFUSALS = new Set<IntentStateName>(['rejected', 'unavailable']);

/**
 * One thing a shopper wants: what, where, and the steps that somebody may take next.
 *
 * @event tw-moved - with the ConsoleIntent as it stands now
 * @event tw-old - it has moved on without us
 */
@customElement('tw-request-row')
export class TwRequestRow extends LitElement {
  static override styles = [
    ...deskStyles,
    css`
      :host {
        display: block;
        padding: 1rem 0 1.125rem;
        border-top: 1px solid var(--line);
      }
      .what {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0.125rem 1rem;
        overflow-wrap: anywhere;
      }
      .name {
        font-weight: 650;
      }
      .what > * {
        grid-column: 1;
      }
      .what > .code {
        grid-area: 1 / 2 / span 3;
        text-align: end;
      }
      .letters {
        font-family: var(--display);
        font-weight: 700;
        font-size: 1.5rem;
        letter-spacing: 0.08em;
        line-height: 1.1;
      }
      /* A number is read whole, where a line has the room. */
      .ref {
        display: inline-block;
      }
      .steps {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin-top: 0.75rem;
      }
      .snag {
        display: grid;
        gap: 0.125rem;
        margin-top: 0.75rem;
        overflow-wrap: anywhere;
      }
      /* Beside the mark of the sentence before. */
      .snag > p:not(.said) {
        padding-inline-start: 1.25rem;
      }
      .problem {
        margin-top: 0.5rem;
      }
    `,
  ];

  @property({ attribute: false }) line!: ConsoleIntent;
  @property({ attribute: false }) now!: Date;
  /** The store is worth naming: the list is of several. */
  @property({ type: Boolean }) named = false;
  @state() private busy = false;
  @state() private problem = '';

  override render(): TemplateResult {
    const { line, now } = this;
    const place = [this.named ? line.storeName : '', line.display || line.kiosk];
    return html`<div class="what">
        <p class="said">
          ${mark(texts.mark(line.state))}<span
            ><span class="strong">${texts.state(line.state)}</span
            ><span class="quiet"> · ${texts.kind(line.kind)}</span></span
          >
        </p>
        ${
          line.code === null
            ? nothing
            : html`<p class="code">
                <span class="small quiet">${texts.code}</span><br /><span class="letters">${line.code}</span>
              </p>`
        }
        ${line.lines.map((each) => this.#renderLine(each))}
        <p class="small quiet">
          ${place.filter((part) => part !== '').join(' · ')} ·
          ${when(line.askedAt, texts.asked(ago(new Date(line.askedAt), now)))}${
            line.expiresAt === null || line.next.length === 0
              ? nothing
              : html`, ${when(line.expiresAt, texts.until(at(new Date(line.expiresAt), now)))}`
          }
          ${line.externalRef === null ? nothing : html` · <span class="ref">${texts.order(line.externalRef)}</span>`}
        </p>
        ${line.reason === null ? nothing : html`<p class="small">${texts.reason(line.reason)}</p>`}
      </div>
      ${line.snag === null ? nothing : this.#renderSnag(line.snag)}
      ${line.next.length === 0 ? nothing : this.#renderSteps()}
      ${this.problem === '' ? nothing : html`<p class="problem said" role="alert">${mark('warn')}${this.problem}</p>`}`;
  }

  #renderLine({ title, colour, size, quantity, shelf, sku }: ConsoleIntent['lines'][number]): TemplateResult {
    const facts = [colour, size, shelf].filter((part) => part !== '').join(' · ');
    return html`<p>
      <span class="name">${texts.pieces(quantity)}${title || sku}</span> <span class="quiet">${facts}</span>
    </p>`;
  }

  #renderSteps(): TemplateResult {
    return html`<div class="steps">
      ${this.line.next.map(
        (to, index) =>
          html`<button
            class="control ${index === 0 ? 'primary' : ''} ${to === 'cancelled' ? 'plain' : ''}"
            type="button"
            ?disabled=${this.busy}
            @click=${() => void this.#move(to)}
          >
            ${texts.move(to)}
          </button>`,
      )}
    </div>`;
  }

  #renderSnag(snag: IntentSnag): TemplateResult {
    const { now } = this;
    const { since, tries, nextAt, note, settledAt } = snag;
    const isOpen = settledAt === null;
    return html`<div class="snag">
      <p class="said">${mark(isOpen ? 'warn' : 'go')}<span>${texts.snag(snag)}</span></p>
      ${note === null ? nothing : html`<p>${texts.says(note)}</p>`}
      ${
        isOpen
          ? html`<p class="small quiet">
                ${when(since, texts.tried(tries, ago(new Date(since), now)))}${
                  nextAt === null ? nothing : html`, ${when(nextAt, texts.again(at(new Date(nextAt), now)))}`
                }
              </p>
              <div class="steps">
                ${this.#renderClear('retry', texts.retry)} ${this.#renderClear('settled', texts.settled)}
              </div>`
          : nothing
      }
    </div>`;
  }

  #renderClear(how: ClearSnagRequest['how'], words: string): TemplateResult {
    return html`<button
      class="control"
      type="button"
      ?disabled=${this.busy}
      @click=${() => void this.#run(() => clearSnag(this.line.id, how))}
    >
      ${words}
    </button>`;
  }

  async #move(to: IntentStateName): Promise<void> {
    const reason = REFUSALS.has(to) ? ({ reason: 'not_found' } as const) : {};
    await this.#run(() => moveRequest(this.line.id, { to, ...reason }));
  }

  async #run(step: () => Promise<ConsoleIntent>): Promise<void> {
    this.busy = true;
    this.problem = '';
    try {
      this.dispatchEvent(new CustomEvent('tw-moved', { detail: await step() }));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.kind === 'signed_out') announceSignedOut(this);
      const isOld = error.code === 'TW_INTENT_MOVE' || error.code === 'TW_INTENT_UNKNOWN';
      this.problem = isOld ? texts.moved : texts.failed;
      if (isOld) this.dispatchEvent(new CustomEvent('tw-old'));
    } finally {
      this.busy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-request-row': TwRequestRow;
  }
}
