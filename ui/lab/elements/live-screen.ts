import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { labStyles } from '../styles/lab.styles.ts';
import { texts } from '../texts.ts';

/** The size a display has in a store. */
const WIDTH = 1080;

/** One real screen of the kiosk in the frame of a totem, drawn at its own size and made smaller as a whole. */
@customElement('tw-live-screen')
export class TwLiveScreen extends LitElement {
  static override styles = [
    ...labStyles,
    css`
      :host {
        display: block;
      }
      figcaption {
        display: flex;
        justify-content: space-between;
        align-items: baseline;
        gap: 1rem;
        padding: 0.625rem 0.25rem 0;
        font-size: var(--type-small);
      }
      a {
        color: var(--quiet);
        text-underline-offset: 0.25em;
      }
      .bezel {
        padding: 0.5rem;
        border-radius: 1rem;
        background: var(--ink);
      }
      .glass {
        position: relative;
        overflow: hidden;
        aspect-ratio: 1080 / 1920;
        border-radius: 0.5rem;
        background: var(--deep);
      }
      iframe {
        position: absolute;
        inset: 0 auto auto 0;
        width: 1080px;
        height: 1920px;
        border: 0;
        transform: scale(var(--scale, 0.35));
        transform-origin: 0 0;
      }
    `,
  ];

  @property() name = '';
  @property() path = '';
  @query('.glass') private readonly glass!: HTMLElement;

  readonly #sizes = new ResizeObserver(([entry]) => {
    if (entry !== undefined) this.style.setProperty('--scale', String(entry.contentRect.width / WIDTH));
  });

  override render(): TemplateResult {
    return html`<figure>
      <div class="bezel">
        <div class="glass"><iframe src=${this.path} title=${texts.screens.frame(this.name)}></iframe></div>
      </div>
      <figcaption>
        <span class="strong">${this.name}</span>
        <a href=${this.path} target="_blank" rel="noopener">${texts.screens.open}</a>
      </figcaption>
    </figure>`;
  }

  protected override firstUpdated(): void {
    this.#sizes.observe(this.glass);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-live-screen': TwLiveScreen;
  }
}
