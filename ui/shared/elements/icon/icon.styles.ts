import { css } from 'lit';

export const iconStyles = css`
  .icon {
    width: 1.25em;
    height: 1.25em;
    flex: none;
  }
  :host(:dir(rtl)) .turns {
    transform: scaleX(-1);
    transform-origin: center;
  }
`;
