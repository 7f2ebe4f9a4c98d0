/** One small drawing per tag that goes wrong, so that each is known at a glance. */
import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';

const LABEL = svg`<path d="M12 6h24a4 4 0 0 1 4 4v36a4 4 0 0 1-4 4H12a4 4 0 0 1-4-4V10a4 4 0 0 1 4-4z" />`;
const HOLE = svg`<circle cx="24" cy="13" r="2.500" />`;
const COIL = svg`<rect x="14" y="24" width="20" height="17" rx="4" /><rect x="18" y="28" width="12" height="9" rx="2.500" />`;
const CARD = svg`<rect x="4" y="14" width="40" height="27" rx="4" />`;

const DRAWINGS: Partial<Record<string, SVGTemplateResult>> = {
  genuine_tag: svg`${LABEL}${HOLE}<path d="m15 31 6.500 6.500L33 24.500" />`,
  copied_tag: svg`<path d="M17 3h21a4 4 0 0 1 4 4v31" stroke-dasharray="3 3" />${LABEL}${HOLE}<path d="m15 31 6.500 6.500L33 24.500" stroke-dasharray="3 3" />`,
  signed_card: svg`${CARD}<path d="m17 27.500 5 5 9.500-10" />`,
  blank: svg`${LABEL}${HOLE}`,
  factory_new: svg`<g stroke-dasharray="3 3">${LABEL}</g>${HOLE}${COIL}`,
  truncated: svg`<path d="M8 34V10a4 4 0 0 1 4-4h24a4 4 0 0 1 4 4v24l-5.300-4-5.400 5-5.300-5-5.300 5-5.400-5z" />${HOLE}<path d="M14 21h20" />`,
  lifted_half_way: svg`<g transform="rotate(-24 24 28)">${LABEL}${HOLE}</g><path d="M44 50c-3 3-9 4-14 4M47 43c0 3-1 4-2 6" />`,
  unknown_product: svg`${LABEL}${HOLE}<path d="M19.500 27a4.500 4.500 0 1 1 6.300 4.200c-1.300.6-1.800 1.500-1.800 3.100" /><circle cx="24" cy="39" r=".8" />`,
  points_elsewhere: svg`${LABEL}${HOLE}<path d="M18 38 31 25M22 24.500h9.500V34" />`,
  only_text: svg`${LABEL}${HOLE}<path d="M14 24h20M14 31h20M14 38h12" />`,
  unknown_card: svg`${CARD}<path d="M20.500 25a3.500 3.500 0 1 1 4.900 3.200c-1 .5-1.400 1.200-1.400 2.300" /><circle cx="24" cy="34.500" r=".7" />`,
  phone: svg`<rect x="6" y="5" width="22" height="42" rx="4" /><path d="M14 42h6" /><rect x="22" y="25" width="24" height="17" rx="3" fill="var(--paper)" /><path d="M22 31h24" />`,
};

export function oddityDrawing(id: string): SVGTemplateResult {
  return svg`<svg class="oddity" viewBox="0 0 48 56" fill="none" stroke="currentColor" stroke-width="1.75"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${DRAWINGS[id] ?? svg`${LABEL}${HOLE}${COIL}`}</svg>`;
}
