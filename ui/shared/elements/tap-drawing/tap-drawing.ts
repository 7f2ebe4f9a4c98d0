import { css, html, LitElement, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../../theme/base.styles.ts';

/**
 * A hand brings a swing tag to the reader. `tag` shows the gesture, `card` the same with a loyalty card, `still` stands.
 * Drawn by hand, without words, for the attract screen and for "once more, a little longer".
 */
@customElement('tw-tap-drawing')
export class TwTapDrawing extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        aspect-ratio: 1;
      }
      svg {
        width: 100%;
        height: 100%;
        overflow: visible;
        display: block;
      }
      .disc {
        fill: var(--accent);
      }
      .plate {
        fill: none;
        stroke: var(--on-accent);
        stroke-width: 7;
      }
      .wave {
        fill: none;
        stroke: var(--on-accent);
        stroke-width: 9;
        stroke-linecap: round;
      }
      .skin {
        fill: #f6d9c4;
      }
      .skin-line {
        stroke: #171611;
        stroke-width: 6;
        stroke-linejoin: round;
        stroke-linecap: round;
      }
      .sleeve {
        fill: #171611;
      }
      .tag {
        fill: #fbfaf6;
      }
      .tag-ink {
        stroke: #171611;
        stroke-width: 6;
        stroke-linecap: round;
        fill: none;
      }
      .hand {
        animation: bring 4.8s cubic-bezier(0.45, 0, 0.2, 1) infinite;
      }
      .wave {
        opacity: 0.28;
        animation: answer 4.8s linear infinite;
      }
      .w2 {
        animation-delay: 0.14s;
      }
      .w3 {
        animation-delay: 0.28s;
      }
      @keyframes bring {
        0%,
        12% {
          transform: translate(74px, -58px);
        }
        36%,
        72% {
          transform: translate(0, 0);
        }
        100% {
          transform: translate(74px, -58px);
        }
      }
      @keyframes answer {
        0%,
        36% {
          opacity: 0.28;
        }
        42%,
        66% {
          opacity: 1;
        }
        76%,
        100% {
          opacity: 0.28;
        }
      }
      :host([still]) .hand,
      :host([still]) .wave {
        animation: none;
      }
      :host([still]) .wave {
        opacity: 1;
      }
      @media (prefers-reduced-motion: reduce) {
        .hand,
        .wave {
          animation: none;
          opacity: 1;
        }
      }
    `,
  ];

  @property({ type: Boolean, reflect: true }) still = false;
  @property({ type: Boolean, reflect: true }) card = false;

  override render(): TemplateResult {
    return html`<svg viewBox="0 0 480 480" aria-hidden="true">
      <circle class="disc" cx="240" cy="240" r="240"></circle>
      <rect class="plate" x="62" y="232" width="176" height="176" rx="40"></rect>
      <path class="wave w1" d="M128 342a34 34 0 0 1 0-44"></path>
      <path class="wave w2" d="M106 360a62 62 0 0 1 0-80"></path>
      <path class="wave w3" d="M172 298a34 34 0 0 1 0 44"></path>
      <g class="hand">
        ${this.card ? CARD : TAG}
        <path
          class="sleeve"
          d="M372 62 470 160c8 8 20 4 20-8V20c0-9-7-16-16-16H380c-14 0-20 14-12 22z"
        ></path>
        <path
          class="skin skin-line"
          d="M404 166 354 116c-10-10-26-11-37-2l-66 52c-22 17-36 40-42 66l-8 34c-3 12 4 24 16 27 11 3 22-3 26-14l14-38 26-20-4 50c-1 13 8 24 21 26 12 1 23-7 25-19l12-62c24-2 47-14 62-33z"
        ></path>
        <path class="skin-line" fill="none" d="M325 256c16-2 30-8 42-18M281 241l22-30"></path>
      </g>
    </svg>`;
  }
}

const TAG = svg`<g transform="rotate(38 190 300)">
  <path class="tag tag-ink" d="M150 236h84a14 14 0 0 1 14 14v112a14 14 0 0 1-14 14h-84a14 14 0 0 1-14-14V250a14 14 0 0 1 14-14z"></path>
  <circle class="tag-ink" cx="192" cy="258" r="8"></circle>
  <path class="tag-ink" d="M160 300h64M160 322h40"></path>
  <path class="tag-ink" d="M162 346v12M174 346v12M186 346v12M204 346v12M216 346v12" stroke-width="5"></path>
</g>`;
const CARD = svg`<g transform="rotate(38 190 300)">
  <rect class="tag tag-ink" x="112" y="246" width="150" height="98" rx="14"></rect>
  <path class="tag-ink" d="M112 276h150M134 316h44"></path>
</g>`;

declare global {
  interface HTMLElementTagNameMap {
    'tw-tap-drawing': TwTapDrawing;
  }
}
