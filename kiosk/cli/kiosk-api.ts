/** A running kiosk's HTTP interface, as commands use it. What answers may be no kiosk at all. */
import type {
  ErrorBody,
  LabRequests,
  LabState,
  TagJobRequest,
  TagJobView,
} from '../../broker/contract/http.ts';
import { KioskError } from '../errors.ts';
import { ReportedFailure } from './failure.ts';

export class KioskApi {
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  /** @throws KioskError TW_LAB_REQUEST with the kiosk's own sentence, TW_UNREACHABLE */
  async lab(name: string, body: object): Promise<void> {
    const response = await this.#ask('POST', `/api/lab/${name}`, body);
    if (!response.ok) throw new KioskError('TW_LAB_REQUEST', (await reasonOf(response)).message);
  }

  /** @throws KioskError TW_NOT_VIRTUAL on a kiosk without a lab, TW_UNREACHABLE */
  async labState(): Promise<LabState> {
    const response = await this.#ask('GET', '/api/lab');
    if (!response.ok) throw new KioskError('TW_NOT_VIRTUAL', (await reasonOf(response)).message);
    return jsonOf<LabState>(response);
  }

  /** Moves virtual hardware. @throws KioskError TW_LAB_REQUEST with the kiosk's own sentence, TW_NOT_VIRTUAL, TW_UNREACHABLE */
  async moveLab<N extends keyof LabRequests>(name: N, body: LabRequests[N]): Promise<LabState> {
    const response = await this.#ask('POST', `/api/lab/${name}`, body);
    if (response.ok) return jsonOf<LabState>(response);
    const { code, message } = await reasonOf(response);
    throw new KioskError(code === 'TW_NOT_VIRTUAL' ? 'TW_NOT_VIRTUAL' : 'TW_LAB_REQUEST', message);
  }

  /** How many events were recorded since the outbox is what it is. @throws KioskError TW_UNREACHABLE */
  async sequence(): Promise<{ epoch: string; sequence: number }> {
    const response = await this.#ask('GET', '/api/health');
    if (!response.ok) throw new KioskError('TW_UNREACHABLE', (await reasonOf(response)).message);
    const { outbox } = await jsonOf<{ outbox?: { epoch: string; sequence: number } }>(response);
    if (outbox === undefined) throw new KioskError('TW_UNREACHABLE', `${response.url} may be no kiosk.`);
    return outbox;
  }

  /** @throws ReportedFailure with the kiosk's code, KioskError TW_UNREACHABLE */
  async startJob(request: TagJobRequest): Promise<TagJobView> {
    return viewOf(await this.#ask('POST', '/api/tags/jobs', request));
  }

  /** Waits some seconds for a view later than `known`. */
  async laterJob(known: TagJobView): Promise<TagJobView> {
    return viewOf(await this.#ask('GET', `/api/tags/jobs/${known.job}?after=${known.revision}`));
  }

  async cancelJob({ job }: TagJobView): Promise<TagJobView> {
    return viewOf(await this.#ask('DELETE', `/api/tags/jobs/${job}`));
  }

  async #ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Response> {
    const url = `${this.#base}${path}`;
    const content = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    try {
      return await fetch(url, { method, ...(body === undefined ? {} : content) });
    } catch (error) {
      throw new KioskError('TW_UNREACHABLE', `No kiosk answers at ${url}.`, { cause: error });
    }
  }
}

async function viewOf(response: Response): Promise<TagJobView> {
  if (!response.ok) throw new ReportedFailure(await reasonOf(response));
  return jsonOf<TagJobView>(response);
}

async function jsonOf<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch (error) {
    throw new KioskError('TW_UNREACHABLE', `${response.url} may be no kiosk.`, { cause: error });
  }
}

async function reasonOf(response: Response): Promise<ErrorBody['error']> {
  try {
    const { code, message } = ((await response.json()) as ErrorBody).error;
    return { code, message };
  } catch {
    const message = `${response.url} answers ${response.status}; it may be no kiosk.`;
    return { code: 'TW_UNREACHABLE', message };
  }
}
