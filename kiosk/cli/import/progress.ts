/** The progress of an import: a bar for a person at a terminal, a line per stage in a log. */
import { SingleBar } from 'cli-progress';

export interface ImportStep {
  stage: string;
  done: number;
  /** Null when nobody knows yet. */
  total: number | null;
}

/** Standard error, or what stands for it. */
export type Terminal = NodeJS.WritableStream & { isTTY?: boolean };

export interface ImportProgress {
  show(step: ImportStep): void;
  end(): void;
}

export function createImportProgress(stream: Terminal): ImportProgress {
  return stream.isTTY ? bar(stream) : lines(stream);
}

/** A part whose length nobody knows has a count, and a bar at its end. */
function bar(stream: Terminal): ImportProgress {
  let current: { stage: string; bar: SingleBar } | null = null;
  const begin = (stage: string): SingleBar => {
    const begun = new SingleBar({
      stream,
      format: (_, { value, total }, { knows }: { knows: boolean }) =>
        `  ${stage.padEnd(12)} ${knows ? `${drawn(value, total)} ${value}/${total}` : value}`,
      hideCursor: true,
    });
    begun.start(1, 0, { knows: false });
    return begun;
  };
  return {
    show({ stage, done, total }) {
      if (current?.stage !== stage) {
        current?.bar.stop();
        current = { stage, bar: begin(stage) };
      }
      if (total !== null) current.bar.setTotal(total);
      current.bar.update(done, { knows: total !== null });
    },
    end() {
      current?.bar.stop();
      current = null;
    },
  };
}

const WIDTH = 28;

function drawn(value: number, total: number): string {
  const full = total === 0 ? WIDTH : Math.min(WIDTH, Math.round((value / total) * WIDTH));
  return '█'.repeat(full) + '░'.repeat(WIDTH - full);
}

function lines(stream: Terminal): ImportProgress {
  let last: ImportStep | null = null;
  const finish = (): void => {
    if (last !== null) stream.write(`  ${last.stage}: ${last.done}\n`);
  };
  return {
    show(step) {
      if (last?.stage !== step.stage) finish();
      last = step;
    },
    end() {
      finish();
      last = null;
    },
  };
}
