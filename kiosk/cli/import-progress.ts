/** The progress of an import: a bar for a person at a terminal, a line per stage in a log. */
import { SingleBar } from 'cli-progress';

export interface ImportStep {
  stage: string;
  done: number;
  /** Null when nobody knows yet. */
  total: number | null;
}

export interface ImportProgress {
  show(step: ImportStep): void;
  end(): void;
}

export function createImportProgress(stream: NodeJS.WriteStream): ImportProgress {
  return stream.isTTY ? bar(stream) : lines(stream);
}

function bar(stream: NodeJS.WriteStream): ImportProgress {
  let current: { stage: string; bar: SingleBar } | null = null;
  return {
    show({ stage, done, total }) {
      if (current?.stage !== stage) {
        current?.bar.stop();
        const next = new SingleBar({
          stream,
          format: `  ${stage.padEnd(16)} {bar} {value}/{total} {duration_formatted}`,
          hideCursor: true,
          barsize: 28,
        });
        next.start(total ?? Math.max(done, 1), done);
        current = { stage, bar: next };
      }
      if (total !== null) current.bar.setTotal(total);
      current.bar.update(done);
    },
    end: () => current?.bar.stop(),
  };
}

function lines(stream: NodeJS.WriteStream): ImportProgress {
  let last: ImportStep | null = null;
  const finish = (): void => {
    if (last !== null) stream.write(`  ${last.stage}: ${last.done}\n`);
  };
  return {
    show(step) {
      if (last?.stage !== step.stage) finish();
      last = step;
    },
    end: finish,
  };
}
