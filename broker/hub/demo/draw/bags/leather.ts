import type { Colour } from '../../products/types.ts';
import { cloth } from '../cloth.ts';
import { box, curve, ellipse, fill, fold, line, stitch } from '../marks.ts';
import { tone, tones } from '../paint.ts';
import type { Sheet } from '../sheet.ts';
import { BRASS, DUSK, GLOW, bag, buckle, inside, panel, puller, ring, rivet, strap, zipper } from './kit.ts';

export const tote = (colour: Colour): Sheet => {
  const front =
    'M262 700 C420 716 900 720 1130 690 C1150 900 1168 1200 1150 1478 C1148 1512 1120 1526 1084 1530 C840 1546 560 1546 330 1532 C294 1528 272 1512 268 1480 C244 1200 240 940 262 700Z';
  const side =
    'M1130 690 L1206 640 C1232 860 1246 1160 1226 1420 C1222 1452 1180 1500 1150 1508 C1168 1200 1150 900 1130 690Z';
  return bag(colour, `${front}${side}`, [730, 1536, 470], (kit) => {
    const { t, trim, sheet } = kit;
    const grain = cloth(sheet, 'suede', { ...t, shade: tone(t.base, -0.02), lit: tone(t.base, 0.02) });
    return [
      strap('M500 664 C470 400 560 232 730 236 C890 240 956 400 950 640', tones(t.shade), 40),
      fill('M262 700 C500 640 940 610 1206 640 L1130 690 C900 720 420 716 262 700Z', t.deep),
      line('M262 700 C500 640 940 610 1206 640', t.ink, 4),
      fill('M300 698 C520 650 940 626 1180 646 L1130 690 C900 720 480 714 300 698Z', DUSK, 0.3),
      panel(kit, side, t, [1120, 660, 1250, 1500], grain),
      inside(
        kit,
        side,
        fill('M1130 600 L1180 640 C1200 900 1196 1200 1170 1500 L1260 1500 V600Z', DUSK, 0.18),
        line('M1172 664 C1196 900 1200 1200 1184 1470', t.seam, 3),
      ),
      panel(kit, front, t, [300, 700, 1100, 1540], grain),
      inside(
        kit,
        front,
        fill(fold([300, 1180], [560, 1500], 40, 26), DUSK, 0.08),
        fill(fold([1040, 760], [1090, 1400], -30, -26), DUSK, 0.1),
        fill(fold([330, 760], [350, 1300], 10, 44), GLOW, 0.16),
        fill('M240 1440 C500 1476 900 1476 1180 1440 V1560 H240Z', DUSK, 0.1),
      ),
      stitch('M276 722 C430 736 900 740 1122 712', t.thread, 3.2),
      stitch('M282 730 C262 960 264 1210 288 1478', t.thread, 3.2),
      stitch('M1118 720 C1134 920 1148 1200 1132 1470', t.thread, 3.2),
      strap('M440 900 V700 C420 430 520 270 700 272 C872 276 944 430 934 690 V900', t, 46),
      ...[440, 934].map(
        (x) =>
          fill(box(x - 42, 820, 84, 150, 18), t.base) +
          line(box(x - 42, 820, 84, 150, 18), t.ink, 3.4) +
          stitch(box(x - 32, 830, 64, 130, 12), t.thread, 3) +
          rivet(x, 856) +
          rivet(x, 936),
      ),
      fill(box(640, 1386, 132, 56, 4), DUSK, 0.16),
      line(box(640, 1386, 132, 56, 4), trim.ink, 2.4, 0.6),
      line('M664 1414 H748', trim.ink, 4, 0.6),
    ];
  });
};

export const halfMoon = (colour: Colour): Sheet => {
  const body =
    'M196 800 C330 742 560 712 740 712 C930 712 1120 748 1248 806 C1276 1010 1190 1240 1010 1340 C840 1424 600 1424 430 1338 C250 1238 168 1010 196 800Z';
  return bag(colour, body, [724, 1402, 330], (kit) => {
    const { t, trim } = kit;
    const edge = 'M232 812 C360 764 560 742 740 742 C920 742 1090 768 1212 816';
    return [
      strap('M214 840 C170 500 420 250 720 250 C1030 250 1290 500 1230 846', t, 38),
      panel(kit, body, t, [330, 730, 1080, 1400], 'none', 0.24),
      inside(
        kit,
        body,
        fill(fold([260, 900], [470, 1310], 56, 30), GLOW, 0.22),
        fill(fold([1200, 860], [960, 1330], -60, -36), DUSK, 0.13),
        fill(fold([520, 1370], [690, 960], -26, 16), DUSK, 0.1),
        fill(fold([860, 1380], [820, 1040], 22, 14), DUSK, 0.09),
      ),
      line(
        curve([
          [214, 960],
          [300, 1180],
          [440, 1310],
          [720, 1382],
          [1000, 1310],
          [1150, 1170],
          [1234, 960],
        ]),
        t.seam,
        3.4,
      ),
      stitch(
        curve([
          [226, 940],
          [312, 1168],
          [450, 1296],
          [720, 1368],
          [990, 1296],
          [1140, 1160],
          [1222, 940],
        ]),
        t.thread,
        3,
      ),
      zipper(edge, t, trim.base, 34),
      puller(330, 792, 14, t, trim.base),
      ...[
        [212, 846, -8],
        [1232, 850, 8],
      ].map(
        ([x = 0, y = 0, k = 0]) =>
          fill(box(x - 34 + k, y - 14, 68, 120, 22), t.base) +
          line(box(x - 34 + k, y - 14, 68, 120, 22), t.ink, 3.4) +
          stitch(box(x - 25 + k, y - 4, 50, 100, 16), t.thread, 2.6) +
          ring(x, y - 22, 30, trim.base) +
          rivet(x + k, y + 66, 9, trim.base),
      ),
      buckle(1096, 366, 56, 62, trim.base),
    ];
  });
};

export const satchel = (colour: Colour): Sheet => {
  const body = box(220, 640, 960, 830, 70);
  const flap =
    'M206 620 C206 570 240 556 290 556 H1112 C1162 556 1194 572 1194 620 V1060 C1194 1118 1150 1150 1100 1152 C860 1162 540 1162 300 1152 C250 1150 206 1118 206 1060Z';
  return bag(colour, `${body}${flap}`, [706, 1474, 460], (kit) => {
    const { t, trim } = kit;
    const tongue = (x: number): string => {
      const d = `M${x - 38} 880 H${x + 38} V1330 L${x} 1368 L${x - 38} 1330Z`;
      return (
        fill(d, DUSK, 0.2, 'transform="translate(8 12)"') +
        fill(d, t.lit) +
        line(d, t.ink, 3.4) +
        stitch(`M${x - 26} 890 V1322 L${x} 1350 L${x + 26} 1322 V890`, t.thread, 2.6) +
        buckle(x, 1190, 92, 78, trim.base) +
        [1250, 1286, 1322].map((y) => fill(ellipse(x, y, 7, 7), t.ink)).join('')
      );
    };
    return [
      strap('M250 700 C150 420 420 170 720 172 C1030 176 1290 430 1160 700', tones(t.shade), 44),
      ring(246, 690, 34, trim.base),
      ring(1162, 690, 34, trim.base),
      strap('M560 560 C566 470 620 440 706 440 C796 440 850 470 856 560', t, 40),
      panel(kit, box(1120, 700, 96, 740, 40), t, [1110, 700, 1240, 1440]),
      panel(kit, body, t, [260, 660, 1120, 1480]),
      fill(box(286, 1150, 830, 280, 40), t.base),
      fill(box(286, 1150, 830, 280, 40), DUSK, 0.09),
      line(box(286, 1150, 830, 280, 40), t.ink, 3.2),
      stitch(box(300, 1164, 802, 252, 30), t.thread, 3),
      fill(flap, DUSK, 0.24, 'transform="translate(4 16)"'),
      panel(kit, flap, t, [240, 560, 1140, 1160], 'none', 0.24),
      inside(
        kit,
        flap,
        fill(fold([270, 600], [330, 1120], 10, 46), GLOW, 0.18),
        fill(fold([1130, 620], [1080, 1120], -8, -40), DUSK, 0.12),
      ),
      line('M210 640 C500 656 900 656 1190 640', t.seam, 3),
      stitch(
        'M226 652 V1058 C226 1104 262 1130 304 1134 C540 1144 860 1144 1096 1134 C1138 1130 1174 1104 1174 1058 V652',
        t.thread,
        3,
      ),
      tongue(440),
      tongue(966),
      ...[
        [440, 0],
        [966, 0],
      ].map(
        ([x = 0]) =>
          fill(box(x - 52, 840, 104, 64, 12), t.base) +
          line(box(x - 52, 840, 104, 64, 12), t.ink, 3.2) +
          rivet(x - 30, 872, 8, trim.base) +
          rivet(x + 30, 872, 8, trim.base),
      ),
    ];
  });
};

export const briefcase = (colour: Colour): Sheet => {
  const body = box(140, 640, 1160, 800, 56);
  return bag(colour, body, [724, 1446, 560], (kit) => {
    const { t, trim, sheet } = kit;
    const grain = cloth(sheet, 'felt', { ...t, shade: tone(t.base, -0.025), lit: tone(t.base, 0.025) });
    return [
      strap('M500 650 V560 C504 420 590 380 720 380 C860 380 936 420 940 560 V650', tones(t.shade), 36),
      panel(kit, box(156, 616, 1130, 120, 50), tones(t.shade), [160, 616, 1280, 700]),
      zipper('M190 640 C520 628 920 628 1252 640', t, trim.base, 30),
      panel(kit, body, t, [200, 650, 1240, 1460], grain, 0.2),
      inside(
        kit,
        body,
        fill(fold([180, 700], [230, 1380], 10, 60), GLOW, 0.15),
        fill(fold([1260, 700], [1180, 1400], -20, -60), DUSK, 0.12),
        fill('M140 1372 C500 1396 940 1396 1300 1372 V1460 H140Z', DUSK, 0.13),
      ),
      stitch(box(158, 660, 1124, 762, 44), t.thread, 3),
      line('M146 980 H1294', t.seam, 3.4),
      stitch('M160 996 H1280', t.thread, 2.8),
      zipper('M330 1060 H1110', t, trim.base, 26),
      puller(1080, 1060, 0, t, trim.base),
      strap('M470 830 V640 C474 474 570 420 720 420 C870 420 966 474 970 640 V830', t, 42),
      ...[470, 970].map(
        (x) =>
          fill(box(x - 44, 740, 88, 170, 14), t.base) +
          line(box(x - 44, 740, 88, 170, 14), t.ink, 3.4) +
          stitch(box(x - 33, 751, 66, 148, 8), t.thread, 2.8) +
          rivet(x, 772, 9, trim.base) +
          rivet(x, 880, 9, trim.base),
      ),
      puller(250, 646, 86, t, BRASS),
    ];
  });
};
