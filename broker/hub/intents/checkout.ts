/** The shop's own checkout for what is taken to the till: somebody may rather pay on their phone. */
import { Compile } from 'typebox/compile';
import { IntentReport } from '../../contract/intents.ts';
import type { Clock, Logger } from '../../ports.ts';
import { inTime } from '../people/in-time.ts';
import type { OrderSource } from '../sources/ports.ts';
import type { KeptIntent } from './intent-row.ts';
import { draftOf } from './placer.ts';

/** Somebody stands in front of the screen, and has a code for the till in any case. */
const PATIENCE_MS = 2_500;

export interface CheckoutOptions {
  orders: () => OrderSource | undefined;
  clock: Clock;
  logger: Logger;
}

/** The report with the link, as far as the shop gives one now. It is in no table and no log. */
export async function withCheckout(
  report: IntentReport,
  kept: KeptIntent,
  { orders, clock, logger }: CheckoutOptions,
): Promise<IntentReport> {
  const source = orders();
  const isOpen = kept.intent.kind === 'handover' && (report.state === 'created' || report.state === 'shown');
  if (source?.handOver === undefined || !isOpen) return report;
  try {
    const { url: link } = await inTime(
      clock,
      PATIENCE_MS,
      async () => source.handOver?.(draftOf(kept)) ?? NONE,
    );
    if (link === undefined) return report;
    const withLink = { ...report, link };
    if (isReport.Check(withLink)) return withLink;
    // A kiosk would drop the whole answer, and the code for the till with it.
    logger.info(
      { intent: kept.intent.id, source: source.card.name },
      'a checkout is no address for a screen',
    );
    return report;
  } catch (error) {
    logger.info(
      { intent: kept.intent.id, source: source.card.name, err: error },
      'a hand-over has no checkout',
    );
    return report;
  }
}

const isReport = Compile(IntentReport);
const NONE: { url?: string } = {};
