/* oxlint-disable max-params -- a mark reads best with its coordinates in a row */
import { box, button, fill, line, stitch } from '../marks.ts';
import type { Tones } from '../paint.ts';

/** A snap: a ring with a bright point. */
export const snap = (x: number, y: number, t: Tones, r = 11): string => button(x, y, r, t.ink, t.glow, t.ink);

/** A patch pocket with a buttoned flap. */
export const flapPocket = (
  x: number,
  y: number,
  w: number,
  h: number,
  t: Tones,
  weave: string,
  bellows = false,
): string => {
  const flapH = h * 0.32;
  const body = `M${x} ${y} V${y + h - 26} q0 26 26 26 h${w - 52} q26 0 26 -26 V${y}Z`;
  const flap = `M${x - 8} ${y} h${w + 16} v${flapH - 18} l-${w * 0.18} 18 h-${w * 0.64 + 16} l-${w * 0.18} -18Z`;
  return [
    fill(`M${x + 6} ${y} V${y + h - 10} q2 20 30 22 h${w - 40} q26 -6 22 -30 V${y}Z`, '#140d0a', 0.2),
    fill(body, t.base),
    fill(body, weave),
    bellows
      ? fill(box(x + w * 0.42, y + flapH, w * 0.16, h - flapH), t.shade, 0.8) +
        line(
          `M${x + w * 0.42} ${y + flapH} v${h - flapH} M${x + w * 0.58} ${y + flapH} v${h - flapH}`,
          t.seam,
          2.6,
        )
      : '',
    line(body, t.ink, 3),
    stitch(`M${x + 11} ${y + 10} V${y + h - 30} q0 18 20 18 h${w - 62} q20 0 20 -18 V${y + 10}`, t.thread),
    fill(
      `M${x - 4} ${y + 8} h${w + 10} v${flapH} l-${w * 0.18} 16 h-${w * 0.64 + 8} l-${w * 0.18} -14Z`,
      '#140d0a',
      0.22,
    ),
    fill(flap, t.lit),
    fill(flap, weave),
    line(flap, t.ink, 3),
    stitch(
      `M${x + 2} ${y + 9} v${flapH - 32} l${w * 0.17} 14 h${w * 0.62} l${w * 0.17} -14 v-${flapH - 32}`,
      t.thread,
    ),
    snap(x + w / 2, y + flapH - 18, t),
  ].join('');
};

/** An open patch, as on a cardigan. */
export const patchPocket = (x: number, y: number, w: number, h: number, t: Tones, weave: string): string => {
  const d = `M${x} ${y} V${y + h - 20} q0 20 20 20 h${w - 40} q20 0 20 -20 V${y}Z`;
  return (
    fill(d, '#140d0a', 0.16, 'transform="translate(5 7)"') +
    fill(d, t.base) +
    fill(d, weave) +
    line(d, t.ink, 3) +
    fill(box(x, y, w, 30), t.shade) +
    line(`M${x} ${y + 30} h${w}`, t.seam, 3)
  );
};

/** A slanted welt for the hand. */
export const welt = (x: number, y: number, length: number, lean: number, t: Tones, side: -1 | 1): string => {
  const d = `M${x} ${y} l${side * lean} ${length} l${side * 34} -6 l${-side * lean} ${-length}Z`;
  return (
    fill(d, '#140d0a', 0.2, `transform="translate(4 6)"`) +
    fill(d, t.lit) +
    line(d, t.ink, 3) +
    stitch(`M${x + side * 8} ${y + 10} l${side * lean * 0.95} ${length - 18}`, t.thread, 2.2)
  );
};

/** A zip down a line: tape, teeth, puller. */
export const zip = (
  x: number,
  top: number,
  bottom: number,
  t: Tones,
  metal: string,
  pullAt = top + 20,
): string =>
  [
    fill(box(x - 15, top, 30, bottom - top), t.deep),
    line(`M${x - 15} ${top} V${bottom} M${x + 15} ${top} V${bottom}`, t.ink, 2.6),
    `<path d="M${x} ${top} V${bottom}" stroke="${metal}" stroke-width="13" stroke-dasharray="4 4"/>`,
    line(`M${x} ${top} V${bottom}`, t.ink, 2, 0.7),
    fill(box(x - 11, pullAt, 22, 26, 5), metal),
    fill(box(x - 7, pullAt + 24, 14, 50, 6), metal),
    line(box(x - 7, pullAt + 24, 14, 50, 6), t.ink, 2.4),
    fill(box(x - 3, pullAt + 54, 6, 12, 3), t.ink),
  ].join('');
