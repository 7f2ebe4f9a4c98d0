import { html, LitElement, nothing, svg } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Thing } from '../data/things.ts';
import { thingDrawing, thingStyles } from '../drawings/thing-drawing.ts';
import { labStyles } from '../styles/lab.styles.ts';
import { texts } from '../texts.ts';
import { padStyles } from './reader-pad.styles.ts';

const SIGN = svg`<svg class="sign" viewBox="0 0 64 64" fill="none" stroke="currentColor" stroke-width="3"
  stroke-linecap="round" aria-hidden="true"><path d="M18 39a12 12 0 0 0 0-14M28 45a22 22 0 0 0 0-26M38 51a32 32 0 0 0 0-38" /></svg>`;

/**
 * The reader of a display: things are dropped on it, and it shows what lies there.
 *
 * @event tw-choose - clicks shall tap here
 * @event tw-lift - what lies here is to be lifted
 */
@customElement('tw-reader-pad')
export class TwReaderPad extends LitElement {
  static override styles = [...labStyles, thingStyles, padStyles];

  @property() reader = '';
  /** Name of the display it belongs to. */
  @property() name = '';
  @property({ attribute: false }) thing: Thing | null = null;
  /** Clicks tap here. */
  @property({ type: Boolean, reflect: true }) chosen = false;
  /** A dragged thing is above it. */
  @property({ type: Boolean, reflect: true }) over = false;
  @property({ type: Boolean, reflect: true }) unplugged = false;
  /** Grows with every tag that was put on; each pulses once. */
  @state() private reads = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('thing') && this.thing !== null && changed.get('thing')?.id !== this.thing.id)
      this.reads += 1;
  }

  override render(): TemplateResult {
    const { thing } = this;
    return html`<button
        class="pad"
        type="button"
        aria-pressed=${this.chosen ? 'true' : 'false'}
        @click=${this.#choose}
      >
        ${this.reads === 0 ? nothing : keyed(this.reads, html`<span class="ring" aria-hidden="true"></span>`)}
        ${thing === null ? SIGN : html`<span class="lying on-${thing.kind}">${thingDrawing(thing)}</span>`}
        <span class="name">${this.name}</span>
        <span class="hint">${this.#hint()}</span>
      </button>
      ${
        thing === null
          ? nothing
          : html`<button class="control lift" type="button" @click=${() => this.#tell('tw-lift')}>
              ${texts.lift}
            </button>`
      }
      <p class="spoken" role="status">${thing === null ? texts.nothingOn : texts.onIt(thing.name)}</p>`;
  }

  #hint(): string {
    if (this.unplugged) return texts.readerGone;
    if (this.thing !== null) return this.thing.name;
    return this.chosen ? texts.clickTaps : texts.clickWouldTap;
  }

  readonly #choose = (): void => this.#tell('tw-choose');

  #tell(name: 'tw-choose' | 'tw-lift'): void {
    this.dispatchEvent(new CustomEvent(name, { detail: this.reader, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-reader-pad': TwReaderPad;
  }
}
