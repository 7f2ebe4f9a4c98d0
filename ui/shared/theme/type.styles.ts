/** The five sizes as classes, so that a screen names a role and never a number. */
import { css } from 'lit';

export const typeStyles = css`
  .display,
  .title,
  .lead {
    font-family: var(--display);
    font-weight: 700;
    letter-spacing: -0.025em;
    text-wrap: balance;
    overflow-wrap: break-word;
  }
  .display {
    font-size: var(--type-display);
    line-height: 0.98;
    letter-spacing: -0.035em;
  }
  .title {
    font-size: var(--type-title);
    line-height: 1.04;
  }
  .lead {
    font-size: var(--type-lead);
    line-height: 1.16;
    font-weight: 500;
    letter-spacing: -0.012em;
  }
  .text {
    font-size: var(--type-text);
    line-height: 1.4;
  }
  .small {
    font-size: var(--type-small);
    line-height: 1.35;
  }
  .quiet {
    color: var(--quiet);
  }
  .strong {
    font-weight: 650;
  }
  /* Arabic joins its letters and stands taller: no tracking, more leading. */
  .display:lang(ar),
  .title:lang(ar),
  .lead:lang(ar) {
    letter-spacing: 0;
    line-height: 1.3;
  }
`;
