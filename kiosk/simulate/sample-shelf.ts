/** Products of a store that has no catalogue: GTINs of the range that GS1 keeps for examples. */
import type { LabState } from '../../broker/contract/http.ts';
import { checkDigit } from '../../device/gs1/check-digit.ts';

const PRODUCTS = 12;
const EXAMPLE_RANGE = '09521000';

export function sampleShelf(): LabState['shelf'] {
  return Array.from({ length: PRODUCTS }, (_, index) => {
    const body = `${EXAMPLE_RANGE}${String(index + 1).padStart(5, '0')}`;
    const number = index + 1;
    return {
      sku: `SAMPLE-${number}`,
      gtin: `${body}${checkDigit(body)}`,
      title: `Sample ${number}`,
      colour: '',
      size: '',
      mediaUrl: null,
    };
  });
}
