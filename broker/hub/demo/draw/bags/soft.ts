import type { Colour } from '../../products/types.ts';
import { cloth } from '../cloth.ts';
import { box, ellipse, fill, fold, group, line, stitch } from '../marks.ts';
import { tones } from '../paint.ts';
import type { Sheet } from '../sheet.ts';
import { BRASS, DUSK, GLOW, bag, buckle, inside, panel, puller, ring, rivet, strap, zipper } from './kit.ts';

export const backpack = (colour: Colour): Sheet => {
  const body =
    'M318 640 C300 900 280 1200 296 1470 C300 1530 350 1560 420 1566 C620 1582 840 1582 1030 1564 C1096 1556 1140 1528 1144 1470 C1158 1200 1140 900 1122 640Z';
  const roll =
    'M300 520 C296 440 330 410 380 408 H1062 C1112 410 1146 440 1142 520 C1140 600 1120 636 1076 640 H366 C322 636 302 600 300 520Z';
  return bag(colour, `${body}${roll}`, [724, 1566, 420], (kit) => {
    const { t, trim, sheet } = kit;
    const duck = cloth(sheet, 'canvas', t);
    const down = (x: number): string =>
      strap(`M${x} 420 V1180`, trim, 54) +
      buckle(x, 930, 100, 84) +
      [1010, 1050, 1090].map((y) => fill(ellipse(x, y, 7, 7), trim.ink)).join('') +
      `<path d="M${x - 30} 1180 h60 v24 l-30 26 l-30 -26Z" fill="${trim.base}" stroke="${trim.ink}" stroke-width="3.4"/>`;
    const pocket =
      'M392 1120 C600 1134 840 1134 1050 1120 C1064 1260 1064 1380 1056 1460 C1052 1496 1030 1508 990 1512 C800 1524 640 1524 452 1512 C412 1508 390 1496 386 1460 C376 1380 378 1260 392 1120Z';
    return [
      strap('M360 660 C230 800 200 1200 300 1480', tones(t.shade), 62),
      strap('M1084 660 C1216 800 1244 1200 1142 1480', tones(t.shade), 62),
      strap('M620 420 C620 330 660 300 722 300 C786 300 826 330 826 420', trim, 34),
      panel(kit, body, t, [340, 640, 1120, 1570], duck),
      inside(
        kit,
        body,
        fill(fold([330, 700], [350, 1400], 0, 60), GLOW, 0.14),
        fill('M1010 600 C1000 900 1050 1300 1040 1600 H1200 V600Z', DUSK, 0.13),
        fill(fold([420, 660], [560, 1010], 30, 26), DUSK, 0.12),
        fill(fold([1040, 660], [860, 1000], -30, -26), DUSK, 0.13),
        fill(fold([620, 650], [650, 1060], 14, 16), DUSK, 0.1),
        fill(fold([830, 650], [800, 1040], -14, 14), GLOW, 0.1),
      ),
      panel(
        kit,
        'M288 1380 C560 1410 880 1410 1152 1380 C1152 1420 1150 1450 1144 1480 C1140 1530 1096 1556 1030 1564 C840 1582 620 1582 420 1566 C350 1560 300 1530 296 1480 C290 1450 288 1420 288 1380Z',
        trim,
        [300, 1380, 1140, 1570],
      ),
      stitch('M300 1398 C560 1426 880 1426 1144 1398', trim.thread, 3),
      fill(pocket, DUSK, 0.2, 'transform="translate(4 10)"'),
      panel(kit, pocket, t, [400, 1120, 1050, 1520], duck),
      zipper('M404 1172 C600 1186 840 1186 1042 1172', t, BRASS, 26),
      puller(990, 1180, 4, trim),
      stitch('M400 1140 C600 1152 840 1152 1044 1140', t.thread, 3),
      panel(kit, roll, t, [320, 410, 1120, 660], duck, 0.26),
      line('M330 470 C560 492 880 492 1114 468 M312 556 C560 586 880 586 1130 554', t.seam, 4),
      fill('M312 556 C560 586 880 586 1130 554 L1120 620 C880 642 560 642 330 622Z', DUSK, 0.13),
      down(500),
      down(946),
      fill(box(662, 760, 124, 78, 6), trim.base),
      line(box(662, 760, 124, 78, 6), trim.ink, 3),
      stitch(box(671, 769, 106, 60, 3), trim.thread, 2.4),
      line('M690 800 H758', trim.ink, 4),
    ];
  });
};

export const duffel = (colour: Colour): Sheet => {
  const body =
    'M170 820 C180 740 240 700 340 696 C600 684 860 684 1100 696 C1204 702 1260 744 1270 826 C1286 980 1284 1160 1266 1290 C1256 1370 1200 1400 1120 1406 C860 1424 580 1424 320 1406 C240 1400 184 1370 174 1290 C156 1160 156 980 170 820Z';
  return bag(colour, body, [720, 1412, 540], (kit) => {
    const { t, trim, sheet } = kit;
    const duck = cloth(sheet, 'canvas', t);
    const base =
      'M164 1200 C500 1236 940 1236 1276 1200 C1274 1240 1270 1270 1266 1296 C1256 1370 1200 1400 1120 1406 C860 1424 580 1424 320 1406 C240 1400 184 1370 174 1296 C168 1270 166 1240 164 1200Z';
    return [
      strap('M190 860 C60 560 420 330 760 352 C1060 372 1360 600 1256 860', tones(t.shade), 46, false),
      strap('M470 740 C474 520 560 440 716 440 C880 440 962 520 966 740', tones(trim.shade), 40),
      panel(kit, body, t, [240, 700, 1180, 1420], duck),
      inside(
        kit,
        body,
        fill(fold([220, 780], [240, 1200], 6, 60), GLOW, 0.15),
        fill('M1120 680 C1100 900 1140 1200 1110 1420 H1300 V680Z', DUSK, 0.13),
        fill(fold([330, 1190], [520, 880], -30, 22), DUSK, 0.1),
        fill(fold([1080, 1190], [900, 860], 34, 22), DUSK, 0.12),
        fill(fold([700, 1190], [730, 900], -12, 14), DUSK, 0.08),
      ),
      panel(kit, base, trim, [200, 1200, 1240, 1420]),
      stitch('M176 1222 C500 1256 940 1256 1264 1222', trim.thread, 3),
      zipper('M210 768 C520 736 920 736 1232 772', t, BRASS, 34),
      puller(360, 758, 70, trim),
      puller(1090, 762, -66, trim),
      ...[452, 986].map((x) => strap(`M${x} 760 V1340`, trim, 60)),
      strap('M452 1000 V780 C456 560 550 486 720 486 C892 486 982 560 986 780 V1000', trim, 42),
      fill(box(632, 452, 176, 76, 20), trim.base),
      line(box(632, 452, 176, 76, 20), trim.ink, 3.6),
      stitch(box(643, 463, 154, 54, 13), trim.thread, 2.8),
      rivet(660, 490),
      rivet(780, 490),
      ring(196, 852, 34),
      ring(1246, 852, 34),
      fill(box(640, 1020, 150, 190, 12), trim.base),
      line(box(640, 1020, 150, 190, 12), trim.ink, 3.4),
      stitch(box(650, 1030, 130, 170, 8), trim.thread, 2.6),
      fill(box(672, 1060, 86, 118, 4), '#efe6d2'),
      line('M686 1092 h58 M686 1116 h58 M686 1140 h36', '#a89a80', 4),
    ];
  });
};

export const bucket = (colour: Colour): Sheet => {
  const body =
    'M330 700 C420 670 560 720 640 690 C740 660 860 720 950 690 C1020 670 1080 690 1112 702 C1104 900 1096 1200 1066 1440 C1060 1490 1020 1512 960 1520 C800 1538 640 1538 480 1520 C420 1512 384 1490 378 1440 C348 1200 338 900 330 700Z';
  return bag(colour, body, [722, 1522, 350], (kit) => {
    const { t, trim, sheet } = kit;
    const duck = cloth(sheet, 'canvas', t);
    const rope = tones('#d8c39a');
    const cord = 'M350 822 C430 862 520 852 600 836 C690 820 780 860 860 842 C950 826 1030 852 1096 822';
    const rail = (d: string): string =>
      line(d, rope.ink, 27) +
      line(d, rope.base, 20) +
      `<path d="${d}" fill="none" stroke="${rope.seam}" stroke-width="20" stroke-dasharray="4 12"/>`;
    const holes = [
      [408, 846],
      [520, 852],
      [640, 830],
      [760, 846],
      [880, 838],
      [1010, 840],
    ];
    return [
      strap('M360 760 C250 420 480 200 730 200 C990 200 1200 430 1086 760', trim, 44),
      fill(
        'M330 700 C460 630 960 620 1112 702 C1080 690 1020 670 950 690 C860 720 740 660 640 690 C560 720 420 670 330 700Z',
        t.deep,
      ),
      line('M330 700 C460 630 960 620 1112 702', t.ink, 3.6),
      panel(kit, body, t, [360, 700, 1090, 1530], duck),
      inside(
        kit,
        body,
        ...[
          [420, 700, 470, 1180],
          [560, 720, 580, 1240],
          [700, 690, 690, 1160],
          [850, 710, 830, 1220],
          [980, 690, 950, 1180],
        ].map(([a = 0, b = 0, c = 0, d = 0], i) =>
          fill(fold([a, b], [c, d], i % 2 ? 16 : -16, i % 2 ? 26 : -24), DUSK, 0.12),
        ),
        fill(fold([372, 760], [400, 1400], 4, 50), GLOW, 0.16),
        fill('M990 680 C980 900 1000 1300 970 1540 H1140 V680Z', DUSK, 0.14),
      ),
      panel(
        kit,
        'M366 1340 C600 1372 860 1372 1078 1340 C1074 1380 1070 1410 1066 1440 C1060 1490 1020 1512 960 1520 C800 1538 640 1538 480 1520 C420 1512 384 1490 378 1440 C374 1410 370 1380 366 1340Z',
        trim,
        [380, 1340, 1060, 1530],
      ),
      stitch('M378 1360 C600 1390 860 1390 1068 1360', trim.thread, 3),
      rail(cord),
      ...holes.map(([x = 0, y = 0]) => ring(x, y, 22) + fill(ellipse(x, y, 15, 15), DUSK, 0.7)),
      rail('M640 836 C600 960 560 1000 580 1110'),
      rail('M760 846 C800 960 850 1000 830 1090'),
      fill(ellipse(580, 1124, 22, 28), rope.shade),
      fill(ellipse(830, 1104, 22, 28), rope.shade),
      line(ellipse(580, 1124, 22, 28) + ellipse(830, 1104, 22, 28), rope.ink, 3.4),
      ...[366, 1080].map(
        (x) =>
          fill(box(x - 34, 720, 68, 150, 16), trim.base) +
          line(box(x - 34, 720, 68, 150, 16), trim.ink, 3.4) +
          rivet(x, 752) +
          rivet(x, 838),
      ),
      line(
        'M340 730 C430 700 560 750 650 720 C750 690 860 750 950 720 C1020 702 1070 718 1106 730',
        t.seam,
        3,
      ),
      fill(box(650, 1190, 130, 64, 3), '#f3ecdd'),
      line(box(650, 1190, 130, 64, 3), t.seam, 2.6),
      line('M674 1222 H756', '#4a443c', 4),
    ];
  });
};

export const beltBag = (colour: Colour): Sheet => {
  const body =
    'M256 860 C270 780 330 752 420 746 C620 734 840 734 1030 746 C1116 752 1172 782 1186 860 C1196 960 1180 1080 1130 1180 C1096 1244 1050 1266 980 1272 C800 1286 640 1286 462 1272 C392 1266 346 1244 312 1180 C262 1080 246 960 256 860Z';
  return bag(colour, body, [720, 1282, 400], (kit) => {
    const { t, trim, sheet } = kit;
    const ripstop = sheet.pattern(30, 30, line('M0 0H30 M0 0V30', t.shade, 2.6, 0.7), 'rotate(3)');
    const web = tones(t.shade);
    const belt = 'M300 880 C120 840 96 560 330 440 C560 330 900 330 1120 440 C1350 560 1320 840 1140 880';
    return [
      strap(belt, web, 60, false),
      `<path d="${belt}" fill="none" stroke="${web.seam}" stroke-width="40" stroke-dasharray="3 9" opacity="0.5"/>`,
      group(
        'transform="translate(720 362)"',
        fill(box(-96, -50, 192, 100, 22), '#2b2a2a'),
        line(box(-96, -50, 192, 100, 22), '#0f0e0e', 4),
        line('M-20 -48 V48 M20 -48 V48', '#5a5856', 5),
        fill(box(-60, -16, 30, 32, 6), '#494745'),
        fill(box(30, -16, 30, 32, 6), '#494745'),
      ),
      panel(kit, body, t, [320, 750, 1120, 1290], ripstop, 0.22),
      inside(
        kit,
        body,
        fill(fold([290, 860], [400, 1240], 20, 50), GLOW, 0.14),
        fill(fold([1150, 860], [1040, 1240], -20, -60), DUSK, 0.15),
        fill(fold([520, 1260], [640, 1000], -20, 20), DUSK, 0.12),
        fill(fold([900, 1260], [800, 980], 24, 18), DUSK, 0.1),
      ),
      zipper('M318 838 C560 806 880 806 1124 838', t, trim.base, 32),
      puller(1050, 826, -40, trim, '#8f8f8f'),
      line('M300 960 C560 1000 880 1000 1142 960', t.seam, 3.6),
      stitch('M304 976 C560 1016 880 1016 1138 976', t.thread, 3),
      zipper('M380 1040 C600 1064 840 1064 1062 1040', t, trim.base, 24),
      puller(430, 1046, 30, trim, '#8f8f8f'),
      fill(box(1010, 1130, 84, 46, 3), trim.base),
      line(box(1010, 1130, 84, 46, 3), t.ink, 2.6),
    ];
  });
};
