/** Something in the demo's own sources does not fit together: for whoever edits them. */
export class DemoError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DemoError';
  }
}
