/** The pages of docs/reference that are written from the source. */
import { commandsPage } from './commands-page.ts';
import { CONTRACT_PAGES } from './contract-pages.ts';
import { deviceFilesPage, DRIVER_PAGES } from './driver-pages.ts';
import { errorsPage } from './errors-page.ts';
import { eventsPage } from './events-page.ts';
import type { Page } from './markdown.ts';
import { metricsPage } from './metrics-page.ts';
import { settingsPage } from './settings-page.ts';
import { topicsPage } from './topics-page.ts';

export const PAGES: Readonly<Record<string, () => Page | Promise<Page>>> = {
  errors: errorsPage,
  settings: settingsPage,
  topics: topicsPage,
  events: eventsPage,
  commands: commandsPage,
  metrics: metricsPage,
  'device files': deviceFilesPage,
  ...DRIVER_PAGES,
  ...CONTRACT_PAGES,
};
