/** What a shopper asked for, as the screen shows it. */
import { nextStates } from '../../broker/contract/intent-machine.ts';
import type { IntentView } from '../../broker/contract/screen.ts';
import type { WantedState } from '../session/state.ts';
import { isOver } from '../session/wanted.ts';
import type { ShownCatalogue } from './shown-catalogue.ts';
import { productCard, type Viewpoint } from './product-view.ts';

export function intentViews(
  wanted: readonly WantedState[],
  catalogue: ShownCatalogue,
  at: Viewpoint,
): IntentView[] {
  return wanted.map((entry) => intentView(entry, catalogue, at));
}

function intentView(entry: WantedState, catalogue: ShownCatalogue, at: Viewpoint): IntentView {
  const { key, kind, sku, report } = entry;
  const variant = catalogue.variant(sku);
  return {
    key,
    kind,
    sku,
    title: productCard(catalogue, sku, at.language)?.title ?? '',
    colour: variant?.colour ?? '',
    size: variant?.size ?? '',
    storeName: catalogue.store(report?.storeCode ?? entry.storeCode ?? at.storeCode)?.name ?? '',
    state: stateOf(entry),
    expiresAt: report?.expiresAt ?? null,
    code: report?.code ?? null,
    link: report?.state === 'claimed' ? null : (report?.link ?? null),
    reason: reasonOf(entry),
    note: report?.note ?? null,
    open: !isOver(entry) && report !== null && nextStates(kind, report.state, 'shopper').length > 0,
  };
}

function stateOf({ kind, status, report }: WantedState): IntentView['state'] {
  if (status === 'offline') return 'offline';
  if (status === 'refused') return kind === 'room' ? 'unavailable' : 'rejected';
  return report?.state ?? 'asking';
}

function reasonOf({ refusal, report }: WantedState): IntentView['reason'] {
  if (refusal === null) return report?.reason ?? null;
  return refusal === 'failed' ? 'refused' : refusal;
}
