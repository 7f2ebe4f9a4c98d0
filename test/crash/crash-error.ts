/** A crash rig that found what must not be, or was asked for wrongly. */
export class CrashError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CrashError';
  }
}
