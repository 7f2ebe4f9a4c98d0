/** Sources over the hub's interface. */
import type { SourceRejection, SourcesAnswer, SourceSummary } from '../../../broker/contract/sources.ts';
import { request } from '../data/api.ts';

const BASE = '/api/sources';

export function fetchSources(): Promise<SourcesAnswer> {
  return request<SourcesAnswer>(BASE);
}

export function fetchRejections(name: string): Promise<SourceRejection[]> {
  return request<SourceRejection[]>(`${BASE}/${encodeURIComponent(name)}/rejections`);
}

export function readSource(name: string): Promise<SourceSummary> {
  return request<SourceSummary>(`${BASE}/${encodeURIComponent(name)}/run`, { method: 'POST' });
}

export function approveSource(name: string): Promise<SourceSummary> {
  return request<SourceSummary>(`${BASE}/${encodeURIComponent(name)}/approve`, { method: 'POST' });
}

/** Address of the report as a file. */
export function reportOf(name: string): string {
  return `${BASE}/${encodeURIComponent(name)}/report.csv`;
}
