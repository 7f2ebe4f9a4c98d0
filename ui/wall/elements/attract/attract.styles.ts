import { css } from 'lit';

export const attractStyles = css`
  :host {
    display: block;
    height: 100%;
    min-height: 0;
    background: var(--photo-ground);
  }
  main {
    position: relative;
    height: 100%;
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
  }
  .stage {
    position: relative;
    min-height: 0;
  }
  .slide {
    position: absolute;
    inset: 0;
    opacity: 0;
    transform: scale(1.015);
    transition:
      opacity var(--cross-fade) ease-in-out,
      transform 1600ms var(--ease);
  }
  .slide.on {
    opacity: 1;
    transform: none;
  }
  .slide tw-photo {
    position: absolute;
    inset: calc(120 * var(--u)) 0 0;
  }
  .place {
    position: absolute;
    z-index: 1;
    inset-block-start: calc(48 * var(--u));
    inset-inline: var(--margin);
    font-weight: 600;
  }
  .words {
    position: relative;
    padding: calc(24 * var(--u)) var(--margin) calc(20 * var(--u));
    display: grid;
    gap: calc(28 * var(--u));
  }
  h1.display {
    font-size: calc(138 * var(--t));
    line-height: 0.92;
    letter-spacing: -0.045em;
    max-width: calc(600 * var(--u));
    text-wrap: wrap;
    outline: none;
  }
  h1.display.long {
    font-size: calc(104 * var(--t));
    line-height: 0.96;
  }
  h1.display.longer {
    font-size: calc(68 * var(--t));
    line-height: 1;
  }
  h1.display:lang(ar) {
    line-height: 1.2;
    letter-spacing: 0;
  }
  .hint {
    max-width: 17em;
    font-weight: 450;
  }
  .gesture {
    position: absolute;
    z-index: 1;
    width: calc(484 * var(--u));
    inset-inline-end: calc(-72 * var(--u));
    inset-block-end: calc(28 * var(--u));
  }
  .gesture:dir(rtl) {
    transform: scaleX(-1);
  }
  .caption {
    display: flex;
    align-items: center;
    gap: calc(18 * var(--u));
    min-height: calc(84 * var(--u));
    width: fit-content;
    max-width: 100%;
    font-size: var(--type-text);
    text-align: start;
  }
  .caption b {
    font-weight: 650;
  }
  @media (orientation: landscape) {
    main {
      grid-template-rows: none;
      grid-template-columns: 1fr 1fr;
    }
    .stage {
      margin-block-end: calc(-110 * var(--u));
    }
    .slide tw-photo {
      inset: calc(30 * var(--u)) 0 0;
    }
    .words {
      align-content: center;
      padding-inline-start: 0;
      padding-block-end: calc(140 * var(--u));
    }
    .gesture {
      width: calc(440 * var(--u));
      inset-inline-end: var(--margin);
      inset-block-end: calc(10 * var(--u));
    }
    .hint {
      max-width: 14em;
    }
  }
`;
