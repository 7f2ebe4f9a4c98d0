/** docs/reference/errors.md: every code that a program of ours can answer with. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFiles, ROOMS, ROOT } from '../tree.ts';
import { code, page, table, type Page } from './markdown.ts';

export interface CatalogueEntry {
  room: string;
  code: string;
  message: string;
  remedy: string;
}

/** A catalogue is an exported object whose keys are codes; a value is a sentence, or a sentence and a remedy. */
type Catalogue = Readonly<Record<string, string | { message: string; remedy?: string }>>;

export async function loadErrors(): Promise<CatalogueEntry[]> {
  const files = projectFiles().filter(
    (file) => /(^|\/)errors\.(ts|mjs)$/.test(file) && ROOMS.some((room) => file.startsWith(`${room}/`)),
  );
  const loaded = await Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(join(ROOT, file)).href)) as Record<string, unknown>;
      return Object.values(module)
        .filter(isCatalogue)
        .flatMap((catalogue) => entriesOf(catalogue, file.replace(/\/errors\.\w+$/, '')));
    }),
  );
  return loaded.flat();
}

export async function errorsPage(): Promise<Page> {
  const entries = await loadErrors();
  const rooms = [...new Set(entries.map((entry) => entry.room))].toSorted();
  return page('errors.md', [
    '# Errors',
    'Codes are stable: programs may rely on them. On the command line an error is one line on standard error, ' +
      '`{"error":{"code":"TW_…","message":"…"}}`; over HTTP it is the body of the answer.',
    ...rooms.map((room) =>
      [
        `## ${room}/`,
        table(
          ['Code', 'Meaning', 'What to do'],
          entries
            .filter((entry) => entry.room === room)
            .map((entry) => [code(entry.code), entry.message, entry.remedy]),
        ),
      ].join('\n\n'),
    ),
  ]);
}

function isCatalogue(value: unknown): value is Catalogue {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key.startsWith('TW_'));
}

function entriesOf(catalogue: Catalogue, room: string): CatalogueEntry[] {
  return Object.entries(catalogue).map(([name, entry]) =>
    typeof entry === 'string'
      ? { room, code: name, message: entry, remedy: '' }
      : { room, code: name, message: entry.message, remedy: entry.remedy ?? '' },
  );
}
