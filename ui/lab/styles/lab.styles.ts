/** What every element of the lab starts from. */
import { css } from 'lit';
import type { CSSResult } from 'lit';
import { baseStyles } from '../../shared/theme/base.styles.ts';
import { typeStyles } from '../../shared/theme/type.styles.ts';

const partStyles = css`
  .part {
    font-family: var(--text);
    font-size: var(--type-small);
    font-weight: 500;
    line-height: 1.4;
    color: var(--quiet);
  }
  .control {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-height: 2.25rem;
    padding: 0.25rem 0.875rem;
    border: 1px solid var(--edge);
    border-radius: 0.5rem;
    font-size: var(--type-small);
    font-weight: 600;
    line-height: 1.2;
    white-space: nowrap;
    transition: background-color var(--fast) var(--ease);
  }
  .control:hover:not(:disabled) {
    background: var(--deep);
  }
  .control:disabled {
    cursor: default;
    border: 1px dashed var(--line);
    color: var(--quiet);
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  @media (pointer: coarse) {
    .control {
      min-height: 2.75rem;
    }
  }
`;

export const labStyles: CSSResult[] = [baseStyles, typeStyles, partStyles];
