import { css } from 'lit';

export const productStyles = css`
  :host {
    display: block;
    height: 100%;
    min-height: 0;
  }
  main {
    height: 100%;
    display: grid;
    grid-template-rows: minmax(var(--stage-least, calc(360 * var(--u))), 1fr) fit-content(100%);
    background: var(--paper);
  }
  .stage {
    position: relative;
    min-height: 0;
    background: var(--photo-ground);
    overflow: hidden;
  }
  .stage tw-photo {
    position: absolute;
    inset: 0;
    --photo-position: center bottom;
  }
  /* Further pictures are close-ups: they fill the stage. */
  .stage tw-photo.near {
    --photo-fit: cover;
    --photo-position: center 30%;
  }
  .arrive tw-photo {
    animation: arrive var(--slow) var(--ease);
  }
  @keyframes arrive {
    from {
      transform: translate(var(--arrive-x), var(--arrive-y));
    }
  }
  .place {
    position: absolute;
    inset-block-start: calc(48 * var(--u));
    inset-inline: var(--margin);
    display: flex;
    justify-content: space-between;
    gap: var(--gap);
    font-size: var(--type-small);
    font-weight: 600;
    color: var(--ink);
  }
  .stage tw-heart {
    position: absolute;
    inset-block-end: calc(28 * var(--u));
    inset-inline-end: var(--margin);
    z-index: 1;
  }
  .maker {
    display: grid;
    justify-items: end;
    gap: calc(4 * var(--u));
  }
  .maker tw-tag-mark {
    font-weight: 450;
  }
  .sheet {
    min-height: 0;
    padding: calc(38 * var(--u)) var(--margin) 0;
    display: flex;
    flex-direction: column;
    gap: calc(24 * var(--u));
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-width: none;
  }
  .sheet > * {
    flex: none;
  }
  /* An offer or a long name takes room; what is to be touched must not climb out of reach for it. */
  @media (orientation: portrait) {
    .sheet:has(tw-offer, header.long) {
      gap: calc(13 * var(--u));
      --way-height: calc(90 * var(--u));
    }
  }
  .arrive .name {
    animation: arrive var(--slow) var(--ease);
  }
  header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: calc(10 * var(--u)) calc(36 * var(--u));
    align-items: last baseline;
  }
  .name {
    outline: none;
    padding-block-end: 0.06em;
  }
  .name.latin {
    line-height: 0.98;
    letter-spacing: -0.035em;
  }
  .long .name {
    grid-column: 1 / -1;
    font-size: calc(0.76 * var(--type-display));
    line-height: 1.02;
  }
  /* The price stands on the name's last line; what the law adds to it takes a line of its own below both. */
  header tw-price {
    display: contents;
  }
  .opinion {
    display: grid;
    grid-template-columns: minmax(0, 36fr) minmax(0, 64fr);
    gap: calc(44 * var(--u));
    align-items: start;
  }
  .opinion.alone {
    grid-template-columns: minmax(0, 1fr);
  }
  .opinion h2 + p {
    margin-block-start: calc(6 * var(--u));
  }
  .choose {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--gap);
    min-height: calc(68 * var(--u));
  }
  .sizing {
    display: grid;
    gap: calc(14 * var(--u));
  }
  .where {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 calc(24 * var(--u));
  }
  .where b {
    font-weight: 650;
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
  }
  .views {
    display: flex;
    gap: calc(10 * var(--u));
  }
  .views button {
    width: calc(68 * var(--u));
    height: calc(76 * var(--u));
    border-radius: calc(14 * var(--u));
    border: calc(3 * var(--u)) solid transparent;
    overflow: hidden;
  }
  .views button[aria-pressed='true'] {
    border-color: var(--ink);
  }
  .views tw-photo {
    width: 100%;
    height: 100%;
  }
  /* What goes with it is shown when there is room for all of it, and not at all otherwise. */
  .spare {
    flex: 0 1 calc(170 * var(--t));
    min-height: 0;
    container-type: size;
  }
  .look {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: calc(14 * var(--u)) calc(20 * var(--u));
    align-items: center;
    padding-block-start: calc(16 * var(--u));
    border-block-start: var(--hair) solid var(--line);
  }
  .look h2 {
    grid-column: 1 / -1;
    font-weight: 450;
    line-height: 1;
  }
  @media (orientation: portrait) {
    @container (max-height: 15.6vw) {
      .look {
        display: none;
      }
    }
  }
  @media (orientation: landscape) {
    @container (max-height: 12.9vh) {
      .look {
        display: none;
      }
    }
  }
  /* Landscape is a composition of its own: the photograph left over the full height, the sheet right above the bar. */
  @media (orientation: landscape) {
    :host,
    main {
      display: grid;
      grid-template: subgrid / subgrid;
    }
    main {
      grid-area: 1 / 1 / -1 / -1;
    }
    .stage {
      grid-area: 1 / 1 / 3 / 2;
    }
    .sheet {
      grid-area: 1 / 2 / 2 / 3;
      justify-content: safe center;
      padding-block-start: calc(44 * var(--u));
      gap: calc(21 * var(--u));
    }
    /* The bar then has a second line; the ways on stay whole above it. */
    :host([recognised]) .sheet {
      padding-block-start: calc(28 * var(--u));
      gap: calc(13 * var(--u));
    }
    .stage tw-photo {
      --photo-position: center;
    }
    .name.middle {
      font-size: calc(0.84 * var(--type-display));
    }
    .spare {
      flex-basis: calc(142 * var(--t));
    }
    .look tw-product-card {
      --row-height: calc(84 * var(--u));
    }
  }
  /* Large text: one thing below the other, and the sheet scrolls. */
  @container style(--large-text: 1) {
    header,
    .opinion {
      grid-template-columns: minmax(0, 1fr);
    }
    .choose {
      flex-wrap: wrap;
    }
    main {
      --stage-least: calc(280 * var(--u));
    }
  }
`;
