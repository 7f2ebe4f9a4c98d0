/** What a check may ask of the machine. A test brings a machine of its own. */

export interface ProgramResult {
  /** Exit code; null when it did not end in time. */
  code: number | null;
  stdout: string;
}

export type PortAccess = 'ok' | 'missing' | 'denied';

export interface MachineFacts {
  env: Readonly<Record<string, string | undefined>>;
  nodeVersion: string;
  /** True for root, whom nothing refuses. */
  isRoot: boolean;
  /** Process id of the doctor, which asks for the user it runs as. */
  pid: number;
  /** Empty when the file is not there or may not be read. */
  readText(path: string): string;
  /** Names in a folder, sorted; empty when there is none. */
  list(folder: string): string[];
  exists(path: string): boolean;
  /** Where a link leads; empty when it is none. */
  linkTarget(path: string): string;
  /** Permission bits; null when it is not there. */
  mode(path: string): number | null;
  /** May this user read and write it? */
  access(path: string): PortAccess;
  /** Path of a program of the system; null when it is not installed. */
  findProgram(name: string): string | null;
  /** Null when the program cannot be started. At most a few seconds. */
  run(program: string, args: readonly string[]): Promise<ProgramResult | null>;
  /** Names of all processes that run. */
  processes(): readonly string[];
}
