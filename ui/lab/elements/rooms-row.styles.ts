import { css } from 'lit';

export const rowStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 1rem;
  }
  .rail {
    display: flex;
    gap: 0.25rem;
    margin-top: 0.625rem;
    padding: 0.875rem 0.25rem 0.25rem;
    border-top: 3px solid var(--ink);
    overflow-x: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--edge) transparent;
  }
  .hung {
    position: relative;
    display: grid;
    flex: none;
    width: 4rem;
    height: 4rem;
    border-radius: 0.5rem;
    cursor: grab;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
  }
  /* The hook. */
  .hung::before {
    content: '';
    position: absolute;
    inset-block-start: -0.8125rem;
    inset-inline-start: calc(50% - 1px);
    width: 2px;
    height: 0.8125rem;
    background: var(--ink);
  }
  .hung .product img {
    object-position: top;
  }
  .hung .thing {
    /* What moves is painted apart: the photograph multiplies into this. */
    background: var(--ground, var(--paper));
    border-radius: inherit;
    transition: transform var(--fast) var(--ease);
  }
  .hung:hover .thing,
  .hung:focus-visible .thing {
    transform: translateY(0.1875rem);
  }
  .row {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    margin-top: 1.25rem;
    border-inline-end: 4px solid var(--ink);
    border-top: 4px solid var(--ink);
  }
  .room {
    position: relative;
    display: grid;
    grid-template-rows: auto 1fr auto;
    min-width: 0;
    border-inline-start: 4px solid var(--ink);
    --ground: var(--deep);
    background: var(--ground);
  }
  .room[data-over] {
    --ground: var(--line);
  }
  .choose {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 0.625rem;
    width: 100%;
    min-height: 3.25rem;
    padding: 0.5rem 0.75rem;
    text-align: start;
  }
  .dot {
    width: 0.75rem;
    height: 0.75rem;
    border-radius: 50%;
    border: 2px solid var(--ink);
  }
  [data-chosen] .dot {
    background: var(--ink);
  }
  .choose .name {
    font-family: var(--display);
    font-weight: 650;
    letter-spacing: -0.01em;
    line-height: 1.15;
  }
  .choose .small {
    grid-column: 2;
  }
  .antenna {
    grid-row: 1 / 3;
    grid-column: 3;
    width: 1.5rem;
    color: var(--ink);
  }
  .antenna[data-out] {
    color: var(--edge);
  }
  .inside {
    display: flex;
    flex-wrap: wrap;
    align-content: start;
    gap: 1.125rem 0.25rem;
    min-height: 6rem;
    margin: 0 0.75rem;
    padding: 0.875rem 0 0.5rem;
    border-top: 2px solid var(--ink);
  }
  .reads {
    position: relative;
    padding: 0.375rem 0.75rem 0.5rem;
    border-top: 1px solid var(--line);
  }
  /* The curtain: two halves that meet. */
  .cloth {
    height: 0.875rem;
    display: flex;
    justify-content: space-between;
    overflow: hidden;
  }
  .cloth i {
    flex: none;
    width: 50%;
    background: repeating-linear-gradient(90deg, var(--accent) 0 0.5rem, var(--accent-press) 0.5rem 0.75rem);
    transform: scaleX(0.16);
    transform-origin: left;
    transition: transform var(--slow) var(--ease);
  }
  .cloth i + i {
    transform-origin: right;
  }
  .cloth[data-closed] i {
    transform: none;
  }
  .corridor {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
    min-height: 4.5rem;
    padding: 0.5rem 0.75rem;
    border: 4px solid var(--ink);
    border-top-style: dashed;
    border-top-width: 2px;
    border-bottom: 0;
    border-inline-color: transparent;
  }
  .corridor .hung {
    width: 3.25rem;
    height: 3.25rem;
  }
  .corridor .hung::before {
    display: none;
  }
  .spread {
    flex: 1;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  @container (max-width: 32rem) {
    .row {
      grid-auto-flow: row;
    }
    .room {
      border-bottom: 4px solid var(--ink);
    }
  }
`;
