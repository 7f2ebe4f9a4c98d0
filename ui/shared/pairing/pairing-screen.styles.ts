import { css } from 'lit';

export const pairingStyles = css`
  :host {
    display: block;
    height: 100%;
    background: var(--paper);
    color: var(--ink);
  }
  .frame {
    position: relative;
    height: 100%;
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
  }
  main {
    min-height: 0;
    display: flex;
    flex-direction: column;
    padding: calc(48 * var(--u)) var(--margin) 0;
  }
  .place {
    font-weight: 600;
  }
  h1 {
    outline: none;
    font-size: calc(1.2 * var(--type-display));
    max-width: 9em;
  }
  main > * {
    min-width: 0;
  }
  .intro {
    display: grid;
    gap: calc(28 * var(--u));
    margin-block-start: calc(110 * var(--u));
  }
  .intro .lead {
    max-width: 25em;
    text-wrap: balance;
  }
  /* Four letters are as wide as the screen, W and W, too: read from the other end of a shop, typed on a phone. */
  .code {
    margin-block: auto;
    font-family: var(--display);
    font-weight: 700;
    font-size: calc(222 * var(--u));
    line-height: 0.98;
    letter-spacing: 0;
    white-space: nowrap;
    text-align: start;
    direction: ltr;
  }
  .code span {
    display: block;
  }
  .code i {
    color: var(--edge);
    font-style: normal;
    font-weight: 400;
    margin-inline: 0.02em;
  }
  :host(:dir(rtl)) .code {
    text-align: right;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    column-gap: var(--gap);
    margin: 0;
  }
  dl > div {
    grid-column: 1 / -1;
    display: grid;
    align-content: start;
    gap: calc(6 * var(--u));
    padding-block: calc(26 * var(--u));
    border-block-start: var(--hair) solid var(--line);
    min-width: 0;
  }
  dl > .half {
    grid-column: auto;
  }
  dt {
    font-size: var(--type-small);
    color: var(--quiet);
  }
  dd {
    font-size: var(--type-lead);
    font-family: var(--display);
    font-weight: 500;
    line-height: 1.2;
    overflow-wrap: anywhere;
  }
  dd.number {
    font-size: var(--type-title);
    font-weight: 700;
    letter-spacing: 0.02em;
    font-variant-numeric: tabular-nums;
  }
  dd[data-soon] {
    color: var(--warn);
  }
  dd.number + dd {
    font-family: var(--text);
    font-size: var(--type-small);
    font-weight: 450;
  }
  .away {
    flex: 1;
    display: grid;
    align-content: end;
    gap: calc(32 * var(--u));
    padding-block-end: calc(60 * var(--u));
  }
  .away .lead {
    max-width: 24em;
    text-wrap: balance;
  }
  .notes {
    min-height: calc(56 * var(--u));
    margin-block-start: calc(28 * var(--u));
  }
  /* Large words get the room of the code, which is large already; what does not fit can be scrolled to. */
  main {
    overflow-y: auto;
    scrollbar-width: none;
  }
  @container style(--large-text: 1) {
    .intro {
      gap: calc(12 * var(--u));
      margin-block-start: calc(24 * var(--u));
    }
    .code {
      font-size: calc(140 * var(--u)) !important;
    }
    dl > div {
      padding-block: calc(12 * var(--u));
    }
    dd,
    .intro .lead {
      font-size: calc(0.75 * var(--type-lead));
    }
    dd.number {
      font-size: calc(0.8 * var(--type-title));
    }
  }
  @media (orientation: landscape) {
    main {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 34%);
      grid-template-rows: auto auto minmax(0, 1fr);
      column-gap: calc(110 * var(--u));
    }
    .place {
      grid-area: 1 / 1;
    }
    .intro {
      grid-area: 2 / 1;
      margin-block-start: calc(44 * var(--u));
    }
    .code {
      grid-area: 3 / 1;
      margin-block: auto;
      font-size: calc(232 * var(--u));
    }
    main > dl {
      grid-area: 1 / 2 / 4 / 3;
      align-self: center;
    }
    dl > .half {
      grid-column: 1 / -1;
    }
    .away {
      grid-area: 2 / 1 / 4 / 3;
    }
    .away dl {
      max-width: calc(900 * var(--u));
    }
    .notes {
      position: absolute;
      inset-block-end: calc(22 * var(--u));
      inset-inline-start: var(--margin);
      z-index: 1;
      min-height: 0;
      display: flex;
      align-items: center;
      height: var(--target);
      margin: 0 0 calc(18 * var(--u));
    }
  }
`;
