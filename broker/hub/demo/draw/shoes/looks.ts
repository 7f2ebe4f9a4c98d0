import type { Look } from '../look.ts';
import { chelsea, hiker, rainBoot } from './boots.ts';
import { derby, espadrille, penny, sandal, tassel } from './classic.ts';
import { FLAT, HIGH, LOW, TALL, pair, type Shoe, type ShoeKit, type Stand } from './kit.ts';
import { soles, type Tread } from './sole.ts';
import { court, sock, trail } from './sport.ts';

const look = (stand: Stand, make: (kit: ShoeKit) => Shoe, tread: Tread): Look => ({
  draw: (colour) => pair(colour, stand, make),
  other: (colour) => soles(colour, tread),
});

export const SHOE_LOOKS: Readonly<Record<string, Look>> = {
  'VR-ALDER': look(LOW, derby, 'leather'),
  'VR-BRENTA': look(LOW, trail, 'lugs'),
  'VR-SOLVEIG': look(HIGH, (kit) => chelsea(kit, { chunky: false }), 'leather'),
  'VR-CORVO': look(TALL, (kit) => chelsea(kit, { chunky: true }), 'lugs'),
  'VR-LIDO': look(FLAT, sandal, 'cork'),
  'VR-FERRO': look(LOW, court, 'cup'),
  'VR-OTTA': look(FLAT, penny, 'leather'),
  'VR-TESSIN': look(FLAT, tassel, 'leather'),
  'VR-KVIST': look(TALL, hiker, 'lugs'),
  'VR-PONTE': look(FLAT, espadrille, 'jute'),
  'VR-RONDO': look(LOW, sock, 'foam'),
  'VR-BRUMA': look(HIGH, rainBoot, 'lugs'),
};
