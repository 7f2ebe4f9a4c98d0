/**
 * A figure per kiosk, for as many kiosks as a time series database bears; what is beyond is one figure for all of them.
 * The same kiosks every time: those that come first by store and name.
 */
import type { Sample } from '../../metrics/figures.ts';

/** The parts of a kiosk (KioskRecord) that become labels. */
export interface PlacedKiosk {
  id: string;
  store: string;
  kiosk: string;
}

/** Series per figure. A fleet of a thousand kiosks is watched by alerts on the sums, and one by one on the console. */
export const MOST_KIOSKS = 200;
const OTHERS = { store: '_others', kiosk: '_others' };

export interface PerKiosk<K extends PlacedKiosk> {
  kiosks: readonly K[];
  /** Null: nothing is known of this one. */
  value: (kiosk: K) => number | null;
  /** What one figure says of many: their sum, or the largest. */
  together: 'sum' | 'max';
}

export function kioskSamples<K extends PlacedKiosk>({ kiosks, value, together }: PerKiosk<K>): Sample[] {
  const sorted = [...kiosks].sort((a, b) => (a.id < b.id ? -1 : 1));
  const own = sorted.slice(0, MOST_KIOSKS).flatMap((kiosk): Sample[] => {
    const known = value(kiosk);
    return known === null ? [] : [{ labels: { store: kiosk.store, kiosk: kiosk.kiosk }, value: known }];
  });
  const others = sorted
    .slice(MOST_KIOSKS)
    .map(value)
    .filter((known) => known !== null);
  if (others.length === 0) return own;
  const all = others.reduce((a, b) => (together === 'sum' ? a + b : Math.max(a, b)));
  return [...own, { labels: OTHERS, value: all }];
}
