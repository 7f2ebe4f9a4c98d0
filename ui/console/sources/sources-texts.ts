/** Words of the sheet of sources. */
import type { SourceProgress, SourceState } from '../../../broker/contract/sources.ts';
import { count } from '../data/numbers.ts';

const STAGES: Record<SourceProgress['stage'], string> = {
  fetch: 'Fetching',
  stores: 'Reading stores',
  products: 'Reading products',
  local: 'Reading stock',
  reviews: 'Reading reviews',
  pictures: 'Preparing pictures',
  catalogue: 'Comparing with the catalogue',
};

const STATES: Record<SourceState, string> = {
  invalid: 'Its file has a mistake',
  paused: 'Paused by its file',
  running: 'Being read',
  never: 'Not read yet',
  held: 'Held: it would take much away',
  failing: 'Cannot be read',
  good: 'In order',
  watched: 'Connected',
};

const PARTS: Record<string, string> = {
  stores: 'stores',
  products: 'products',
  stock: 'stock',
  reviews: 'reviews',
  related: 'related products',
  guides: 'guides',
  people: 'customers',
  wishlist: 'wishlists',
  orders: 'orders',
};

const REASONS: Record<string, string> = {
  TW_SOURCE_INVALID: 'mistake in its file',
  TW_SOURCE_FAILING: 'failed several times in a row',
  TW_SOURCE_STALE: 'older than it stays fresh',
  TW_IMPORT_HELD: 'waits for you',
  TW_STOCK_SILENT: 'changes of stock do not come',
};

const KINDS: Record<string, string> = {
  variants: 'variants',
  offers: 'stock figures',
  reviews: 'reviews',
  products: 'products',
  stores: 'stores',
};

function part(name: string): string {
  return PARTS[name] ?? name;
}

export const sourcesTexts = {
  open: 'Sources',
  attention: (number: number) => `${number} ${number === 1 ? 'needs' : 'need'} a look`,
  title: 'Sources',
  lead: 'Where products, stock and reviews come from, and how fresh they are.',
  close: 'Close',
  loading: 'Asking the hub …',
  failed: 'The hub does not answer. What you see may be old.',
  refused: (message: string) => `The hub refused: ${message}`,

  none: 'No source is connected yet',
  noneHint: 'Put one file for each feed or shop into this folder. It counts as soon as it is saved.',
  noneMissing: 'Until then the catalogue is what “tapwall import” brought last.',
  guide: 'docs/guides/connect-anything.md tells what such a file may hold.',

  state: STATES,
  stage: (progress: SourceProgress) => {
    const { stage, done, total } = progress;
    if (done === 0) return `${STAGES[stage]} …`;
    return total === null
      ? `${STAGES[stage]}: ${count(done)}`
      : `${STAGES[stage]}: ${count(done)} of ${count(total)}`;
  },
  gives: (parts: readonly string[]) => parts.map(part).join(', '),
  gave: 'Gives',
  rhythm: 'Read',
  every: (time: string) => `every ${time}`,
  onChange: 'when a file changes',
  next: 'Next',
  inTime: (time: string) => `in ${time}`,
  onItsWay: 'now',
  last: 'Last good',
  unread: 'never',
  changed: 'Changed then',
  nothingChanged: 'nothing',
  changes: ({ added, altered, removed }: { added: number; altered: number; removed: number }) =>
    [
      added === 0 ? '' : `${count(added)} new`,
      altered === 0 ? '' : `${count(altered)} altered`,
      removed === 0 ? '' : `${count(removed)} gone`,
    ]
      .filter((words) => words !== '')
      .join(', '),
  live: 'Stock as it changes',
  liveNone: 'nothing has changed yet',
  liveLast: (ago: string, changes: number) => `${count(changes)} so far, the last ${ago}`,

  read: 'Read now',
  readHint: (name: string) => `Read now: ${name}`,
  reading: 'Reading …',

  stays: 'What it gave last stays in force.',
  heldTitle: 'This import waits for you',
  heldLead:
    'It would take away more than a fifth. A feed that was cut short looks like this. Nothing has changed yet.',
  heldRow: (kind: string, removed: number, of: number) =>
    `${count(removed)} of ${count(of)} ${KINDS[kind] ?? kind}`,
  heldSince: (ago: string) => `Held ${ago}`,
  approve: 'Let it in',
  approveSure: 'Really take them away?',
  approveHint: (name: string) => `Let it in: ${name}`,
  approved: 'Let in; it is read once more.',

  rejected: (number: number) => `${count(number)} ${number === 1 ? 'row was' : 'rows were'} left out`,
  showRejected: 'Show them',
  hideRejected: 'Hide them',
  rejectedHint: (name: string) => `Rows of ${name} that were left out`,
  report: 'Download as CSV',
  place: 'Where',
  id: 'Id',
  reason: 'Why',
  more: (number: number) => `and ${count(number)} more, in the file`,

  incident: {
    title: 'Incidents',
    open: (opened: string) => `Open, since ${opened}`,
    over: (opened: string, lasted: string) => `Over: it began ${opened} and lasted ${lasted}`,
    reason: (code: string) => REASONS[code] ?? code,
  },
  problem: {
    failing: (name: string) => `The source “${name}” cannot be read.`,
    failingRemedy: 'What it gave last stays in force. Sources says why.',
    held: (name: string) => `An import of “${name}” waits: it would take much away.`,
    heldRemedy: 'Look at it in Sources, and let it in if it is meant.',
    invalid: (name: string) => `The file of the source “${name}” has a mistake.`,
    stale: (name: string) => `What “${name}” gives is old.`,
    staleRemedy: 'It has not been read for longer than that stays fresh. Sources says since when.',
    trouble: (name: string) => `Changes of stock from “${name}” do not come.`,
    troubleRemedy: 'Screens show the stock of the last full reading.',
  },
};
