import { css } from 'lit';

export const wallStyles = css`
  :host {
    display: block;
    height: 100vh;
    height: 100dvh;
    background: var(--paper);
    color: var(--ink);
    overflow: hidden;
  }
  .frame {
    height: 100%;
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    position: relative;
  }
  .screen {
    grid-area: 1 / 1;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-height: 0;
    min-width: 0;
  }
  .screen > * {
    grid-area: 1 / 1;
    min-height: 0;
    min-width: 0;
  }
  .panel {
    z-index: 2;
    background: var(--paper);
  }
  .panel > * {
    height: 100%;
  }
  tw-bar {
    grid-area: 2 / 1;
    z-index: 3;
    background: var(--paper);
  }
  .over {
    background: var(--photo-ground);
  }
  .over tw-bar {
    background: transparent;
  }
  .notes {
    position: absolute;
    z-index: 4;
    inset-block-start: calc(34 * var(--u));
    inset-inline: 0;
    display: grid;
    justify-items: center;
    gap: calc(10 * var(--u));
    pointer-events: none;
  }
  /* The upper edge belongs to a headline there. */
  .wishlist .notes,
  .join .notes {
    inset-block: auto calc(170 * var(--u));
  }
  /* Large words need the width of the upper edge for themselves: the note goes down to the bar. */
  @container style(--large-text: 1) {
    .notes {
      grid-area: 1 / 1;
      position: static;
      align-self: end;
      padding-block-end: calc(16 * var(--u));
    }
  }
  /* In landscape the photograph of a product has the full height, and the bar lies under the sheet. */
  @media (orientation: landscape) {
    .product {
      grid-template-columns: minmax(0, 43fr) minmax(0, 57fr);
    }
    .product .screen {
      grid-area: 1 / 1 / 3 / 3;
      grid-template: subgrid / subgrid;
    }
    .product tw-product {
      grid-area: 1 / 1 / 3 / 3;
    }
    .product tw-bar {
      grid-area: 2 / 2;
    }
    .product .panel {
      grid-area: 1 / 2 / 2 / 3;
    }
  }
`;
