import { css } from 'lit';

export const joinStyles = css`
  :host {
    display: block;
    height: 100%;
    min-height: 0;
    animation: rise var(--calm) var(--ease);
  }
  @keyframes rise {
    from {
      transform: translate(var(--arrive-x), var(--arrive-y));
    }
  }
  main {
    height: 100%;
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr) auto auto;
    gap: calc(44 * var(--u));
    padding: calc(48 * var(--u)) var(--margin) calc(28 * var(--u));
    overflow-y: auto;
    scrollbar-width: none;
  }
  main > * {
    min-width: 0;
  }
  .place {
    font-weight: 600;
  }
  .intro {
    display: grid;
    gap: calc(24 * var(--u));
    margin-block-start: calc(56 * var(--u));
  }
  h1 {
    font-size: calc(1.2 * var(--type-display));
    max-width: 9em;
    outline: none;
  }
  .intro .lead {
    max-width: 25em;
    text-wrap: balance;
  }
  .sheet {
    align-self: center;
    justify-self: center;
    overflow: hidden;
    border-radius: var(--radius);
    background: #fff;
    width: min(100%, calc(760 * var(--u)));
  }
  .qr {
    display: block;
    width: 100%;
    height: auto;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 calc(44 * var(--u));
    margin: 0;
    padding-block-start: calc(26 * var(--u));
    border-block-start: var(--hair) solid var(--line);
  }
  dl > div {
    display: grid;
    gap: calc(8 * var(--u));
    align-content: start;
  }
  dt {
    font-size: var(--type-small);
    color: var(--quiet);
  }
  dd {
    margin: 0;
    font-family: var(--display);
    font-weight: 700;
    font-size: calc(1.45 * var(--type-title));
    line-height: 1;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  dd i {
    color: var(--edge);
    font-style: normal;
    font-weight: 400;
  }
  dd[data-soon] {
    color: var(--warn);
  }
  .foot {
    font-size: var(--type-small);
    color: var(--quiet);
  }
  .still {
    display: grid;
    align-content: end;
    gap: calc(32 * var(--u));
    grid-row: 2 / -1;
    padding-block-end: calc(40 * var(--u));
  }
  .still .lead {
    max-width: 26em;
    text-wrap: pretty;
  }
  .still dl {
    border: 0;
    justify-content: start;
    grid-template-columns: auto auto;
    column-gap: calc(110 * var(--u));
  }
  .do {
    display: flex;
    gap: var(--gap);
    margin-block-start: calc(12 * var(--u));
  }
  @container style(--large-text: 1) {
    main {
      gap: calc(24 * var(--u));
    }
    .intro {
      gap: calc(12 * var(--u));
      margin-block-start: calc(16 * var(--u));
    }
    .sheet {
      width: min(100%, calc(480 * var(--u)));
    }
    dd {
      font-size: var(--type-title);
    }
  }
  @media (orientation: landscape) {
    main {
      grid-template-columns: minmax(0, 1fr) calc(620 * var(--u));
      grid-template-rows: auto minmax(0, 1fr) auto auto;
      column-gap: calc(110 * var(--u));
      row-gap: calc(28 * var(--u));
    }
    .intro {
      grid-area: 2 / 1;
      align-self: center;
      margin: 0;
    }
    .sheet {
      grid-area: 1 / 2 / -1 / 3;
      width: 100%;
    }
    dl {
      grid-area: 3 / 1;
    }
    .foot {
      grid-area: 4 / 1;
    }
    .still {
      grid-area: 2 / 1 / -1 / 3;
      align-content: center;
    }
  }
`;
