import { css } from 'lit';

export const roomStyles = css`
  :host {
    display: block;
    height: 100vh;
    height: 100dvh;
    background: var(--paper);
    color: var(--ink);
    overflow: hidden;
  }
  .rest {
    height: 100%;
    background: var(--deep);
    display: grid;
    place-items: end start;
    padding: var(--margin);
    color: var(--quiet);
  }
  .frame {
    position: relative;
    height: 100%;
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto auto;
  }
  main {
    min-height: 0;
    display: flex;
    flex-direction: column;
    gap: calc(36 * var(--u));
    padding: calc(56 * var(--u)) var(--margin) calc(20 * var(--u));
  }
  .place {
    display: flex;
    justify-content: space-between;
    gap: var(--gap);
    font-weight: 600;
  }
  h1 {
    outline: none;
    text-wrap: balance;
  }
  .items {
    flex: 1;
    min-height: 0;
    display: flex;
    flex-direction: column;
    justify-content: end;
    gap: calc(22 * var(--u));
    overflow-y: auto;
    scrollbar-width: none;
  }
  .items > * {
    flex: 1 0 auto;
    max-height: calc(500 * var(--u));
  }
  .items.alone > * {
    flex: 1 1 0;
    max-height: none;
  }
  .items.pair > * {
    --photo-share: 37%;
  }
  .items.many {
    justify-content: start;
  }
  /* Large words: each garment is as high as they need, and all of it can be scrolled to. */
  @container style(--large-text: 1) {
    .items.pair {
      justify-content: safe end;
    }
    .items:not(.alone) > * {
      flex: none;
      max-height: none;
    }
  }
  .ask {
    padding: calc(12 * var(--u)) var(--margin) 0;
  }
  .ask tw-button {
    width: 100%;
  }
  .ask tw-button::part(button) {
    min-height: calc(136 * var(--u));
  }
  .ask tw-button[disabled]::part(button) {
    background: transparent;
    color: var(--accent);
    border-color: var(--accent);
  }
  .privacy {
    padding: calc(26 * var(--u)) var(--margin) 0;
    text-align: center;
  }
  .awake {
    flex: 1;
    display: flex;
    flex-direction: column;
    justify-content: end;
    gap: calc(32 * var(--u));
    padding-block-end: calc(60 * var(--u));
  }
  .awake h1 {
    font-size: calc(1.6 * var(--type-display));
    max-width: 7em;
  }
  .awake p {
    max-width: 24em;
    font-weight: 450;
  }
  .notes {
    position: absolute;
    inset-block-start: calc(34 * var(--u));
    inset-inline: 0;
    display: grid;
    justify-items: center;
    pointer-events: none;
  }
  @media (orientation: landscape) {
    .frame {
      grid-template-columns: minmax(0, 1fr) 30%;
      grid-template-rows: minmax(0, 1fr) auto auto;
    }
    main {
      grid-column: 1 / -1;
    }
    .ask {
      grid-area: 2 / 2;
    }
    .privacy {
      grid-area: 2 / 1;
      text-align: start;
      align-self: center;
    }
    tw-bar {
      grid-column: 1 / -1;
    }
    .items.many,
    .items.pair {
      flex-direction: row;
      justify-content: start;
    }
    .items.many > *,
    .items.pair > * {
      flex: 1 1 0;
    }
  }
`;
