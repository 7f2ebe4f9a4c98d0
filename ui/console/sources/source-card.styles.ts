import { css } from 'lit';

export const sourceCardStyles = css`
  :host {
    display: block;
    padding: 1.75rem 0;
    border-top: 1px solid var(--line);
  }
  .top {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.25rem 1rem;
    align-items: start;
  }
  h3 {
    font-family: var(--display);
    font-size: var(--type-lead);
    font-weight: 700;
    letter-spacing: -0.02em;
    line-height: 1.16;
    overflow-wrap: anywhere;
  }
  .state {
    margin-top: 0.375rem;
    overflow-wrap: anywhere;
  }
  .bar {
    height: 0.375rem;
    margin-top: 0.875rem;
    border-radius: 999px;
    background: var(--deep);
    overflow: hidden;
  }
  .bar span {
    display: block;
    height: 100%;
    width: 100%;
    border-radius: 999px;
    background: var(--ink);
    transform-origin: left;
    transition: transform var(--calm) var(--ease);
  }
  /* Nobody knows how much there is: a third that goes to and fro. */
  .bar[data-unknown] span {
    width: 33%;
    animation: sweep 1.6s ease-in-out infinite alternate;
  }
  @keyframes sweep {
    to {
      transform: translateX(203%);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bar[data-unknown] span {
      width: 100%;
      opacity: 0.35;
      animation: none;
    }
  }
  dl {
    display: grid;
    grid-template-columns: 8.5rem minmax(0, 1fr);
    gap: 0.375rem 1rem;
    margin: 1.125rem 0 0;
    font-size: var(--type-small);
    line-height: 1.35;
  }
  dt {
    color: var(--quiet);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .note {
    margin-top: 1.125rem;
    padding: 1rem 1.25rem 1.125rem;
    border-radius: 0.75rem;
    background: var(--surface);
  }
  .note p + p,
  .note ul {
    margin-top: 0.375rem;
  }
  .note ul {
    padding: 0;
    list-style: none;
  }
  .figure {
    font-family: var(--display);
    font-size: var(--type-lead);
    font-weight: 700;
    letter-spacing: -0.02em;
    line-height: 1.3;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    margin-top: 0.875rem;
  }
  .out {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: baseline;
    margin-top: 1.125rem;
  }
  tw-rejections {
    margin-top: 0.75rem;
  }
  @media (max-width: 40rem) {
    dl {
      grid-template-columns: 6.5rem minmax(0, 1fr);
    }
  }
`;
