/** Sources as the console sees them. */

export type SourceOutcome = 'imported' | 'unchanged' | 'held' | 'failed';

/** One reading of a source, from start to end. */
export interface SourceRun {
  /** ISO 8601. */
  startedAt: string;
  endedAt: string;
  /** What it was that made it begin. */
  cause: 'schedule' | 'change' | 'person';
  outcome: SourceOutcome;
  /** What the catalogue has afterwards, and what changed; null when it failed. */
  counts: SourceCounts | null;
  /** Rows and pictures that were left out. */
  rejected: number;
  /** Present when it failed: a stable code, and a sentence for people. */
  error: { code: string; message: string } | null;
}

export interface SourceCounts {
  products: number;
  variants: number;
  offers: number;
  reviews: number;
  /** Documents that are new, other than they were, and gone. */
  added: number;
  altered: number;
  removed: number;
}

/** A row or picture that was left out. */
export interface SourceRejection {
  file: string;
  line: number;
  id: string;
  code: string;
  reason: string;
}

/** An import that would take much away, until somebody says that it is meant. */
export interface HeldSource {
  heldAt: string;
  /** What it would remove, of how many, by kind. */
  removals: Record<string, { removed: number; of: number }>;
  approved: boolean;
}

export interface SourceProgress {
  stage: 'fetch' | 'stores' | 'products' | 'local' | 'reviews' | 'pictures' | 'catalogue';
  done: number;
  /** Null while nobody knows. */
  total: number | null;
}

/**
 * `invalid`: its file has a mistake. `paused`: its file says so. `never`: not read yet. `failing`: the last reading failed.
 * `watched`: it has nothing to read, and answers when it is asked, or says by itself what changes.
 */
export type SourceState =
  | 'invalid'
  | 'paused'
  | 'running'
  | 'never'
  | 'held'
  | 'failing'
  | 'good'
  | 'watched';

/** Hub `GET /api/sources`, by name. */
export interface SourceSummary {
  name: string;
  /** Empty when the file is invalid. */
  kind: string;
  description: string;
  state: SourceState;
  /** What is wrong with its file; null when nothing is. */
  problem: string | null;
  /** What the hub takes from it. */
  parts: string[];
  /** What whoever runs the stores has to know of it, in sentences. */
  notes: string[];
  /** Seconds between two readings; 0: when something changes, or somebody asks. */
  every: number;
  progress: SourceProgress | null;
  lastRun: SourceRun | null;
  /** The last that ended well, held ones not counted. */
  lastGood: SourceRun | null;
  /** ISO 8601; null: when something changes, or somebody asks. */
  nextAt: string | null;
  held: HeldSource | null;
  /** Rejected rows of the last reading that was one. */
  rejections: number;
  /** Live stock: when something came last, and what keeps it from coming. Null: it has none. */
  live: { changedAt: string | null; changes: number; trouble: string | null } | null;
}

/** Something about a source that somebody should look at. It closes by itself when the source is well again, or gone. */
export interface SourceIncident {
  id: string;
  source: string;
  /** `TW_SOURCE_INVALID TW_SOURCE_FAILING TW_SOURCE_STALE TW_IMPORT_HELD TW_STOCK_SILENT`: one of each at a time. */
  code: string;
  message: string;
  /** ISO 8601. */
  openedAt: string;
  /** Null while it is open. */
  closedAt: string | null;
}

/**
 * Hub `GET /api/sources`. `POST /api/sources/NAME/run` begins a reading, `POST /api/sources/NAME/approve` lets a held one in
 * and begins it; both answer the SourceSummary. `GET /api/sources/NAME/rejections` answers up to 5,000 SourceRejection, and
 * `GET /api/sources/NAME/report.csv` the same as a file.
 */
export interface SourcesAnswer {
  sources: SourceSummary[];
  /** Open ones first, then the newest; up to 50. */
  incidents: SourceIncident[];
  /** Which parts some source gives. */
  given: string[];
  /** Folder of the source files, for whoever has none yet. */
  folder: string;
}
