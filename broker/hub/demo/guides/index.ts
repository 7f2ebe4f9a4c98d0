import { CLOTH_GUIDES } from './cloth.ts';
import { LEATHER_GUIDES } from './leather.ts';
import type { Guide } from './types.ts';

export const GUIDES: readonly Guide[] = [...LEATHER_GUIDES, ...CLOTH_GUIDES];
