/** A soak that did not pass, or was asked for wrongly. */
export class SoakError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SoakError';
  }
}
