import { css } from 'lit';

export const padStyles = css`
  :host {
    position: relative;
    display: block;
    min-width: 0;
  }
  .pad {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    grid-template-rows: 1fr auto auto;
    width: 100%;
    height: 8.75rem;
    padding: 0.75rem 0.75rem 0.75rem 1rem;
    border-radius: 1.25rem;
    background: var(--ink);
    color: var(--on-ink);
    transition: transform var(--fast) var(--ease);
  }
  .pad:focus-visible {
    outline-offset: 3px;
  }
  :host([over]) .pad {
    transform: scale(1.03);
  }
  :host([unplugged]) .pad {
    background: transparent;
    color: var(--quiet);
    box-shadow: inset 0 0 0 1.5px var(--edge);
  }
  .sign {
    grid-area: 1 / 2 / 4 / 3;
    align-self: center;
    width: 3.5rem;
    opacity: 0.9;
  }
  .lying {
    grid-area: 1 / 2 / 4 / 3;
    align-self: center;
    display: grid;
    place-items: center;
    width: 5rem;
    height: 6rem;
    border-radius: 0.625rem;
    animation: lie var(--calm) var(--ease);
  }
  .on-sku,
  .on-oddity {
    background: var(--photo-ground);
    color: var(--ink);
  }
  .lying .card {
    box-shadow: 0 0 0 1px var(--on-ink-quiet);
  }
  .on-card {
    width: auto;
  }
  .name {
    grid-area: 2 / 1;
    font-family: var(--display);
    font-size: var(--type-lead);
    font-weight: 650;
    line-height: 1.15;
    letter-spacing: -0.015em;
    overflow-wrap: anywhere;
  }
  .hint {
    grid-area: 3 / 1;
    font-size: var(--type-small);
    color: var(--on-ink-quiet);
    overflow-wrap: anywhere;
  }
  :host([unplugged]) .hint {
    color: var(--warn);
  }
  :host([chosen]) .pad::before {
    content: '';
    grid-area: 1 / 1;
    width: 0.75rem;
    height: 0.75rem;
    border-radius: 50%;
    background: currentColor;
  }
  :host(:not([chosen])) .pad::before {
    content: '';
    grid-area: 1 / 1;
    width: 0.75rem;
    height: 0.75rem;
    border-radius: 50%;
    border: 2px solid var(--on-ink-quiet);
  }
  .ring {
    position: absolute;
    inset: 0;
    border: 3px solid var(--accent);
    border-radius: inherit;
    opacity: 0;
    pointer-events: none;
    animation: pulse 700ms var(--ease);
  }
  .lift {
    position: absolute;
    inset-block-start: 0.4375rem;
    inset-inline-start: 2.25rem;
    border-color: var(--on-ink-quiet);
    color: var(--on-ink);
    min-height: 1.875rem;
    padding: 0.125rem 0.625rem;
  }
  .lift:hover:not(:disabled) {
    background: var(--on-ink);
    color: var(--ink);
  }
  .lift:focus-visible {
    outline-color: var(--on-ink);
  }
  :host([unplugged]) .lift {
    border-color: var(--edge);
    color: var(--ink);
  }
  @keyframes pulse {
    from {
      opacity: 1;
      transform: scale(1);
    }
    to {
      opacity: 0;
      transform: scale(1.12, 1.22);
    }
  }
  @keyframes lie {
    from {
      opacity: 0;
      transform: scale(1.08);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .ring {
      animation-duration: 1ms;
    }
  }
`;
