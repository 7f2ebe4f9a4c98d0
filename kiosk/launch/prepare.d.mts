/** The types of `prepare.mjs` for those who use it from TypeScript; what it does is said there. */
export const ROOT: string;
export function prepare(options: { build: boolean; packages?: string[]; why?: string }): Promise<void>;
