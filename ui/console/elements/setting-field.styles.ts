import { css } from 'lit';

export const settingFieldStyles = css`
  :host {
    display: grid;
    gap: 0.375rem;
    overflow-wrap: anywhere;
  }
  #about {
    max-width: 32rem;
  }
  .value {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375rem 0.75rem;
    margin-top: 0.25rem;
  }
  .number {
    width: 6.5rem;
    text-align: end;
  }
  textarea {
    resize: vertical;
    line-height: 1.4;
  }
  select.field {
    width: 16rem;
    max-width: 100%;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.75rem;
  }
  .facts .control {
    min-height: 1.5rem;
    padding: 0 0.25rem;
  }
`;
