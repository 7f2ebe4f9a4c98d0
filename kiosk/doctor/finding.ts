/** What a check of the doctor finds. */
import type { Settings } from '../config/settings.ts';
import type { MachineFacts } from './facts.ts';

export interface Finding {
  /** good: as it should be; note: worth knowing; bad: something will not work. */
  level: 'good' | 'note' | 'bad';
  what: string;
  finding: string;
  remedy?: string;
}

export type Check = (settings: Settings, facts: MachineFacts) => Promise<Finding[]> | Finding[];
