/** The harness's own failure: a test that breaks a rule of the harness rather than an assertion. */
export class HarnessError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'HarnessError';
  }
}
