/** How much is measured, and what comes of it. */

export interface Sizes {
  /** Of a backlog. */
  events: number;
  /** Of the live stream, at `perSecond`. */
  liveEvents: number;
  perSecond: number;
}

export interface Latency {
  /** Milliseconds from the event to the hub's acknowledgement on the wire; empty where there is no hub. */
  committedMs: readonly number[];
  /** To a subscriber. */
  receivedMs: readonly number[];
  lost: number;
}

/** Of a backlog, or of one being made. */
export interface Rate {
  /** Events. */
  perSecond: number;
  lost: number;
}
