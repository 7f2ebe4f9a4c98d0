/** A kiosk with virtual readers whose test plays the hub and the hand that holds tags. */
import type { ErrorBody, TagJobRequest, TagJobView } from '../../../broker/contract/http.ts';
import type { TestContext } from '../../harness/suite.ts';
import { hostKit, type HostKit, type HostKitOptions } from '../host/kit.ts';

export const READER = 'virtual-reader-1';
export const SKU = 'TOTE-NATURAL';
export const GTIN = '09506000134352';

export interface TagKit extends HostKit {
  order(request: object): Promise<TagJobView>;
  refused(request: object): Promise<string>;
  later(view: TagJobView): Promise<TagJobView>;
  /** The view once it is over. */
  end(view: TagJobView): Promise<TagJobView>;
}

/** Of the cards that exist here, only the demo customer's is somebody's. */
export async function tagKit(
  t: TestContext,
  options: HostKitOptions & { hub?: boolean } = {},
): Promise<TagKit> {
  const kit = await hostKit(t, options);
  if (options.hub !== false) kit.answering('card', () => ({ known: false }));
  const ask = async (method: string, path: string, body?: object): Promise<Response> => {
    const content = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return fetch(`${kit.url}${path}`, { method, ...(body === undefined ? {} : content) });
  };
  const later = async ({ job, revision }: TagJobView): Promise<TagJobView> =>
    (await (await ask('GET', `/api/tags/jobs/${job}?after=${revision}`)).json()) as TagJobView;
  return Object.assign(kit, {
    later,
    async order(request: Partial<TagJobRequest>) {
      return (await (await ask('POST', '/api/tags/jobs', request)).json()) as TagJobView;
    },
    async refused(request: object) {
      const response = await ask('POST', '/api/tags/jobs', request);
      return `${response.status} ${((await response.json()) as ErrorBody).error.code}`;
    },
    async end(view: TagJobView) {
      let last = view;
      while (last.state === 'waiting' || last.state === 'working') last = await later(last);
      return last;
    },
  });
}
