/** The hub's console interface over `fetch`. Every failure is an `ApiProblem` that says what a manager can do about it. */
import type {
  ActivityLine,
  CommandRequest,
  ConsoleOverview,
  ErrorBody,
  KioskSummary,
} from '../../../broker/contract/http.ts';
import type { DisplaySettings } from '../../../broker/contract/settings.ts';

/** `signed_out`: 401. `unreachable`: no answer in time. `refused`: the hub answered and said no. */
export type ApiProblemKind = 'signed_out' | 'unreachable' | 'refused';

export class ApiProblem extends Error {
  readonly kind: ApiProblemKind;
  readonly code: string;

  constructor(kind: ApiProblemKind, code: string, message: string) {
    super(message);
    this.name = 'ApiProblem';
    this.kind = kind;
    this.code = code;
  }
}

/** Answer to a command; `ok` false carries the kiosk's own sentence. */
export interface CommandReply {
  ok?: boolean;
  code?: string;
  message?: string;
}

const BASE = '/api/console';
const PATIENCE_MS = 8_000;
/** A command travels to the kiosk and back before the hub answers. */
const COMMAND_PATIENCE_MS = 20_000;

export function fetchOverview(): Promise<ConsoleOverview> {
  return request<ConsoleOverview>('/overview');
}

/** Newest first. */
export function fetchActivity(limit: number): Promise<ActivityLine[]> {
  return request<ActivityLine[]>(`/activity?limit=${limit}`);
}

export async function signIn(token: string): Promise<void> {
  await request<unknown>('/sign-in', { method: 'POST', body: { token } });
}

/** Null takes a setting back, so that the kiosk's own value applies. */
export type SettingsChange = { [K in keyof DisplaySettings]?: DisplaySettings[K] | null };

/** Changes settings of one display; those not named stay as they are. */
export function saveSettings(
  kiosk: string,
  display: string,
  settings: SettingsChange,
): Promise<KioskSummary> {
  const path = `/kiosks/${encodeURIComponent(kiosk)}/displays/${encodeURIComponent(display)}`;
  return request<KioskSummary>(path, { method: 'PUT', body: settings });
}

export async function sendCommand(kiosk: string, command: CommandRequest): Promise<CommandReply> {
  const path = `/kiosks/${encodeURIComponent(kiosk)}/commands`;
  const reply = await request<CommandReply | null>(path, {
    method: 'POST',
    body: command,
    patience: COMMAND_PATIENCE_MS,
  });
  return reply ?? {};
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  patience?: number;
}

/** @param path Below the console's own interface, unless it begins with `/api/`. @throws ApiProblem */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const init: RequestInit = {
    method: options.method ?? 'GET',
    credentials: 'same-origin',
    signal: AbortSignal.timeout(options.patience ?? PATIENCE_MS),
  };
  if (options.body !== undefined) {
    init.headers = { 'content-type': 'application/json' };
    init.body = JSON.stringify(options.body);
  }
  let response: Response;
  try {
    response = await fetch(path.startsWith('/api/') ? path : `${BASE}${path}`, init);
  } catch {
    throw new ApiProblem('unreachable', 'TW_UNREACHABLE', '');
  }
  if (response.ok) return (await bodyOf(response)) as T;
  throw await problemOf(response);
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? null : (JSON.parse(text) as unknown);
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await bodyOf(response).catch(() => null)) as Partial<ErrorBody> | null;
  const code = body?.error?.code ?? `HTTP ${response.status}`;
  const message = body?.error?.message ?? '';
  if (response.status === 401) return new ApiProblem('signed_out', code, message);
  // A gateway that finds nobody behind it is as good as no answer.
  const unreachable = body?.error === undefined && response.status >= 502;
  return new ApiProblem(unreachable ? 'unreachable' : 'refused', code, message);
}
