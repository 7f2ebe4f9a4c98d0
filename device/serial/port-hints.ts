/** What is known about the USB adapters of each stream driver's devices, by the driver's name. */
import { isConvincing, scorePort, type PortFacts, type PortHint, type Score } from './port-score.ts';

/** CP210x, CH340 and FT232R. Who made the bridge says nothing about what is behind it, so that no maker is asked for. */
const BRIDGES: readonly PortHint[] = [
  { vendorId: '10c4', productId: 'ea60' },
  { vendorId: '1a86', productId: '7523' },
  { vendorId: '0403', productId: '6001' },
];

const scanner = (vendorId: string, name: string): PortHint => ({ vendorId, manufacturer: name, path: name });

export const PORT_HINTS: Readonly<Record<string, readonly PortHint[]>> = {
  nexmosphere: [
    { vendorId: '067b', productId: '23a3', manufacturer: 'Prolific', path: 'Prolific' },
    { vendorId: '067b', productId: '23d3', manufacturer: 'Prolific', path: 'Prolific' },
    { vendorId: '067b', productId: '2303' },
    ...BRIDGES,
  ],
  ld2410: BRIDGES,
  ld2450: BRIDGES,
  m100: BRIDGES,
  uhfreader18: [...BRIDGES, { vendorId: '067b', productId: '2303' }],
  thingmagic: BRIDGES,
  barcode: [
    scanner('0c2e', 'Honeywell'),
    scanner('05f9', 'Datalogic'),
    scanner('05e0', 'Symbol'),
    scanner('1eab', 'Newland'),
    scanner('065a', 'Opticon'),
  ],
};

export interface Candidate {
  driver: string;
  score: Score;
  /** Enough to name the device without asking it. */
  isConvincing: boolean;
}

/** Drivers that a port may be for, the likeliest first. */
export function candidatesFor(port: PortFacts): Candidate[] {
  return Object.entries(PORT_HINTS)
    .map(([driver, hints]) => {
      const score = Math.max(0, ...hints.map((hint) => scorePort(port, hint))) as Score;
      return { driver, score, isConvincing: isConvincing(port, score) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.driver < b.driver ? -1 : 1));
}
