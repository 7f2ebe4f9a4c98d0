/**
 * JSON of the HTTP interfaces. Kiosk: `/api/…` for its own displays and the lab. Hub: `/api/console/…` for the console.
 * Errors everywhere: status 4xx/5xx with `{ "error": { "code": "TW_…", "message": "…" } }`.
 */
import type { Review } from './domain.ts';
import type { DeviceState, DisplayState, MadeTag, UplinkState } from './messages.ts';
import type { ProductCard } from './screen.ts';
import type { SearchFacets } from './search.ts';
import type { DisplaySettings } from './settings.ts';

export interface ErrorBody {
  error: { code: string; message: string };
}

/** Kiosk `GET /api/products/{productId}/reviews?lang=&offset=&limit=` (ETag): reviews in `lang` first, then by date. */
export interface ReviewsPage {
  productId: string;
  total: number;
  reviews: Review[];
}

export interface FoundPage {
  query: string;
  total: number;
  cards: (ProductCard & { availableHere: boolean })[];
  /** Category paths of what was found. */
  categories: string[];
}

/**
 * Kiosk `GET /api/search?q=&offset=&limit=&lang=&facets=1&size=&colour=&brand=&category=&priceFrom=&priceTo=&here=1` (ETag):
 * filters may come several times, see SearchFilters; empty `q` lists everything, the best first.
 */
export interface SearchPage extends FoundPage {
  /** What was looked for in place of what was typed; null when that was found. */
  corrected: string | null;
  /** No product has every word: these have the most of them. */
  isPartial: boolean;
  /** Null when nobody asked for them, or while the index is being built. */
  facets: SearchFacets | null;
  /** Of the prices in `facets`; null without a product. */
  currency: string | null;
  /** False while the index is being built: found by the beginnings of words only, filters do not count. */
  isIndexed: boolean;
  /** When the catalogue was made, ISO 8601. */
  asOf: string;
}

/** Kiosk `GET /api/products/{productId}/related?lang=` (ETag): of the same kind, and what goes with it in this store. */
export interface RelatedPage {
  productId: string;
  similar: ProductCard[];
  look: ProductCard[];
}

/** Kiosk `GET /api/lab`: the virtual hardware. 404 when the kiosk runs on real hardware only. */
export interface LabState {
  shelf: {
    sku: string;
    gtin: string;
    title: string;
    colour: string;
    size: string;
    mediaUrl: string | null;
  }[];
  cards: { card: string; displayName: string }[];
  /** Tags that go wrong, by the name `POST /api/lab/tag` takes. */
  oddities: string[];
  displays: {
    id: string;
    kind: 'wall' | 'room';
    name: string;
    reader: string | null;
    radar: string | null;
  }[];
  devices: DeviceState[];
  network: 'up' | 'down';
  /** What lies on each virtual reader now: reader id → label. */
  onReader: Record<string, string>;
  roomOccupied: boolean;
  outboxDepth: number;
  /** The row of fitting rooms before the virtual UHF reader; null where there is none. */
  rooms: LabRooms | null;
  /** The virtual pick-up shelf; null where there is none. */
  pickup: LabPickup | null;
  /** Device id of the virtual barcode scanner; null where there is none. */
  scanner: string | null;
  /** The curtain with the virtual contact; `unknown` until somebody moved it, null where there is none. */
  curtain: 'open' | 'closed' | 'unknown' | null;
  /** What each virtual device does wrong now, `none` for nothing, and what it can be told to. */
  manners: Record<string, { now: string; known: readonly string[] }>;
}

export interface LabRooms {
  /** Device id of the UHF reader. */
  reader: string;
  /** From left to right, an antenna in each. `name` is null for a neighbour, which has no display. */
  places: { place: string; name: string | null; display: string | null; antenna: number }[];
  pieces: LabPiece[];
}

/** A garment in the row. Lists are in the order of `LabRooms.places`. */
export interface LabPiece {
  epc: string;
  sku: string;
  /** Where it really is: a place, `corridor`, or `corridor-N` in front of the Nth room. */
  at: string;
  /** Strongest read of the last two seconds at each antenna (dBm); null where it was not read. */
  strengths: (number | null)[];
  /** Reads in the last two seconds at each antenna. */
  reads: number[];
  /** Probability, by the presence filter, that it is in each room; the rest is in front of them, or away. */
  beliefs: number[];
  /** The place that the filter says it is in; null for none. */
  concluded: string | null;
}

export interface LabPickup {
  /** Device id of the controller. */
  shelf: string;
  display: string;
  /** Products that lie on the antennas. */
  places: { unit: number; sku: string; lifted: boolean }[];
  /** Times that an antenna lost a product for a moment, though nobody touched it. */
  ghosts: number;
}

/**
 * Kiosk `POST /api/lab/…` with JSON, each answers the new LabState:
 * `tag` puts a tag on a reader, lifts it by itself after about a second; `lift`; `room` walks in or out;
 * `network` pulls or plugs the cable to the broker and the hub; `device` unplugs or plugs a virtual device;
 * `garment` brings a garment of a SKU to a place of the row, or moves the one with an EPC, or takes it `away`;
 * `shelf` lifts the product on a unit of the pick-up shelf, or puts it back; `scan` scans a SKU's code or any other;
 * `curtain` draws or opens it; `misbehave` tells a device what to do wrong; `tidy` leaves everything lifted, empty, plugged
 * and well-behaved.
 */
export interface LabRequests {
  tag: { reader: string; sku?: string; card?: string; oddity?: string; hold?: boolean };
  lift: { reader: string };
  room: { occupied: boolean };
  network: { up: boolean };
  device: { id: string; plugged: boolean };
  garment: { sku?: string; epc?: string; place: string };
  shelf: { unit: number; lifted: boolean };
  scan: { sku?: string; code?: string };
  curtain: { open: boolean };
  misbehave: { id: string; how: string };
  tidy: Record<string, never>;
}

/**
 * Kiosk `POST /api/tags/jobs`, from its own machine only: write the next tag that is held to a reader, or learn it as the
 * tag of a variant. Answers a TagJobView; one job at a time at each reader.
 */
export interface TagJobRequest {
  kind: 'write' | 'learn';
  /** Default: the first reader that is connected, a real one before a virtual one. */
  reader?: string;
  /** To write: a GTIN of 8 to 14 digits, or a SKU that has one. To learn: the SKU. */
  gtin?: string;
  sku?: string;
  /** AI 21; left out: drawn. */
  serial?: string;
  /** What the link begins with; default `https://id.gs1.org`. */
  domain?: string;
  /** Makes the tag read-only for ever. */
  lock?: boolean;
  /** Also takes a tag that lies on the reader already and holds something. */
  overwrite?: boolean;
  /** How long to wait for a tag, 5 to 300; default 30. */
  seconds?: number;
}

/** Kiosk `GET /api/tags/jobs/{id}?after=REVISION`: waits up to ten seconds for a later revision. `DELETE` calls it off. */
export interface TagJobView {
  job: string;
  kind: 'write' | 'learn';
  reader: string;
  virtual: boolean;
  state: 'waiting' | 'working' | 'done' | 'failed';
  /** Grows with every change. */
  revision: number;
  expiresAt: string;
  /** What the person at the reader should do now. */
  hint: { code: string; message: string } | null;
  /** Set when done. */
  tag: MadeTag | null;
  /** Set when failed. */
  error: { code: string; message: string } | null;
}

/** Hub `GET /api/console/kiosks`. */
export interface KioskSummary {
  id: string;
  store: string;
  storeName: string;
  kiosk: string;
  online: boolean;
  /** ISO 8601; when it was last heard. */
  lastSeen: string;
  since: string;
  version: string;
  catalogue: string;
  outboxDepth: number;
  devices: DeviceState[];
  displays: DisplayState[];
  incidents: Incident[];
  settings: DisplaySettingsView[];
  /** Over all epochs; `epoch` and `sequence` (the watermark) are those of the one heard last. */
  events: {
    received: number;
    epoch: string;
    sequence: number;
    /** Numbers that have not come, and nobody says why: those that may still come, and `missing`. */
    gaps: number;
    duplicates: number;
    /** Numbers that never came and never will. */
    missing: number;
    /** The kiosk says that it dropped them. */
    evicted: number;
    /** Dropped at the kiosk, or deleted here, because a shopper took back their consent. */
    withdrawn: number;
  };
  /** How its way to the platform does; null until it has told. */
  uplink: UplinkState | null;
}

export interface Incident {
  id: string;
  code: string;
  message: string;
  openedAt: string;
  closedAt: string | null;
}

/** Desired and reported settings of one display, side by side. */
export interface DisplaySettingsView {
  display: string;
  name: string;
  kind: 'wall' | 'room';
  desired: Partial<DisplaySettings>;
  reported: DisplaySettings | null;
  /** `pending` until the kiosk has reported the desired version. */
  state: 'in_force' | 'pending' | 'refused';
  problem: string | null;
}

/** One line of the activity list: `GET /api/console/activity?kiosk=&limit=`, newest first. */
export interface ActivityLine {
  id: string;
  kiosk: string;
  store: string;
  time: string;
  receivedAt: string;
  name: string;
  data: Record<string, unknown>;
}

/** Hub `GET /api/console/overview`. */
export interface ConsoleOverview {
  tenant: string;
  stores: { storeCode: string; name: string }[];
  catalogue: {
    version: string;
    products: number;
    variants: number;
    offers: number;
    reviews: number;
    rejected: number;
    importedAt: string;
  } | null;
  kiosks: KioskSummary[];
  /** JSON Schema of the settings of a display, for the form. */
  settingsSchema: Record<string, unknown>;
}

/**
 * Hub, other console calls: `PUT /api/console/kiosks/{id}/displays/{display}` with a part of DisplaySettings answers
 * the KioskSummary; `POST /api/console/kiosks/{id}/commands` with `{ "name": "identify" | "reload" | "sync", "display"?: … }`.
 * `GET /api/console/stream` (server-sent events): `overview` with a ConsoleOverview on every change, `activity` with an ActivityLine.
 */
export interface CommandRequest {
  name: 'identify' | 'reload' | 'sync';
  display?: string;
}

/**
 * Hub, for tills: `POST /api/handover/claim` takes over what a code stands for, once. The same code again is refused with
 * 409 `TW_HANDOVER_CLAIMED`, one of another store with 404, one that has run out with 410.
 */
export interface HandoverClaim {
  /** As it was scanned or typed: case, spaces and dashes do not matter. */
  code: string;
  storeCode: string;
}

export interface ClaimedHandover {
  id: string;
  storeCode: string;
  claimedAt: string;
  lines: {
    sku: string;
    /** GTIN-14; null when it has none. */ gtin: string | null;
    quantity: number;
    title: string;
  }[];
}

/** Hub, for tills: `POST /api/handover/purchased` says that it was paid; the same again changes nothing. */
export interface HandoverPurchase {
  id: string;
  storeCode: string;
}

/** Hub `GET /api/console/variants?q=`: at most twenty, the best first; `q` is a SKU, a GTIN or words of a name. */
export interface FoundVariant {
  sku: string;
  /** GTIN-14; null when the variant has none, so that no link can name it. */
  gtin: string | null;
  title: string;
  colour: string;
  size: string;
}

/** Hub `GET /api/console/tags`: `{ total, tags }`, the newest two hundred. `DELETE /api/console/tags/{uid}` forgets one. */
export interface LearnedTag {
  uid: string;
  sku: string;
  learnedAt: string;
  /** Where it was learned. */
  store: string;
  kiosk: string;
  /** Null when the catalogue no longer has it: kiosks are not told then. */
  variant: FoundVariant | null;
}

/**
 * Hub `POST /api/console/kiosks/{id}/tags`: write or learn the next tag that is held to a reader, or call that off.
 * Answers a CommandAnswer, at the latest some seconds after `seconds` (30).
 */
export interface EncodeRequest {
  action: 'write' | 'learn' | 'cancel';
  reader: string;
  sku?: string;
  serial?: string;
  domain?: string;
  lock?: boolean;
  seconds?: number;
}

export interface CommandAnswer {
  ok: boolean;
  code?: string;
  message?: string;
  /** Of a tag that was written or learned. */
  tag?: MadeTag;
}
