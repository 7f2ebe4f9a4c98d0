import { css, html, LitElement, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
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
        stroke-width: 8;
      }
      .wave {
        fill: none;
        stroke: var(--on-accent);
        stroke-width: 10;
        stroke-linecap: round;
        opacity: 0.3;
        animation: answer 4.8s linear infinite;
      }
      .w2 {
        animation-delay: 0.14s;
      }
      .w3 {
        animation-delay: 0.28s;
      }
      /* The hand is strokes: once wider in ink, once in its own colour, so that it has one even outline. */
      .limb {
        fill: none;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      .line {
        stroke: #171611;
      }
      .skin {
        stroke: #f3d3bb;
      }
      .sleeve {
        stroke: #171611;
        stroke-linecap: butt;
      }
      .cuff {
        stroke: #fbfaf6;
        stroke-linecap: butt;
      }
      .crease {
        fill: none;
        stroke: #171611;
        stroke-width: 5;
        stroke-linecap: round;
      }
      .tag {
        fill: #fbfaf6;
        stroke: #171611;
        stroke-width: 6;
        stroke-linejoin: round;
      }
      .hand {
        animation: bring 4.8s cubic-bezier(0.45, 0, 0.2, 1) infinite;
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
      <clipPath id="disc"><circle cx="240" cy="240" r="240"></circle></clipPath>
      <circle class="disc" cx="240" cy="240" r="240"></circle>
      <rect class="plate" x="74" y="214" width="196" height="196" rx="46"></rect>
      <path class="wave w1" d="M138 346a48 48 0 0 1 0-68"></path>
      <path class="wave w2" d="M114 370a82 82 0 0 1 0-116"></path>
      <g clip-path="url(#disc)">
        <g class="hand">
          ${limb(FINGERS_BEHIND, 40)} ${this.card ? CARD : TAG} ${limb(ARM, 86)} ${limb(THUMB, 44)}
          <path class="limb skin" stroke-width="74" d=${PALM}></path>
          <path class="crease" d="M300 262l20-24M352 262c-6 14-16 24-30 30"></path>
          <path class="limb line" stroke-width="118" stroke-linecap="butt" d="M405 128 560 -50"></path>
          <path class="limb cuff" stroke-width="106" d="M392 143l14-16"></path>
          <path class="limb sleeve" stroke-width="122" d="M410 122 560 -50"></path>
        </g>
      </g>
    </svg>`;
  }
}

const ARM = 'M410 120 348 190l-22 34';
const PALM = 'M380 154 346 192l-16 26';
const THUMB = 'M322 220l-50 22-36 40';
const FINGERS_BEHIND = 'M362 226l-30 62-54 44M330 230l-40 52-44 30';

const limb = (path: string, width: number): SVGTemplateResult =>
  svg`<path class="limb line" stroke-width=${width + 12} d=${path}></path><path class="limb skin" stroke-width=${width} d=${path}></path>`;

const TAG = svg`<g transform="rotate(40 206 304)">
  <path class="tag" d="M182 222h48l28 30v124a12 12 0 0 1-12 12h-80a12 12 0 0 1-12-12V252z"></path>
  <circle class="crease" cx="206" cy="252" r="9"></circle>
  <path class="crease" d="M178 300h56M178 322h34"></path>
  <path class="crease" d="M178 350v16M190 350v16M202 350v16M220 350v16M232 350v16"></path>
</g>`;
const CARD = svg`<g transform="rotate(40 206 304)">
  <rect class="tag" x="118" y="252" width="176" height="112" rx="14"></rect>
  <path class="crease" d="M118 286h176M142 334h52"></path>
</g>`;

declare global {
  interface HTMLElementTagNameMap {
    'tw-tap-drawing': TwTapDrawing;
  }
}
