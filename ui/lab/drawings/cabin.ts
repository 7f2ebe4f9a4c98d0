/** The fitting room: a rail, a mirror, a stool, two curtains that meet, and shoes under them when somebody is inside. */
import { css, svg } from 'lit';
import type { SVGTemplateResult } from 'lit';

/** Folds of one curtain, each a strip with a shaded half. */
const FOLDS = [0, 17, 34, 51];

const curtain = (side: 'left' | 'right'): SVGTemplateResult => svg`<g class="curtain ${side}">
  <path class="cloth" d="M0 0h68v112q-8.500 5-17 0t-17 0-17 0-17 0z" />
  ${FOLDS.map((x) => svg`<path class="fold" d="M${x + 11} 0h6v113.500q-3-2.500-6-2z" />`)}
</g>`;

export function cabin(): SVGTemplateResult {
  return svg`<svg class="cabin" viewBox="0 0 176 150" aria-hidden="true">
    <rect class="inside" x="16" y="12" width="144" height="128" />
    <g fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" class="inner">
      <rect x="66" y="30" width="44" height="78" rx="3" />
      <path d="m76 52 14-14M74 66l26-26" />
      <path d="M112 120h22M116 120v20M130 120v20M116 36h10M121 36v6c0 3 5 3 5 0" />
    </g>
    <g class="shoes"><path d="M70 138c0-6 4-8 6-8s3 2 4 4l5 2c2 1 2 4 0 4H70zM92 138c0-6 4-8 6-8s3 2 4 4l5 2c2 1 2 4 0 4H92z" /></g>
    <g transform="translate(20 16)">${curtain('left')}</g>
    <g transform="translate(156 16) scale(-1 1)">${curtain('right')}</g>
    <g fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round">
      <path d="M8 14h160M10 142h156" />
    </g>
  </svg>`;
}

export const cabinStyles = css`
  .cabin {
    width: 100%;
    height: auto;
    color: var(--ink);
    overflow: visible;
  }
  .inside {
    fill: var(--deep);
  }
  .inner {
    color: var(--edge);
  }
  .cloth {
    fill: var(--accent);
  }
  .fold {
    fill: var(--accent-press);
  }
  .curtain {
    transform: scaleX(0.3);
    transition: transform var(--slow) var(--ease);
  }
  :host([drawn]) .curtain {
    transform: scaleX(1.01);
  }
  .shoes {
    fill: var(--ink);
    opacity: 0;
    transform: translateY(4px);
    transition:
      opacity var(--calm) var(--ease),
      transform var(--calm) var(--ease);
  }
  :host([occupied]) .shoes {
    opacity: 1;
    transform: none;
  }
`;
