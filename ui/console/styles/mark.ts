/** The small mark before a word of state. Six shapes, so that it says the same without its colour. */
import { css, svg } from 'lit';
import type { SVGTemplateResult } from 'lit';

/** `go`: works. `busy`: in use. `idle`: ready. `wait`: on its way. `warn`: needs a look. `off`: not there. */
export type MarkName = 'go' | 'busy' | 'idle' | 'wait' | 'warn' | 'off';

const SHAPES: Record<MarkName, SVGTemplateResult> = {
  go: svg`<circle cx="8" cy="8" r="6" fill="currentColor" />`,
  busy: svg`<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2" /><path d="M8 3a5 5 0 0 1 0 10z" fill="currentColor" />`,
  idle: svg`<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2" />`,
  wait: svg`<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3.200 2.040" />`,
  warn: svg`<path d="M8 1.500 15 14H1z" fill="currentColor" stroke="currentColor" stroke-linejoin="round" />`,
  off: svg`<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2" /><path d="m3.500 12.500 9-9" stroke="currentColor" stroke-width="2" />`,
};

export function mark(name: MarkName): SVGTemplateResult {
  return svg`<svg class="mark mark-${name}" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[name]}</svg>`;
}

export const markStyles = css`
  .mark {
    flex: none;
    width: 0.75rem;
    height: 0.75rem;
    overflow: visible;
    color: var(--quiet);
  }
  .mark-go,
  .mark-busy {
    color: var(--go);
  }
  .mark-idle {
    color: var(--edge);
  }
  .mark-warn,
  .mark-off {
    color: var(--warn);
  }
  .said {
    display: inline-flex;
    align-items: baseline;
    gap: 0.5rem;
    min-width: 0;
  }
  .said .mark {
    position: relative;
    top: 0.06em;
  }
`;
