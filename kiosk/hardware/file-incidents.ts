/** A device file that is wrong is an open problem until it is mended; each mistake is told once. */
import type { FileProblem } from '../device-files/in-force.ts';
import type { Incidents } from '../displays/incidents.ts';

export class FileIncidents {
  readonly #incidents: Pick<Incidents, 'open' | 'close'>;
  readonly #open = new Map<string, string>();

  constructor(incidents: Pick<Incidents, 'open' | 'close'>) {
    this.#incidents = incidents;
  }

  /** The problems that there are now. */
  set(problems: readonly FileProblem[]): void {
    const now = new Map(problems.map(({ file, message }) => [file, message]));
    for (const [file, message] of this.#open) {
      if (now.get(file) === message) continue;
      this.#open.delete(file);
      const isMended = !now.has(file);
      this.#incidents.close(causeOf(file), isMended ? `${file} is in order.` : `${file} was changed.`);
    }
    for (const [file, message] of now) {
      if (this.#open.has(file)) continue;
      this.#open.set(file, message);
      this.#incidents.open(causeOf(file), 'TW_DEVICE_FILE_INVALID', message);
    }
  }

  /** The next start looks again. */
  stop(): void {
    for (const file of this.#open.keys())
      this.#incidents.close(causeOf(file), 'The kiosk stopped; it looks again when it starts.');
    this.#open.clear();
  }
}

function causeOf(file: string): string {
  return `device file ${file}`;
}
