import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { cabin, cabinStyles } from '../drawings/cabin.ts';
import { labStyles } from '../styles/lab.styles.ts';
import { texts } from '../texts.ts';

/**
 * The fitting room, whose radar notices who walks in.
 *
 * @event tw-walk - detail: whether somebody is to be inside
 */
@customElement('tw-fitting-room')
export class TwFittingRoom extends LitElement {
  static override styles = [
    ...labStyles,
    cabinStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .scene {
        display: block;
        width: 100%;
        max-width: 15rem;
        margin-top: 0.5rem;
        border-radius: 0.25rem;
      }
      .scene:disabled {
        cursor: default;
        opacity: 0.6;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 0.75rem;
        max-width: 15rem;
      }
      .line .control {
        margin-block: -0.5625rem 0;
      }
    `,
  ];

  @property() name = '';
  @property({ type: Boolean, reflect: true }) occupied = false;
  /** Its curtain is drawn. */
  @property({ type: Boolean, reflect: true }) drawn = false;
  @property({ type: Boolean }) radar = true;

  override render(): TemplateResult {
    const { room } = texts;
    return html`<section aria-labelledby="heading">
      <div class="line">
        <h2 class="part" id="heading">${this.name || room.heading}</h2>
        <button class="control" type="button" ?disabled=${!this.radar} @click=${this.#walk}>
          ${this.occupied ? room.leave : room.walkIn}
        </button>
      </div>
      <button
        class="scene"
        type="button"
        tabindex="-1"
        aria-hidden="true"
        ?disabled=${!this.radar}
        @click=${this.#walk}
      >
        ${cabin()}
      </button>
      <p class="small quiet" role="status">${this.#state()}</p>
    </section>`;
  }

  #state(): string {
    if (!this.radar) return texts.room.noRadar;
    return this.occupied ? texts.room.occupied : texts.room.empty;
  }

  readonly #walk = (): void => {
    this.dispatchEvent(new CustomEvent('tw-walk', { detail: !this.occupied }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-fitting-room': TwFittingRoom;
  }
}
