import { css } from 'lit';

export const settingsFormStyles = css`
  form {
    padding: 0 2rem;
  }
  .refused {
    padding: 0 0 1rem;
    font-weight: 600;
  }
  tw-setting-field {
    border-top: 1px solid var(--line);
    padding: 1.25rem 0;
  }
  footer {
    position: sticky;
    bottom: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem;
    margin: 0 -2rem;
    padding: 1rem 2rem;
    border-top: 1px solid var(--line);
    background: var(--paper);
  }
  footer .control {
    min-height: 2.75rem;
    padding-inline: 1.25rem;
  }
  footer p {
    flex: 1 1 10rem;
  }
  @media (max-width: 40rem) {
    form {
      padding: 0 1.25rem;
    }
    footer {
      margin: 0 -1.25rem;
      padding: 0.75rem 1.25rem;
    }
  }
`;
