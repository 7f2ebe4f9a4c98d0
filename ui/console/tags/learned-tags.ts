import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { KioskSummary, LearnedTag } from '../../../broker/contract/http.ts';
import { ApiProblem } from '../data/api.ts';
import { kioskName } from '../data/names.ts';
import { announceSignedOut } from '../data/signed-out.ts';
import { ago } from '../data/time.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { rowStyles } from '../styles/rows.styles.ts';
import { mark } from '../styles/mark.ts';
import { texts } from '../texts.ts';
import { fetchLearned, forgetLearned, type LearnedTags } from './tags-api.ts';
import { variantName } from './variant-name.ts';

/** Tags that were learned, the newest first; each can be forgotten, after a second press. */
@customElement('tw-learned-tags')
export class TwLearnedTags extends LitElement {
  static override styles = [
    ...deskStyles,
    rowStyles,
    css`
      .uid {
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.02em;
      }
      .note {
        margin-top: 0.5rem;
      }
    `,
  ];

  @property({ attribute: false }) kiosks: readonly KioskSummary[] = [];
  @property({ attribute: false }) now!: Date;
  @state() private learned: LearnedTags | null = null;
  @state() private failed = false;
  /** Asked once whether it is meant. */
  @state() private doubting = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.refresh();
  }

  /** Asks the hub again. */
  async refresh(): Promise<void> {
    await this.#take(fetchLearned());
  }

  override render(): TemplateResult {
    return html`<section aria-labelledby="heading">
      <h3 id="heading">${texts.tags.learned.title}</h3>
      ${this.#renderTags()}
    </section>`;
  }

  #renderTags(): TemplateResult {
    const { learned } = this;
    if (this.failed) return html`<p class="note small said">${mark('warn')}${texts.tags.learned.failed}</p>`;
    if (learned === null) return html`<p class="note small quiet">${texts.tags.learned.loading}</p>`;
    if (learned.tags.length === 0) return html`<p class="note small quiet">${texts.tags.learned.none}</p>`;
    const rest = learned.total - learned.tags.length;
    return html`<ul>
        ${repeat(
          learned.tags,
          ({ uid }) => uid,
          (tag) => this.#renderTag(tag),
        )}
      </ul>
      ${rest > 0 ? html`<p class="note small quiet">${texts.tags.learned.more(rest)}</p>` : nothing}`;
  }

  #renderTag(tag: LearnedTag): TemplateResult {
    const product = tag.variant === null ? tag.sku : variantName(tag.variant);
    const isDoubted = this.doubting === tag.uid;
    return html`<li>
      <span>
        <span class="strong">${product}</span>
        ${tag.variant === null ? html`<span class="small quiet"> ${texts.tags.learned.gone}</span>` : nothing}<br />
        <span class="small quiet"
          ><span class="uid">${spaced(tag.uid)}</span> ·
          ${texts.tags.learned.learnedAt(ago(new Date(tag.learnedAt), this.now), this.#place(tag))}</span
        >
      </span>
      <button
        class="control"
        type="button"
        aria-label=${isDoubted ? nothing : texts.tags.learned.forgetHint(tag.uid, product)}
        @click=${() => void this.#forget(tag.uid)}
        @blur=${() => (this.doubting = '')}
      >
        ${isDoubted ? texts.tags.learned.sure : texts.tags.learned.forget}
      </button>
    </li>`;
  }

  #place({ store, kiosk }: LearnedTag): string {
    const known = this.kiosks.find((one) => one.store === store && one.kiosk === kiosk);
    return known === undefined ? store : kioskName(known, this.kiosks);
  }

  async #forget(uid: string): Promise<void> {
    if (this.doubting !== uid) {
      this.doubting = uid;
      return;
    }
    this.doubting = '';
    await this.#take(forgetLearned(uid));
  }

  async #take(answer: Promise<LearnedTags>): Promise<void> {
    try {
      this.learned = await answer;
      this.failed = false;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.kind === 'signed_out') announceSignedOut(this);
      this.failed = true;
    }
  }
}

/** In pairs of bytes, so that it can be compared with what is printed. */
function spaced(uid: string): string {
  return uid.match(/.{1,4}/g)?.join(' ') ?? uid;
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-learned-tags': TwLearnedTags;
  }
}
