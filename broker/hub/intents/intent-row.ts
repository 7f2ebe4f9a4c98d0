/** An intent as a row, with what only the hub knows of it. */
import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { isFinal, startOf } from '../../contract/intent-machine.ts';
import {
  INTENT_CODE_ALPHABET,
  type Intent,
  type IntentKind,
  type IntentLine,
  type IntentReason,
  type IntentSnag,
  type IntentStep,
} from '../../contract/intents.ts';
import type { Random } from '../../ports.ts';
import type { PersonKey } from '../people/person-key.ts';
import { codeScope, expiryOf, type IntentLives } from './rules.ts';
import type { IntentErrand, IntentsTable } from './tables.ts';

/** An intent with what never leaves the hub. */
export interface KeptIntent {
  intent: Intent;
  customer: PersonKey | null;
  errand: IntentErrand | null;
  attempts: number;
  dueAt: string | null;
  changedAt: string;
}

/** What a shopper wants, before anybody knows whether it can be. */
export interface Wish {
  id: string;
  kioskId: string;
  key: string;
  kind: IntentKind;
  storeCode: string;
  display: string;
  /** Tidy. */
  lines: readonly IntentLine[];
  customer: PersonKey | null;
}

export function intentOf(wish: Wish, now: number, lives: IntentLives): Intent {
  const { id, kioskId, key, kind, storeCode, display, lines } = wish;
  const state = startOf(kind);
  return {
    id,
    kind,
    lines: [...lines],
    storeCode,
    kioskId,
    display,
    state,
    idempotencyKey: key,
    expiresAt: expiryOf({ kind, state }, { now, before: null, lives }),
    externalRef: null,
    code: null,
    reason: null,
    note: null,
    snag: null,
    history: [{ state, at: new Date(now).toISOString(), by: 'shopper' }],
  };
}

export function rowOf(kept: KeptIntent): IntentsTable {
  const { intent } = kept;
  return {
    id: intent.id,
    kiosk_id: intent.kioskId,
    idempotency_key: intent.idempotencyKey,
    kind: intent.kind,
    state: intent.state,
    open: isFinal(intent.kind, intent.state) ? 0 : 1,
    store_code: intent.storeCode,
    display: intent.display,
    lines: JSON.stringify(intent.lines),
    expires_at: intent.expiresAt,
    external_ref: intent.externalRef,
    code: intent.code,
    code_hash: intent.code === null ? null : hashOfCode(intent, intent.code),
    reason: intent.reason,
    note: intent.note,
    snag: intent.snag && JSON.stringify(intent.snag),
    history: JSON.stringify(intent.history),
    customer_ref: kept.customer?.ref ?? null,
    customer_source: kept.customer?.source || null,
    errand: kept.errand,
    attempts: kept.attempts,
    due_at: kept.dueAt,
    changed_at: kept.changedAt,
  };
}

export function keptOf(row: Selectable<IntentsTable>): KeptIntent {
  return {
    intent: {
      id: row.id,
      kind: row.kind,
      lines: JSON.parse(row.lines) as IntentLine[],
      storeCode: row.store_code,
      kioskId: row.kiosk_id,
      display: row.display,
      state: row.state,
      idempotencyKey: row.idempotency_key,
      expiresAt: row.expires_at,
      externalRef: row.external_ref,
      code: row.code,
      reason: row.reason as IntentReason | null,
      note: row.note,
      snag: row.snag === null ? null : (JSON.parse(row.snag) as IntentSnag),
      history: JSON.parse(row.history) as IntentStep[],
    },
    customer: row.customer_ref === null ? null : { source: row.customer_source ?? '', ref: row.customer_ref },
    errand: row.errand,
    attempts: row.attempts,
    dueAt: row.due_at,
    changedAt: row.changed_at,
  };
}

/** Looked up by it: the time of a look-up tells nothing of the code. */
export function hashOfCode({ kind, storeCode }: Pick<Intent, 'kind' | 'storeCode'>, code: string): string {
  return createHash('sha256')
    .update(`${codeScope(kind, storeCode)}\n${code}`)
    .digest('hex');
}

/** Every letter as likely as every other. */
export function newCode(random: Random, length: number): string {
  const letters = INTENT_CODE_ALPHABET.length;
  const fair = 256 - (256 % letters);
  let code = '';
  while (code.length < length)
    for (const byte of random.bytes(length))
      if (byte < fair && code.length < length) code += INTENT_CODE_ALPHABET[byte % letters] ?? '';
  return code;
}
