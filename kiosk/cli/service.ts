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
  if (process.send !== undefined) process.send({ event: 'ready', ...addresses, catalogue });
  else process.stdout.write(`${JSON.stringify({ event: 'ready', ...addresses })}\n`);
}

/** Resolves when the service is asked to end: SIGINT, SIGTERM, or the parent process is gone. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    if (process.send !== undefined) process.once('disconnect', () => resolve());
  });
}
