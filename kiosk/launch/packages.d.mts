/** Types of packages.mjs, which is plain JavaScript because it runs before anything is installed. */
export function isOnPath(program: string, path?: string): boolean;
export function missingToolchain(path?: string): string[];
export function hasPcscHeaders(): boolean;
export function missingPackages(names: string[]): string[];
export function installLine(names: string[]): string;
export function installPackages(names: string[], options: { root: string; why: string }): Promise<void>;
