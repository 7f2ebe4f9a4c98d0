/** The built pages; a program that announces addresses without them says so, once. */
import type { Logger } from '../../broker/ports.ts';
import { findUiDir } from '../system/paths.ts';

export interface PagesOptions {
  dir: string | null;
  /** True for a part of `tapwall start`, which has said it. */
  isPart: boolean;
}

export function findPages(
  logger: Pick<Logger, 'warn'>,
  { dir, isPart }: PagesOptions = { dir: findUiDir(), isPart: process.send !== undefined },
): string | null {
  if (dir === null && !isPart)
    logger.warn({ code: 'TW_UI_MISSING' }, 'the pages are not built and answer 404; run npm run build');
  return dir;
}
