/** Events waiting, as a small line: whether it falls says more than the number. */
import { html, nothing, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { count } from '../data/numbers.ts';
import { uplinkTexts as texts } from './uplink-texts.ts';

export interface DepthPoint {
  /** Epoch milliseconds. */
  at: number;
  depth: number;
}

/** Ten minutes of heartbeats. */
export const MOST_POINTS = 60;
const WIDTH = 180;
const HEIGHT = 28;

/** Adds a point in time order; one that is there already changes nothing. */
export function withPoint(points: readonly DepthPoint[], point: DepthPoint): readonly DepthPoint[] {
  const last = points.at(-1);
  if (last !== undefined && point.at <= last.at) return points;
  return [...points, point].slice(-MOST_POINTS);
}

/** Nothing while there is nothing to see. */
export function depthGraph(points: readonly DepthPoint[]): TemplateResult | typeof nothing {
  const most = Math.max(0, ...points.map(({ depth }) => depth));
  if (points.length < 3 || most === 0) return nothing;
  return html`<svg
    class="graph"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label=${texts.graph(count(most))}
  >
    ${shape(points, most)}
  </svg>`;
}

function shape(points: readonly DepthPoint[], most: number): SVGTemplateResult {
  const first = points[0]?.at ?? 0;
  const span = Math.max(1, (points.at(-1)?.at ?? first) - first);
  const x = (point: DepthPoint): string => (((point.at - first) / span) * (WIDTH - 4) + 2).toFixed(1);
  const y = (point: DepthPoint): string => (HEIGHT - 3 - (point.depth / most) * (HEIGHT - 6)).toFixed(1);
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point)} ${y(point)}`).join('');
  const last = points.at(-1);
  return svg`<path class="ground" d="M2 ${HEIGHT - 1.5}H${WIDTH - 2}" />
    <path class="line" d=${path} />
    ${last === undefined ? nothing : svg`<circle class="now" cx=${x(last)} cy=${y(last)} r="2.5" />`}`;
}
