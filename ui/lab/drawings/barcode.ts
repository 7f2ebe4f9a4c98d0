/** An EAN-13 symbol as a scanner sees it (GS1 General Specifications, 5.2.1). */
import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';

/** Widths of space, bar, space, bar of each digit in number set A. */
const WIDTHS = ['3211', '2221', '2122', '1411', '1132', '1231', '1114', '1312', '1213', '3112'] as const;
/** Which of the left six digits are in number set B, by the first digit. */
const SETS = [
  'AAAAAA',
  'AABABB',
  'AABBAB',
  'AABBBA',
  'ABAABB',
  'ABBAAB',
  'ABBBAA',
  'ABABAB',
  'ABABBA',
  'ABBABA',
] as const;
const DIGITS = 13;
const HEIGHT = 34;
const GUARD_HEIGHT = 38;
const QUIET_ZONE = 11;
const MODULES = 95;

export function barcode(ean: string): SVGTemplateResult {
  const width = MODULES + 2 * QUIET_ZONE;
  return svg`<svg class="barcode" viewBox="0 0 ${width} ${GUARD_HEIGHT}" aria-hidden="true" shape-rendering="crispEdges">
    ${bars(ean).map(({ x, width: wide, isGuard }) => svg`<rect x=${x + QUIET_ZONE} y="0" width=${wide} height=${isGuard ? GUARD_HEIGHT : HEIGHT} fill="currentColor" />`)}
  </svg>`;
}

interface Bar {
  x: number;
  width: number;
  isGuard: boolean;
}

function bars(ean: string): Bar[] {
  if (!/^\d{13}$/u.test(ean)) return [];
  const sets = SETS[Number(ean[0])] ?? SETS[0];
  const result: Bar[] = [];
  let x = 0;
  const draw = (widths: string, isBarFirst: boolean, isGuard: boolean): void => {
    Array.from(widths).forEach((wide, index) => {
      if ((index % 2 === 0) === isBarFirst) result.push({ x, width: Number(wide), isGuard });
      x += Number(wide);
    });
  };
  draw('111', true, true);
  for (let at = 1; at < 7; at += 1) {
    const widths = WIDTHS[Number(ean[at])] ?? '';
    draw(sets[at - 1] === 'B' ? Array.from(widths).reverse().join('') : widths, false, false);
  }
  draw('11111', false, true);
  for (let at = 7; at < DIGITS; at += 1) draw(WIDTHS[Number(ean[at])] ?? '', true, false);
  draw('111', true, true);
  return result;
}
