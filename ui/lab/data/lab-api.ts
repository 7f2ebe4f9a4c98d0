/** The kiosk's lab interface over `fetch`. */
import type { ErrorBody, LabRequests, LabState } from '../../../broker/contract/http.ts';

export type LabProblemKind = 'real_hardware' | 'unreachable' | 'refused';

export class LabProblem extends Error {
  readonly kind: LabProblemKind;

  constructor(kind: LabProblemKind, message: string) {
    super(message);
    this.name = 'LabProblem';
    this.kind = kind;
  }
}

const PATIENCE_MS = 5_000;

export function fetchLab(): Promise<LabState> {
  return request('/api/lab', {});
}

/** Moves the virtual hardware; answers how it stands then. */
export function moveLab<N extends keyof LabRequests>(name: N, body: LabRequests[N]): Promise<LabState> {
  return request(`/api/lab/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function request(path: string, init: RequestInit): Promise<LabState> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    throw new LabProblem('unreachable', '');
  }
  const answer = (await response.json().catch(() => null)) as LabState | Partial<ErrorBody> | null;
  if (response.ok && answer !== null) return answer as LabState;
  const body = answer as Partial<ErrorBody> | null;
  const message = body?.error?.message ?? `HTTP ${response.status}`;
  if (response.status === 404) throw new LabProblem('real_hardware', message);
  throw new LabProblem(response.status >= 502 ? 'unreachable' : 'refused', message);
}
