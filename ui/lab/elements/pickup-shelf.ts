import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LabPickup, LabState } from '../../../broker/contract/http.ts';
import { products } from '../data/things.ts';
import { thingDrawing, thingStyles } from '../drawings/thing-drawing.ts';
import { labStyles } from '../styles/lab.styles.ts';
import { texts } from '../texts.ts';

/**
 * A shelf with an antenna under each product: what is lifted, the wall shows.
 *
 * @event tw-pickup - detail: `{ unit, lifted }`
 * @event tw-ghosts - detail: whether antennas are to lose products for a moment
 */
@customElement('tw-pickup')
export class TwPickup extends LitElement {
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
        grid-template-columns: repeat(4, minmax(0, 1fr));
        margin-top: 0.5rem;
        border-bottom: 0.5rem solid var(--line);
      }
      .place {
        position: relative;
        display: grid;
        grid-template-rows: 6.5rem auto;
        width: 100%;
        padding: 0.5rem 0.5rem 0.375rem;
        font-size: 0.75rem;
        line-height: 1.25;
        text-align: center;
      }
      .thing {
        /* What moves is painted apart: the photograph multiplies into this. */
        background: var(--paper);
        transition: transform var(--calm) var(--ease);
      }
      .place[aria-pressed='true'] .thing {
        transform: translateY(-1rem);
      }
      /* The antenna under the product. */
      .pad {
        justify-self: center;
        width: 3.5rem;
        height: 0.25rem;
        margin-bottom: 0.25rem;
        border-radius: 99px;
        background: var(--edge);
      }
      .place[aria-pressed='true'] .pad {
        background: var(--accent);
      }
      .words {
        min-width: 0;
      }
      .words span {
        display: block;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .ghosts {
        display: flex;
        align-items: center;
        gap: 0.625rem;
        min-height: 2.75rem;
        margin-top: 0.25rem;
      }
      .ghosts input {
        flex: none;
        width: 1.125rem;
        height: 1.125rem;
        margin: 0;
        accent-color: var(--ink);
      }
      .ghosts span span {
        display: block;
      }
    `,
  ];

  @property({ attribute: false }) lab!: LabState;
  @property({ attribute: false }) pickup!: LabPickup;

  override render(): TemplateResult {
    const { pickup: words } = texts;
    const { shelf, places, ghosts } = this.pickup;
    const isHaunted = this.lab.manners[shelf]?.now === 'ghost';
    return html`<section aria-labelledby="heading">
      <h2 class="part" id="heading">${words.heading}</h2>
      <p class="small quiet">${places.length === 0 ? words.empty : words.lead}</p>
      <ul>
        ${places.map((place) => html`<li>${this.#renderPlace(place)}</li>`)}
      </ul>
      <label class="ghosts small"
        ><input
          type="checkbox"
          .checked=${isHaunted}
          @change=${(event: Event) => this.#tell('tw-ghosts', (event.target as HTMLInputElement).checked)}
        /><span
          ><span class="strong">${words.ghosts}</span
          ><span class="quiet">${ghosts === 0 ? words.ghostsHint : words.ghostsSoFar(ghosts)}</span></span
        ></label
      >
    </section>`;
  }

  #renderPlace({ unit, sku, lifted }: LabPickup['places'][number]): TemplateResult {
    const thing = products(this.lab).find(({ id }) => id === sku);
    const name = thing?.name ?? sku;
    return html`<button
      class="place"
      type="button"
      aria-pressed=${lifted ? 'true' : 'false'}
      @click=${() => this.#tell('tw-pickup', { unit, lifted: !lifted })}
    >
      <span class="spoken">${lifted ? texts.pickup.putBack : texts.pickup.lift}</span>
      ${thing === undefined ? html`<span></span>` : thingDrawing(thing)}
      <span class="words"
        ><span class="pad"></span><span class="strong">${name}</span
        ><span class="quiet">${lifted ? texts.pickup.lifted : texts.pickup.lies}</span></span
      >
    </button>`;
  }

  #tell(name: 'tw-pickup' | 'tw-ghosts', detail: boolean | { unit: number; lifted: boolean }): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-pickup': TwPickup;
  }
}
