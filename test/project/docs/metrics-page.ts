/** docs/reference/metrics.md: every figure of `/metrics`, from the registries themselves. */
import type { Registry } from 'prom-client';
import { HubMetrics } from '../../../broker/hub/metrics/hub-metrics.ts';
import { MOST_KIOSKS } from '../../../broker/hub/metrics/kiosk-samples.ts';
import { ProcessFigures } from '../../../broker/metrics/process-figures.ts';
import { KioskMetrics } from '../../../kiosk/metrics/kiosk-metrics.ts';
import { HarnessError } from '../../harness/errors.ts';
import { code, page, table, type Page } from './markdown.ts';

export interface DocumentedMetric {
  name: string;
  type: string;
  help: string;
  labels: readonly string[];
}

/** Of an object of the library, as it is at run time. */
interface RuntimeMetric {
  name: string;
  help: string;
  labelNames: readonly string[];
  constructor: { name: string };
}

export function metricsOf(service: 'kiosk' | 'hub'): DocumentedMetric[] {
  const metrics = registryOf(service).getMetricsAsArray() as unknown as RuntimeMetric[];
  return metrics
    .map(({ name, help, labelNames, constructor }) => ({
      name,
      help,
      labels: labelNames,
      type: constructor.name.toLowerCase(),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export function metricsPage(): Page {
  return page('metrics.md', [
    '# Metrics',
    'Prometheus text format 0.0.4 at `GET /metrics` of a kiosk and of a hub; [watch the fleet](../guides/watch-the-fleet.md) has the ' +
      'configuration, alerts and what each is good for. Units are base units; `_total` only grows, from the start of the service. Nothing ' +
      'of a shopper is in a label.',
    '## Kiosk',
    'For programs on the same machine, and with the token of [`metricsTokenFile`](settings.md) for others.',
    tableOf(metricsOf('kiosk')),
    '## Hub',
    'With the token of `hubTokenFile` or of `metricsTokenFile`; without either, on loopback, for everybody there. Figures with the labels ' +
      `\`store\` and \`kiosk\` name ${MOST_KIOSKS} kiosks one by one; the rest of a larger fleet is one series with both labels \`_others\`.`,
    tableOf(metricsOf('hub')),
  ]);
}

function tableOf(metrics: readonly DocumentedMetric[]): string {
  return table(
    ['Name', 'Type', 'Labels', 'Meaning'],
    metrics.map(({ name, type, labels, help }) => [code(name), type, labels.map(code).join(' '), help]),
  );
}

/** Nothing is read: a page is about what there is, not what it says now. */
function registryOf(service: 'kiosk' | 'hub'): Registry {
  const never = (): never => {
    throw new HarnessError('A page reads no figures.');
  };
  const common = { version: '', clock: { now: never, setTimer: never }, process: new ProcessFigures() };
  return service === 'kiosk'
    ? new KioskMetrics({
        ...common,
        uplink: never,
        totals: never,
        incidents: never,
        devices: never,
        displays: never,
      }).registry
    : new HubMetrics({
        ...common,
        kiosks: never,
        ingest: never,
        waiting: never,
        proofs: never,
        snags: never,
        hubs: never,
        owned: never,
        sources: () => [],
        sourceIncidents: () => [],
      }).registry;
}
