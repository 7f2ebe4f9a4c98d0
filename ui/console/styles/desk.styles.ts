/** What every element of the console starts from. */
import type { CSSResult } from 'lit';
import { baseStyles } from '../../shared/theme/base.styles.ts';
import { typeStyles } from '../../shared/theme/type.styles.ts';
import { controlStyles } from './controls.styles.ts';
import { markStyles } from './mark.ts';

export const deskStyles: CSSResult[] = [baseStyles, typeStyles, markStyles, controlStyles];
