import { css } from 'lit';

export const garmentStyles = css`
  :host {
    display: block;
    min-height: 0;
    min-width: 0;
    animation: rise var(--slow) var(--ease);
  }
  @keyframes rise {
    from {
      transform: translateY(calc(28 * var(--u)));
    }
  }
  article {
    height: 100%;
    display: grid;
    grid-template-columns: var(--photo-share, 30%) minmax(0, 1fr);
    border-radius: calc(1.4 * var(--radius));
    background: var(--surface);
    overflow: hidden;
  }
  tw-photo {
    height: 100%;
    min-height: calc(330 * var(--u));
  }
  .words {
    min-width: 0;
    padding: calc(30 * var(--u)) calc(34 * var(--u));
    display: flex;
    flex-direction: column;
    gap: calc(14 * var(--u));
  }
  h2.title {
    font-size: calc(0.82 * var(--type-title));
    outline: none;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(18 * var(--u));
    align-items: center;
  }
  .rated {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
  }
  tw-stars {
    color: var(--accent);
    --stars-size: 0.9em;
  }
  blockquote {
    font-weight: 450;
    text-wrap: pretty;
  }
  .sizes {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(10 * var(--u));
    margin-block-start: auto;
    padding-block-start: calc(8 * var(--u));
  }
  .chip {
    min-width: calc(84 * var(--u));
    min-height: calc(72 * var(--u));
    padding: calc(8 * var(--u)) calc(24 * var(--u));
    border-radius: 999px;
    border: var(--hair) solid var(--edge);
    font-size: var(--type-text);
    font-weight: 560;
    text-align: center;
  }
  .chip:active {
    background: var(--ink);
    color: var(--on-ink);
  }
  .asked {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  .state {
    color: var(--accent);
    font-weight: 600;
  }
  /* Alone, it takes the room it deserves. */
  :host([large]) article {
    grid-template-columns: none;
    grid-template-rows: minmax(0, 1fr) auto;
  }
  :host([large]) tw-photo {
    min-height: calc(420 * var(--u));
    --photo-position: center;
  }
  :host([large]) .words {
    padding: calc(44 * var(--u)) calc(48 * var(--u)) calc(48 * var(--u));
    gap: calc(20 * var(--u));
  }
  :host([large]) h2.title {
    font-size: calc(1.2 * var(--type-title));
  }
  :host([large]) blockquote {
    font-size: calc(1.12 * var(--type-lead));
  }
  @container style(--large-text: 1) {
    article {
      grid-template-columns: 24% minmax(0, 1fr);
    }
    /* Words before the picture: what does not fit is scrolled to. */
    :host([large]) article {
      grid-template-rows: minmax(calc(160 * var(--u)), 1fr) fit-content(calc(100% - 160 * var(--u)));
    }
    :host([large]) tw-photo {
      min-height: 0;
    }
    :host([large]) .words {
      min-height: 0;
      overflow-y: auto;
      scrollbar-width: none;
    }
    :host([large]) .words > * {
      flex: none;
    }
  }
  @media (orientation: landscape) {
    :host([large]) article {
      grid-template-rows: none;
      grid-template-columns: 46% minmax(0, 1fr);
    }
    :host([large]) .words {
      justify-content: center;
    }
    :host([large]) .sizes {
      margin-block-start: 0;
    }
    tw-photo {
      min-height: calc(180 * var(--u));
    }
  }
`;
