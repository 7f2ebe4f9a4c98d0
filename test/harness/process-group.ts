/** Process groups: every test file leads one, so that whatever it started can be found and ended. */
import { readFileSync, readdirSync } from 'node:fs';

const started = new Set<number>();

/** Names of the group's processes that are alive; a zombie is not (proc(5), /proc/PID/stat: state and group). */
export function livingMembers(group: number): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const stat = readStat(pid);
      return stat?.group === group && stat.state !== 'Z' ? [`${stat.name} (${pid})`] : [];
    });
}

export function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // The last of the group has just ended.
  }
}

/** Remembers a group while its work runs, so that an interrupted run takes it down. */
export async function withGroup<T>(group: number | undefined, work: () => Promise<T>): Promise<T> {
  if (group !== undefined) started.add(group);
  try {
    return await work();
  } finally {
    if (group !== undefined) started.delete(group);
  }
}

export function killStartedGroups(): void {
  for (const group of started) killGroup(group);
}

function readStat(pid: string): { name: string; state: string; group: number } | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  const end = text.lastIndexOf(')');
  const [state = '', , group = ''] = text.slice(end + 2).split(' ');
  return { name: text.slice(text.indexOf('(') + 1, end), state, group: Number(group) };
}
