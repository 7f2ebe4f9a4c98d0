/** Days of a store that ship. */
import { NOBODY, type Scenario } from './scenario.ts';

const SATURDAY = {
  ...NOBODY,
  taps: 60,
  cards: 8,
  oddities: 6,
  scans: 15,
  pickups: 30,
  visits: 30,
  neighbours: 30,
  passers: 60,
  garments: 4,
};

export const SCENARIOS: Readonly<Record<string, Scenario>> = Object.fromEntries(
  (
    [
      {
        name: 'quiet-morning',
        summary: 'A tap now and then, one shopper in the fitting room at a time, nothing goes wrong.',
        minutes: 60,
        crowd: { ...NOBODY, taps: 12, cards: 2, scans: 3, pickups: 6, visits: 6, neighbours: 4, passers: 10 },
      },
      {
        name: 'saturday',
        summary: 'A crowd: all fitting rooms are busy, and people walk past them all the time.',
        minutes: 60,
        crowd: SATURDAY,
      },
      {
        name: 'bad-day',
        summary:
          'A crowd while cables are pulled, lines are garbled, the radar is stuck and the network is away.',
        minutes: 60,
        crowd: { ...SATURDAY, oddities: 30 },
        troubles: [
          { device: 'virtual-reader-1', how: 'unplug', at: 4, minutes: 3 },
          { device: 'uhf', how: 'garble', at: 6, minutes: 6 },
          { device: 'shelf', how: 'ghost', at: 10, minutes: 10 },
          { device: 'radar', how: 'stuck', at: 14, minutes: 4 },
          { device: 'network', how: 'unplug', at: 18, minutes: 6 },
          { device: 'scanner', how: 'garble', at: 22, minutes: 5 },
          { device: 'uhf', how: 'disconnect', at: 26, minutes: 3 },
          { device: 'reader', how: 'drop', at: 30, minutes: 5 },
          { device: 'shelf', how: 'disconnect', at: 34, minutes: 4 },
          { device: 'radar', how: 'silent', at: 38, minutes: 4 },
          { device: 'door', how: 'unplug', at: 42, minutes: 4 },
          { device: 'uhf', how: 'delay', at: 46, minutes: 4 },
          { device: 'uhf', how: 'silent', at: 52, minutes: 3 },
        ],
      },
      {
        name: 'ghost-shelf',
        summary:
          'A pick-up shelf whose antennas lose products for a moment, among people who really lift some.',
        minutes: 20,
        crowd: { ...NOBODY, pickups: 60 },
        troubles: [{ device: 'shelf', how: 'ghost', at: 0, minutes: 20 }],
      },
      {
        name: 'bleeding-rooms',
        summary: 'Three fitting rooms full of garments that are read through the walls, and people who pass.',
        minutes: 20,
        crowd: { ...NOBODY, visits: 60, neighbours: 60, passers: 120, garments: 4, staySeconds: 60 },
      },
    ] satisfies Scenario[]
  ).map((scenario) => [scenario.name, scenario]),
);
