/** What the broker's thread tells its host. Any message to the thread means: stop. */
export type FromWorker =
  | { type: 'listening'; port: number }
  /** `code` is that of `listen`: EADDRINUSE, EACCES … */
  | { type: 'failed'; code: string; message: string }
  | { type: 'stopped' };
