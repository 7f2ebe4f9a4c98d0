/**
 * Figures for Prometheus that are kept elsewhere and read when somebody asks. Names follow prometheus.io/docs/practices/
 * naming: base units, `_total` for what only grows. A registry belongs to one service and is passed in.
 */
import { Counter, Gauge, type Registry } from 'prom-client';

export interface Sample {
  /** Values from a list of our own: every new one is a new time series, and nothing of a shopper may be one. */
  labels?: Readonly<Record<string, string>>;
  value: number;
}

export interface Figure {
  name: string;
  type: 'gauge' | 'counter';
  help: string;
  labels?: readonly string[];
  /** Null, or a list without samples: nothing is known now, and the series is absent. */
  read: () => number | null | readonly Sample[];
}

export function register(registry: Registry, figures: readonly Figure[]): void {
  for (const figure of figures)
    registry.registerMetric(figure.type === 'gauge' ? gauge(figure) : counter(figure));
}

function gauge(figure: Figure): Gauge {
  return new Gauge({
    ...optionsOf(figure),
    collect() {
      clear(this, figure);
      for (const { labels = {}, value } of samplesOf(figure)) this.set(labels, value);
    },
  });
}

function counter(figure: Figure): Counter {
  return new Counter({
    ...optionsOf(figure),
    collect() {
      clear(this, figure);
      for (const { labels = {}, value } of samplesOf(figure)) this.inc(labels, value);
    },
  });
}

function optionsOf({ name, help, labels = [] }: Figure) {
  return { name, help, labelNames: [...labels], registers: [] };
}

/** Without labels, a reset leaves a 0, which would be said of what nobody knows. */
function clear(metric: Gauge | Counter, { labels = [] }: Figure): void {
  metric.reset();
  if (labels.length === 0) metric.remove();
}

function samplesOf({ read }: Figure): readonly Sample[] {
  const found = read();
  if (found === null) return [];
  return typeof found === 'number' ? [{ value: found }] : found;
}

/** Of two values that are true or false, as Prometheus has them. */
export function flag(isTrue: boolean): number {
  return isTrue ? 1 : 0;
}

/** An ISO 8601 time as seconds since 1970; null stays null. */
export function secondsOf(time: string | null): number | null {
  return time === null ? null : Date.parse(time) / 1000;
}
