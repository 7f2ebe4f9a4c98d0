import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Thing } from '../data/things.ts';
import { grab, pick } from '../data/thing-events.ts';
import { thingDrawing, thingStyles } from '../drawings/thing-drawing.ts';
import { labStyles } from '../styles/lab.styles.ts';
import { texts } from '../texts.ts';

/** The products of the store on two boards. Arrow keys move along, Enter or a click taps, a pointer drags. */
@customElement('tw-shelf')
export class TwShelf extends LitElement {
  static override styles = [
    ...labStyles,
    thingStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      ul {
        display: grid;
        grid-template-rows: repeat(2, auto);
        grid-auto-flow: column;
        grid-auto-columns: minmax(6rem, 1fr);
        row-gap: 0.75rem;
        margin-top: 0.5rem;
        padding: 0.25rem 0.25rem 0.5rem;
        overflow-x: auto;
        scrollbar-width: thin;
        scrollbar-color: var(--edge) transparent;
      }
      button {
        position: relative;
        display: grid;
        grid-template-rows: 4.5rem auto;
        width: 100%;
        cursor: grab;
        /* Sideways scrolls the shelf; any other way takes the product. */
        touch-action: pan-x;
        user-select: none;
        -webkit-user-select: none;
      }
      .thing {
        transition: transform var(--fast) var(--ease);
        transform-origin: bottom;
      }
      button:hover .thing,
      button:focus-visible .thing {
        transform: translateY(-0.25rem);
      }
      button:focus-visible {
        outline-offset: -2px;
        border-radius: 0.5rem;
      }
      /* The board the product stands on, with its price rail. */
      .words {
        border-top: 0.375rem solid var(--raw-paper-3);
        padding: 0.25rem 0.375rem 0;
        font-size: 0.75rem;
        line-height: 1.25;
        min-width: 0;
      }
      .words span {
        display: block;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
    `,
  ];

  @property({ attribute: false }) things: readonly Thing[] = [];
  /** The one product that Tab reaches. */
  @state() private current = 0;

  override render(): TemplateResult {
    return html`<section aria-labelledby="shelf">
      <h2 class="part" id="shelf">${texts.shelf}</h2>
      ${
        this.things.length === 0
          ? html`<p class="quiet">${texts.shelfEmpty}</p>`
          : html`<p class="spoken" id="hint">${texts.shelfHint}</p>
              <ul aria-describedby="hint" @keydown=${this.#key}>
                ${this.things.map((thing, index) => this.#renderThing(thing, index))}
              </ul>`
      }
    </section>`;
  }

  #renderThing(thing: Thing, index: number): TemplateResult {
    const note = thing.kind === 'sku' ? thing.note : '';
    return html`<li>
      <button
        type="button"
        tabindex=${index === Math.min(this.current, this.things.length - 1) ? '0' : '-1'}
        title=${thing.name}
        @click=${(event: Event) => pick(event, thing)}
        @pointerdown=${(event: PointerEvent) => grab(event, thing)}
        @focus=${() => (this.current = index)}
      >
        <span class="spoken">${texts.tapIt}</span>${thingDrawing(thing)}
        <span class="words"><span class="strong">${thing.name}</span><span class="quiet">${note}</span></span>
      </button>
    </li>`;
  }

  /** The boards fill by columns: up and down change the board, left and right the place. */
  readonly #key = (event: KeyboardEvent): void => {
    const steps: Partial<Record<string, number>> = {
      ArrowRight: 2,
      ArrowLeft: -2,
      ArrowDown: 1,
      ArrowUp: -1,
    };
    const last = this.things.length - 1;
    const step = steps[event.key];
    const wanted =
      event.key === 'Home' ? 0 : event.key === 'End' ? last : step === undefined ? -1 : this.current + step;
    if (wanted < 0 || wanted > last) return;
    event.preventDefault();
    this.renderRoot.querySelectorAll('button')[wanted]?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-shelf': TwShelf;
  }
}
