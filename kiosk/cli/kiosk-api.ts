/** A running kiosk's HTTP interface, as commands use it. What answers may be no kiosk at all. */
import type { ErrorBody, TagJobRequest, TagJobView } from '../../broker/contract/http.ts';
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
  try {
    return (await response.json()) as TagJobView;
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
