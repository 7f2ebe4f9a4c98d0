/**
 * Reads what `strace -f -xx -o FILE` writes: one system call a line, every string in hexadecimal. A call during which
 * another thread made one is printed in two halves, which are put together here.
 */
import { CrashError } from '../crash-error.ts';

export interface SystemCall {
  name: string;
  /** Strings as bytes, everything else as printed. */
  args: (Buffer | string)[];
  result: number;
}

const LINE = /^(\d+) +(.*)$/;
const RESUMED = /^<\.\.\. (\w+) resumed>/;
const UNFINISHED = '<unfinished ...>';
const CALL = /^(\w+)\((.*)\) += (-?\d+)/;

export function* systemCalls(lines: Iterable<string>): Generator<SystemCall> {
  const halves = new Map<string, string>();
  for (const line of lines) {
    const [, pid = '', text = ''] = LINE.exec(line) ?? [];
    if (text.endsWith(UNFINISHED)) {
      halves.set(pid, text.slice(0, -UNFINISHED.length).trimEnd());
      continue;
    }
    const resumed = RESUMED.exec(text);
    const whole = resumed ? `${halves.get(pid) ?? ''}${text.slice(resumed[0].length)}` : text;
    const call = parseCall(whole);
    if (call) yield call;
  }
}

/** Undefined for exits, signals and calls that never came back. */
function parseCall(text: string): SystemCall | undefined {
  const [, name, args, result] = CALL.exec(text) ?? [];
  if (name === undefined || args === undefined) return undefined;
  return { name, args: splitArgs(args), result: Number(result) };
}

/** Bytes are printed in hexadecimal only, so that no quotation mark or comma can stand inside of a string. */
function splitArgs(text: string): (Buffer | string)[] {
  return text.split(', ').map((arg) => {
    if (!arg.startsWith('"')) return arg;
    if (arg.endsWith('...')) throw new CrashError('strace cut a string short; record with a larger -s.');
    return Buffer.from(arg.slice(1, -1).replaceAll('\\x', ''), 'hex');
  });
}
