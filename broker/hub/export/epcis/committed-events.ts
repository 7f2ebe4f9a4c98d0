/** What the export needs of the stored events. */

/** An event that the hub has committed. */
export interface CommittedEvent {
  /** Grows with every event; the cursor of the export. */
  row: number;
  id: string;
  store: string;
  kiosk: string;
  sequence: number;
  /** `tapwall.{name}.v1` */
  type: string;
  /** ISO 8601 with offset, by the kiosk's clock. */
  time: string;
  /** ISO 8601 in UTC, by the hub's clock. */
  receivedAt: string;
  data: Record<string, unknown>;
}

export interface PageRequest {
  /** Only rows beyond it. */
  after: number;
  limit: number;
  types: readonly string[];
  /** Milliseconds since 1970 of the event's own time: from this moment on, and before that one. */
  from?: number;
  to?: number;
  /** Topic levels. */
  store?: string;
  kiosk?: string;
}

export interface Page {
  events: CommittedEvent[];
  /** The last row looked at; where it began when there was none. */
  last: number;
  /** Whether there may be rows behind it now. */
  more: boolean;
}

export interface CommittedEvents {
  /** In the order of `row`. */
  page(request: PageRequest): Promise<Page>;
}
