/** What the hub holds of a customer, over its interface. Who it is goes in the body: addresses are written down. */
import type { ErasedPerson, HeldOfPerson, PersonQuestion } from '../../../broker/contract/erased-person.ts';
import { request } from '../data/api.ts';

/** Erasing waits for the files to be written anew. */
const PATIENCE_MS = 30_000;

export function fetchHeld(who: PersonQuestion): Promise<HeldOfPerson> {
  return request<HeldOfPerson>('/api/people/held', { method: 'POST', body: who });
}

export function erasePerson(who: PersonQuestion): Promise<ErasedPerson> {
  return request<ErasedPerson>('/api/people/erase', { method: 'POST', body: who, patience: PATIENCE_MS });
}
