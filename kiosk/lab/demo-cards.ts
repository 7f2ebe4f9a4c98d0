/** The loyalty cards of the demo customers, for the lab's card rack. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoFeedsDir } from '../system/paths.ts';
import type { DemoCard } from './lab.ts';

interface DemoCustomer {
  displayName: string;
  cardUid: string;
}

export function readDemoCards(): DemoCard[] {
  const customers = JSON.parse(
    readFileSync(join(demoFeedsDir(), 'customers.json'), 'utf8'),
  ) as DemoCustomer[];
  return customers.map(({ displayName, cardUid }) => ({
    card: displayName.toLowerCase(),
    displayName,
    uid: cardUid,
  }));
}
