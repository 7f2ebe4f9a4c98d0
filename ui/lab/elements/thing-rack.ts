import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Thing } from '../data/things.ts';
import { grab, pick } from '../data/thing-events.ts';
import { thingDrawing, thingStyles } from '../drawings/thing-drawing.ts';
import { labStyles } from '../styles/lab.styles.ts';
import { texts } from '../texts.ts';

/** A rack of cards, or a drawer of tags that go wrong. */
@customElement('tw-rack')
export class TwRack extends LitElement {
  static override styles = [
    ...labStyles,
    thingStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        margin-top: 0.625rem;
      }
      :host([kind='oddity']) ul {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(3.5rem, 1fr));
        gap: 0.25rem 0;
      }
      button {
        display: grid;
        cursor: grab;
        touch-action: none;
        user-select: none;
        -webkit-user-select: none;
        border-radius: 0.5rem;
      }
      :host([kind='oddity']) button {
        width: 100%;
        height: 100%;
        justify-items: center;
        align-content: start;
        gap: 0.375rem;
        padding: 0.375rem 0.125rem;
      }
      :host([kind='oddity']) button:hover {
        background: var(--deep);
      }
      /* Cards stand behind one another; each shows its name. */
      :host([kind='card']) ul {
        display: grid;
        justify-content: start;
      }
      :host([kind='card']) li:not(:last-child) button {
        height: 1.75rem;
      }
      :host([kind='card']) .thing {
        box-shadow: 0 0 0 1.5px var(--paper);
      }
      .thing {
        transition: transform var(--fast) var(--ease);
      }
      button:hover .thing,
      button:focus-visible .thing {
        transform: translateY(-0.25rem);
      }
      .words {
        font-size: 0.75rem;
        line-height: 1.2;
        text-align: center;
        text-wrap: balance;
      }
    `,
  ];

  @property() heading = '';
  @property() empty = '';
  @property({ reflect: true }) kind: 'card' | 'oddity' = 'card';
  @property({ attribute: false }) things: readonly Thing[] = [];

  override render(): TemplateResult {
    return html`<section aria-labelledby="heading">
      <h2 class="part" id="heading">${this.heading}</h2>
      ${this.things.length === 0 ? html`<p class="quiet small">${this.empty}</p>` : this.#renderThings()}
    </section>`;
  }

  #renderThings(): TemplateResult {
    return html`<ul>
      ${this.things.map(
        (thing) =>
          html`<li>
            <button
              type="button"
              aria-label=${texts.tap(thing.name)}
              @click=${(event: Event) => pick(event, thing)}
              @pointerdown=${(event: PointerEvent) => grab(event, thing)}
            >
              ${thingDrawing(thing)}${thing.kind === 'oddity' ? html`<span class="words">${thing.name}</span>` : ''}
            </button>
          </li>`,
      )}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-rack': TwRack;
  }
}
