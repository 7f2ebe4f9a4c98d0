/** Takes a customer off the orders that are under way, inside the transaction that erases them. */
import type { Transaction } from 'kysely';
import { refusalOf } from '../../contract/intent-machine.ts';
import type { Clock } from '../../ports.ts';
import type { PersonKey } from '../people/person-key.ts';
import { keptOf, rowOf, type KeptIntent } from './intent-row.ts';
import { USUAL_LIVES } from './rules.ts';
import { stepped } from './store.ts';
import type { IntentTables } from './tables.ts';

/**
 * What nobody has placed yet is called off: an order of nobody cannot be placed. One that the shop may know by now is
 * withdrawn there by its key.
 * @returns As they are afterwards.
 */
export async function releaseCustomer(
  trx: Transaction<IntentTables>,
  { source, ref }: PersonKey,
  clock: Clock,
): Promise<KeptIntent[]> {
  const rows = await trx
    .selectFrom('intents')
    .selectAll()
    .where('customer_ref', '=', ref)
    // Before sources were kept, none was: rather one too many than one that is forgotten.
    .where((eb) => eb.or([eb('customer_source', '=', source), eb('customer_source', 'is', null)]))
    .execute();
  const released = rows.map((row) => withoutCustomer(keptOf(row), clock.now()));
  for (const kept of released) {
    const { code_hash: _, ...values } = rowOf(kept);
    await trx.updateTable('intents').set(values).where('id', '=', kept.intent.id).execute();
    if (values.open === 0)
      await trx.deleteFrom('intent_holds').where('intent_id', '=', kept.intent.id).execute();
  }
  return released;
}

function withoutCustomer(kept: KeptIntent, now: number): KeptIntent {
  const at = new Date(now).toISOString();
  const off = { to: 'cancelled', by: 'team', at } as const;
  const { snag } = kept.intent;
  // What a shop says of an order may name whose it is.
  const silent = { ...kept.intent, note: null, snag: snag === null ? null : { ...snag, note: null } };
  const nobody = { ...kept, customer: null, changedAt: at, intent: silent };
  if (refusalOf(kept.intent, off) !== undefined) return nobody;
  // What is over runs out no more.
  return stepped(nobody, off, { now, lives: USUAL_LIVES });
}
