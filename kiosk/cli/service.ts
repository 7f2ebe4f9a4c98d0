/** What services share: the ready line, a clean end on signals, and the end of a child whose parent is gone. */

export interface Ready {
  kiosk?: string;
  hub?: string;
  mqtt?: string;
  /** For the parent only: the hub has a catalogue. */
  catalogue?: boolean;
}

/** Tells a parent process, or prints the one line that standard output is for. */
export function announceReady(ready: Ready): void {
  const { catalogue, ...addresses } = ready;
  if (process.send === undefined)
    process.stdout.write(`${JSON.stringify({ event: 'ready', ...addresses })}\n`);
  // A parent that is gone already ends us by the lost channel, not by an error here.
  else process.send({ event: 'ready', ...addresses, catalogue }, () => undefined);
}

/** Resolves when the service is asked to end: SIGINT, SIGTERM, or the parent process is gone. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    if (process.send === undefined) {
      process.once('SIGINT', () => resolve());
      return;
    }
    // Ctrl+C reaches every process of a terminal; the parent ends its parts in the right order.
    process.on('SIGINT', () => undefined);
    process.once('disconnect', () => resolve());
    // A part that fails must be able to end although its parent lives.
    process.channel?.unref();
  });
}
