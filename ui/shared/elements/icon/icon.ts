/** Drawn marks, one stroke weight. They sit beside words and are silent to assistive technology. */
import { svg, html } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';

const PATHS = {
  search: svg`<circle cx="11" cy="11" r="7"/><path d="m16.500 16.500 5 5"/>`,
  person: svg`<circle cx="12" cy="7.500" r="4"/><path d="M4 21c.8-4.500 4-6.500 8-6.500s7.200 2 8 6.500"/>`,
  phone: svg`<rect x="6.500" y="2.500" width="11" height="19" rx="2.500"/><path d="M10.500 18.300h3"/>`,
  back: svg`<path class="turns" d="M20 12H4.500m7-7-7 7 7 7"/>`,
  next: svg`<path class="turns" d="M9 5l7 7-7 7"/>`,
  close: svg`<path d="M5.500 5.500l13 13m0-13-13 13"/>`,
  check: svg`<path d="m4.500 12.800 5 5 10-11.300"/>`,
  globe: svg`<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c5.300 5.500 5.300 12.500 0 18-5.300-5.500-5.300-12.500 0-18z"/>`,
  backspace: svg`<path class="turns" d="M9 5h11a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H9l-6.500-7z"/><path d="m11.500 9.500 5 5m0-5-5 5"/>`,
  keyboard: svg`<rect x="2.500" y="6" width="19" height="12" rx="2"/><path d="M6.500 10h0m3.700 0h0m3.700 0h0m3.700 0h0M8 14.300h8"/>`,
  pin: svg`<path d="M12 21.500c4.700-5 7-8.700 7-11.700a7 7 0 1 0-14 0c0 3 2.300 6.700 7 11.700z"/><circle cx="12" cy="9.800" r="2.400"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof PATHS;

/** `slot` puts it into a button's icon slot. Arrows carry the class `turns`, mirrored by iconStyles in RTL. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg
    slot="icon"
    class="icon"
    viewBox="0 0 24 24"
    width="24"
    height="24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${PATHS[name]}
  </svg>`;
