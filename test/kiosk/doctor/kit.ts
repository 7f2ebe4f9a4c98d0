/** A machine of a test's own: files, links, programs and their answers. */
import type { MachineFacts, PortAccess, ProgramResult } from '../../../kiosk/doctor/facts.ts';

export interface Machine {
  files?: Record<string, string>;
  /** Permission bits; 0600 where none are given. */
  modes?: Record<string, number>;
  links?: Record<string, string>;
  ports?: Record<string, PortAccess>;
  /** Programs that are installed, and what each answers to its arguments. */
  programs?: Record<string, (args: readonly string[]) => ProgramResult | null>;
  processes?: string[];
  isRoot?: boolean;
}

/** Folders follow from the paths of files, links and ports. */
export function machine({
  files = {},
  modes = {},
  links = {},
  ports = {},
  programs = {},
  ...rest
}: Machine = {}): MachineFacts {
  const paths = [...Object.keys(files), ...Object.keys(links), ...Object.keys(ports)];
  return {
    env: {},
    nodeVersion: 'v20.19.0',
    isRoot: rest.isRoot ?? false,
    pid: 4711,
    readText: (path) => files[path] ?? '',
    list: (folder) => {
      const inside = paths.filter((path) => path.startsWith(`${folder}/`));
      return [...new Set(inside.map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''))].toSorted();
    },
    exists: (path) => paths.includes(path),
    linkTarget: (path) => links[path] ?? '',
    mode: (path) => modes[path] ?? (paths.includes(path) ? 0o600 : null),
    access: (path) => ports[path] ?? 'missing',
    findProgram: (name) => (Object.hasOwn(programs, name) ? `/usr/bin/${name}` : null),
    run: (program, args) => Promise.resolve(programs[program]?.(args) ?? null),
    processes: () => rest.processes ?? [],
  };
}
