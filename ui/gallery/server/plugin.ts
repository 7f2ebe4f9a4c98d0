/** Stands in for the kiosk while the screens are developed and tested: never part of the production bundle. */
import type { Plugin } from 'vite';

export function galleryServer(): Plugin {
  return { name: 'tapwall:gallery', apply: 'serve' };
}
