/** How a thing looks: on the shelf, in the hand, and on a reader. */
import { css, html, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { Thing } from '../data/things.ts';
import { oddityDrawing } from './oddity-drawings.ts';

/** Three cards, three grounds; more start over. */
const CARD_GROUNDS = 3;

const WAVES = svg`<svg class="waves" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2"
  stroke-linecap="round" aria-hidden="true"><path d="M6 15.500a7 7 0 0 0 0-7M10.500 18a12 12 0 0 0 0-12M15 20.500a17 17 0 0 0 0-17" /></svg>`;

const HANGER = svg`<svg class="hanger" viewBox="0 0 120 90" fill="none" stroke="currentColor" stroke-width="3" aria-hidden="true">
  <path d="M60 34c0-7 9-7 9-15a9 9 0 1 0-18 0" stroke-linecap="round" />
  <path d="M60 34 110 72c4 3 2 8-3 8H13c-5 0-7-5-3-8z" stroke-linejoin="round" /></svg>`;

export function thingDrawing(thing: Thing): TemplateResult {
  if (thing.kind === 'oddity') return html`<span class="thing">${oddityDrawing(thing.id)}</span>`;
  if (thing.kind === 'card')
    return html`<span class="thing card ground-${thing.place % CARD_GROUNDS}"
      >${WAVES}<span class="holder">${thing.name}</span></span
    >`;
  return html`<span class="thing product"
    >${
      thing.mediaUrl === null
        ? HANGER
        : html`<img src=${thing.mediaUrl} alt="" draggable="false" decoding="async" />`
    }</span
  >`;
}

export const thingStyles = css`
  .thing {
    display: grid;
    place-items: center;
    pointer-events: none;
  }
  .product {
    position: relative;
    width: 100%;
    height: 100%;
    min-height: 0;
  }
  .product img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: contain;
    object-position: bottom;
    mix-blend-mode: multiply;
  }
  .hanger {
    width: 70%;
    color: var(--edge);
  }
  .oddity {
    width: 2.25rem;
    height: 2.625rem;
    color: var(--ink);
    overflow: visible;
  }
  .card {
    position: relative;
    width: 7.5rem;
    aspect-ratio: 85.6 / 54;
    border-radius: 0.5rem;
    background: var(--ink);
    color: var(--on-ink);
  }
  .card.ground-1 {
    background: var(--accent);
    color: var(--on-accent);
  }
  .card.ground-2 {
    background: var(--go);
    color: var(--on-ink);
  }
  .waves {
    position: absolute;
    inset-block-start: 0.4375rem;
    inset-inline-end: 0.5rem;
    width: 1.125rem;
  }
  .holder {
    position: absolute;
    inset-block-start: 0.375rem;
    inset-inline: 0.625rem 2rem;
    font-family: var(--display);
    font-size: var(--type-text);
    font-weight: 600;
    line-height: 1.1;
    text-align: start;
    overflow-wrap: anywhere;
  }
`;
