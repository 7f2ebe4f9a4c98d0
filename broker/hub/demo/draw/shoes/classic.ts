import { cloth } from '../cloth.ts';
import { ellipse, fill, fold, line, stitch } from '../marks.ts';
import { tones } from '../paint.ts';
import { DUSK, GLOW, eyelet, inside, lace, piece, type Shoe, type ShoeKit } from './kit.ts';

const LOAFER =
  'M62 -84 C34 -150 70 -206 176 -222 C280 -236 372 -268 452 -316 C480 -338 524 -350 556 -334 C620 -292 720 -258 830 -258 C920 -260 978 -290 1010 -336 C1038 -332 1046 -310 1038 -280 C1024 -226 1048 -164 1064 -100 C800 -78 420 -60 62 -84Z';

const stackedHeel = (kit: ShoeKit, height: number, from: number): string => {
  const { trim } = kit;
  const d = `M${from} ${-height} H1066 C1070 ${-height * 0.5} 1066 -20 1062 0 H${from + 26} C${from + 10} ${-height * 0.4} ${from + 4} ${-height * 0.7} ${from} ${-height}Z`;
  const layers = Array.from({ length: Math.floor(height / 16) }, (_, i) =>
    line(`M${from} ${-height + 14 + i * 16} H1070`, trim.glow, 2, 0.45),
  );
  return piece(kit, d, trim, -height, 0) + inside(kit, d, ...layers);
};

/** A welted leather sole under everything from toe to heel. */
const welted = (kit: ShoeKit, thick: number, heel: number): string => {
  const { trim } = kit;
  const sole = `M44 ${-66 - thick * 0.3} C30 ${-60} 34 ${-40} 60 -30 C160 -6 280 0 420 -2 C560 -6 680 ${-heel * 0.55} 790 ${-heel} H1066 L1072 ${-heel - thick} C800 ${-heel - thick + 2} 420 ${-50 - thick * 0.5} 44 ${-66 - thick * 0.3}Z`;
  const top = `M46 ${-72 - thick * 0.3} C420 ${-54 - thick * 0.5} 800 ${-heel - thick} 1070 ${-heel - thick - 4}`;
  return (
    stackedHeel(kit, heel + 2, 786) +
    piece(kit, sole, trim, -120, 0) +
    line(top, trim.glow, 9, 0.8) +
    stitch(top, trim.thread, 3, '9 8')
  );
};

export const derby = (kit: ShoeKit): Shoe => {
  const { t } = kit;
  const upper =
    'M58 -88 C30 -160 80 -226 190 -240 C320 -256 410 -322 500 -396 C530 -424 560 -446 590 -440 C640 -384 720 -336 816 -332 C906 -332 968 -362 1004 -410 C1038 -406 1048 -380 1038 -344 C1020 -276 1046 -190 1064 -104 C800 -84 420 -66 58 -88Z';
  const quarter =
    'M590 -440 C552 -372 486 -300 424 -240 C440 -190 470 -130 500 -84 C700 -80 900 -90 1064 -104 C1046 -190 1020 -276 1038 -344 C1048 -380 1038 -406 1004 -410 C968 -362 906 -332 816 -332 C720 -336 640 -384 590 -440Z';
  const far =
    'M560 -452 C640 -408 760 -378 860 -384 C930 -390 980 -404 1006 -416 C960 -350 880 -330 800 -328 C700 -334 630 -388 590 -440Z';
  const tongue = 'M500 -396 C520 -440 556 -492 604 -508 C628 -500 634 -470 622 -430 L590 -400 L470 -310Z';
  const rows = [0, 1, 2, 3, 4].map((i) => [572 - i * 34, -410 + i * 42] as const);
  const cords = tones('#2c221b');
  const art = [
    piece(kit, far, tones('#b48c62'), -460, -380),
    piece(kit, tongue, t, -520, -320),
    welted(kit, 20, 66),
    piece(kit, upper, t, -300, -80),
    inside(
      kit,
      upper,
      fill(fold([300, -90], [420, -260], -30, 16), DUSK, 0.2),
      fill('M100 -190 C150 -226 230 -232 300 -226 C240 -206 160 -196 116 -160Z', GLOW, 0.34),
      fill(fold([360, -110], [470, -290], -20, 10), GLOW, 0.14),
      fill('M40 -120 C300 -100 700 -110 1080 -150 V-60 H40Z', DUSK, 0.16),
    ),
    line('M262 -254 C276 -200 300 -140 330 -84', t.seam, 3),
    stitch('M274 -252 C288 -200 312 -140 342 -84', t.thread),
    stitch('M250 -250 C264 -200 288 -140 318 -84', t.thread),
    piece(kit, quarter, t, -470, -70, 'none', 0.12),
    inside(
      kit,
      quarter,
      fill(fold([640, -90], [720, -380], 30, 20), GLOW, 0.13),
      fill(fold([860, -100], [900, -390], -26, -18), DUSK, 0.12),
    ),
    stitch('M600 -428 C560 -362 498 -296 438 -238 C454 -190 480 -136 508 -92', t.thread),
    stitch('M606 -412 C660 -356 730 -322 818 -318 C900 -318 958 -346 994 -388', t.thread),
    line('M900 -336 C882 -266 882 -190 900 -98', t.seam, 3),
    stitch('M912 -334 C894 -266 894 -190 912 -98', t.thread),
    line('M1004 -406 C990 -330 1002 -230 1026 -102', t.seam, 3),
    ...rows.map(([x, y]) =>
      lace(`M${x + 10} ${y + 12} C${x - 14} ${y - 6} ${x - 40} ${y - 16} ${x - 66} ${y - 12}`, cords, 11),
    ),
    ...rows.map(([x, y]) => eyelet(x + 14, y + 16, '#8b6a44', 7)),
    lace('M560 -424 C500 -470 452 -462 446 -430 C444 -402 500 -396 552 -412', cords, 10),
    lace('M566 -420 C540 -370 520 -330 486 -306', cords, 10),
  ].join('');
  return { outline: upper, art };
};

const apron = (kit: ShoeKit, suede: string): string => {
  const { t } = kit;
  const plug =
    'M112 -196 C150 -246 280 -260 372 -292 C420 -312 452 -334 478 -348 C508 -330 500 -296 470 -270 C390 -214 240 -176 140 -166 C116 -170 104 -182 112 -196Z';
  return (
    fill(plug, t.lit) +
    fill(plug, suede) +
    line('M140 -166 C240 -176 390 -214 470 -270', t.ink, 3.4) +
    line(
      'M104 -186 C118 -150 150 -158 180 -164 C280 -180 410 -222 486 -282',
      t.seam,
      9,
      0.9,
      'stroke-dasharray="4 9"',
    ) +
    fill(
      'M150 -218 C200 -246 290 -256 352 -272 C290 -240 220 -222 160 -208Z',
      GLOW,
      suede === 'none' ? 0.42 : 0.12,
    )
  );
};

export const penny = (kit: ShoeKit): Shoe => {
  const { t } = kit;
  const strap =
    'M330 -92 C350 -180 392 -256 440 -310 L512 -348 C548 -346 564 -332 572 -322 C536 -270 500 -180 486 -92Z';
  const far =
    'M510 -346 C620 -318 760 -300 870 -310 C940 -318 988 -332 1012 -340 C966 -276 900 -256 820 -252 C720 -254 620 -290 545 -334Z';
  const art = [
    piece(kit, far, tones('#c7a27c'), -400, -310),
    welted(kit, 34, 74),
    piece(kit, LOAFER, t, -360, -80),
    inside(kit, LOAFER, apron(kit, 'none')),
    line(LOAFER, t.ink, 3.4),
    inside(
      kit,
      LOAFER,
      fill('M60 -120 C300 -104 700 -110 1080 -150 V-60 H40Z', DUSK, 0.17),
      fill(fold([660, -84], [720, -312], 24, 16), GLOW, 0.14),
    ),
    piece(kit, strap, t, -360, -90),
    stitch('M344 -98 C364 -180 404 -250 450 -302', t.thread),
    stitch('M474 -98 C488 -180 520 -262 558 -318', t.thread),
    fill('M420 -236 C440 -262 476 -300 500 -316 L512 -300 C486 -276 458 -244 444 -222Z', t.ink),
    fill('M432 -240 L500 -302 L494 -284 L446 -232Z', DUSK, 0.5),
    stitch('M570 -314 C640 -276 730 -244 832 -244 C912 -246 966 -274 1000 -314', t.thread),
    line('M880 -254 C864 -206 868 -150 884 -92', t.seam, 3),
    stitch('M892 -252 C876 -206 880 -150 896 -92', t.thread),
    line('M1012 -332 C1000 -260 1010 -170 1030 -98', t.seam, 3),
  ].join('');
  return { outline: LOAFER, art };
};

export const tassel = (kit: ShoeKit): Shoe => {
  const { t, sheet, trim } = kit;
  const suede = cloth(sheet, 'suede', t);
  const far =
    'M510 -346 C620 -318 760 -300 870 -310 C940 -318 988 -332 1012 -340 C966 -276 900 -256 820 -252 C720 -254 620 -290 545 -334Z';
  const sole = 'M44 -76 C34 -50 46 -36 76 -30 C300 -10 760 -14 1062 -34 L1072 -96 C700 -78 300 -66 44 -76Z';
  const fringe = (x: number, y: number): string =>
    Array.from({ length: 9 }, (_, i) =>
      line(
        `M${x + i * 3 - 12} ${y} C${x + i * 5 - 26} ${y + 24} ${x + i * 8 - 46} ${y + 44} ${x + i * 10 - 56} ${y + 66}`,
        i % 2 ? t.ink : t.deep,
        6,
      ),
    ).join('') +
    fill(ellipse(x - 2, y - 2, 17, 15), t.lit) +
    line(ellipse(x - 2, y - 2, 17, 15), t.ink, 3);
  const art = [
    piece(kit, far, tones('#c9ab84'), -400, -310),
    piece(kit, sole, trim, -96, -10),
    stitch('M70 -62 C400 -50 760 -62 1050 -80', trim.thread, 3),
    piece(kit, LOAFER, t, -360, -80, suede, 0.1),
    inside(kit, LOAFER, apron(kit, suede)),
    line(LOAFER, t.ink, 3.4),
    inside(
      kit,
      LOAFER,
      fill('M60 -120 C300 -104 700 -110 1080 -150 V-60 H40Z', DUSK, 0.17),
      fill(fold([640, -84], [700, -312], 24, 20), GLOW, 0.1),
      fill(fold([300, -80], [352, -170], -14, 8), DUSK, 0.2),
      fill(fold([350, -80], [410, -190], -14, 8), DUSK, 0.16),
    ),
    line('M470 -262 C520 -190 560 -140 640 -92', t.seam, 3),
    stitch('M482 -258 C532 -188 574 -138 654 -92', t.thread),
    lace('M480 -292 C600 -250 740 -228 860 -232 C940 -238 986 -266 1022 -296', tones(t.deep), 11),
    fringe(452, -274),
    fringe(498, -290),
    line('M884 -240 C868 -200 872 -150 888 -92', t.seam, 3),
    stitch('M896 -240 C880 -200 884 -150 900 -92', t.thread),
  ].join('');
  return { outline: LOAFER, art };
};

export const espadrille = (kit: ShoeKit): Shoe => {
  const { t, sheet, trim } = kit;
  const canvas = cloth(sheet, 'canvas', t);
  const upper =
    'M66 -104 C44 -170 90 -228 190 -246 C290 -258 380 -284 450 -306 C540 -290 640 -252 760 -240 C880 -236 970 -268 1010 -320 C1040 -316 1048 -292 1040 -262 C1030 -210 1050 -160 1062 -112Z';
  const far =
    'M440 -310 C560 -306 720 -292 880 -306 C950 -314 996 -320 1012 -326 C970 -262 890 -234 780 -234 C660 -238 540 -282 450 -306Z';
  const sole =
    'M46 -112 C28 -80 34 -30 70 -14 C300 6 800 4 1040 -10 C1078 -20 1082 -84 1070 -118 C700 -98 300 -96 46 -112Z';
  const braid = sheet.pattern(
    46,
    34,
    line('M0 4 C14 6 30 22 46 24 M0 34 C14 32 30 16 46 10', trim.seam, 5) +
      line('M2 12 C16 14 28 26 44 30', trim.lit, 5),
  );
  const art = [
    piece(kit, far, tones('#d9cbb0'), -330, -230),
    fill('M70 -22 C300 2 800 0 1040 -18 l-6 14 C800 12 300 12 84 0Z', '#5b4a38'),
    piece(kit, sole, trim, -130, 10, braid),
    piece(kit, upper, t, -370, -100, canvas, 0.12),
    inside(
      kit,
      upper,
      fill('M60 -140 C300 -124 700 -124 1080 -170 V-60 H40Z', DUSK, 0.15),
      fill(fold([330, -100], [390, -280], -20, 14), DUSK, 0.13),
      fill(fold([400, -100], [470, -310], -18, 10), DUSK, 0.1),
      fill('M110 -200 C160 -240 250 -250 320 -254 C250 -230 170 -210 124 -176Z', GLOW, 0.3),
    ),
    line('M300 -268 C330 -210 350 -150 356 -104', t.seam, 3),
    stitch('M312 -270 C342 -210 362 -150 368 -104', t.thread),
    ...Array.from({ length: 25 }, (_, i) =>
      line(`M${84 + i * 40} ${-116 - (i < 1 ? 8 : 0)} l10 40`, '#f3ead8', 6),
    ),
    line('M70 -112 C300 -98 700 -98 1060 -116', t.ink, 3),
    stitch('M464 -292 C550 -276 640 -238 760 -226 C880 -222 960 -254 1002 -300', t.thread),
    stitch('M820 -240 C808 -200 808 -150 818 -108', t.thread),
    line('M994 -300 l4 -58 q16 -16 30 4 l2 56', t.ink, 13),
    line('M994 -300 l4 -58 q16 -16 30 4 l2 56', t.lit, 8),
  ].join('');
  return { outline: `${upper} ${sole}`, art };
};

/** Two broad straps over a bed of cork. */
export const sandal = (kit: ShoeKit): Shoe => {
  const { t, trim, sheet } = kit;
  const bed =
    'M44 -96 C20 -110 26 -140 70 -142 C220 -146 330 -124 470 -126 C640 -130 760 -178 900 -186 C980 -192 1050 -184 1070 -160 C1082 -140 1076 -60 1066 -34 C700 -10 300 -8 72 -30 C40 -40 34 -70 44 -96Z';
  const cork = cloth(sheet, 'felt', trim);
  const strap = (x: number, w: number, h: number): string =>
    `M${x} -76 C${x + 6} ${-h * 0.62} ${x + 36} ${-h + 6} ${x + 96} ${-h} C${x + w * 0.5} ${-h - 12} ${x + w - 60} ${-h - 14} ${x + w - 20} ${-h + 10} C${x + w + 10} ${-h * 0.7} ${x + w + 26} ${-h * 0.4} ${x + w + 30} -76Z`;
  const inner = (x: number, w: number, h: number): string =>
    `M${x + 60} ${-h + 14} C${x + w * 0.4} ${-h - 44} ${x + w} ${-h - 46} ${x + w + 34} ${-h + 34} C${x + w + 64} ${-h * 0.66} ${x + w + 60} ${-h * 0.5} ${x + w + 50} -130 L${x + w - 30} -130Z`;
  const buckle = (x: number, y: number, turn: number): string =>
    `<g transform="translate(${x} ${y}) rotate(${turn})">${line('M-28 -34 h56 v68 h-56Z', '#7d6330', 13)}${line('M-28 -34 h56 v68 h-56Z', '#d0ac5e', 8)}${line('M-30 0 H26', '#8d7138', 7)}</g>`;
  const band = (x: number, w: number, h: number): string => {
    const d = strap(x, w, h);
    return [
      piece(kit, d, t, -h - 10, -70, 'none', 0.26),
      inside(kit, d, fill(fold([x + 60, -80], [x + 90, -h + 10], 14, 22), GLOW, 0.2)),
      stitch(
        `M${x + 13} -84 C${x + 20} ${-h * 0.62} ${x + 46} ${-h + 18} ${x + 98} ${-h + 12} C${x + w * 0.5} ${-h} ${x + w - 64} ${-h - 2} ${x + w - 28} ${-h + 18} C${x + w - 4} ${-h * 0.7} ${x + w + 12} ${-h * 0.4} ${x + w + 16} -84`,
        t.thread,
      ),
      line(`M${x + w * 0.5} ${-h * 0.72} L${x + w * 0.62} -90`, t.ink, 60, 0.2),
      line(`M${x + w * 0.47} ${-h * 0.76} L${x + w * 0.6} -110`, t.ink, 56),
      line(`M${x + w * 0.47} ${-h * 0.76} L${x + w * 0.6} -110`, t.lit, 50),
      ...[0.2, 0.42, 0.64].map((f) =>
        fill(ellipse(x + w * (0.49 + f * 0.1), -h * 0.66 + f * h * 0.5, 6, 6), t.ink),
      ),
      buckle(x + w * 0.478, -h * 0.72, 8),
    ].join('');
  };
  const art = [
    piece(kit, inner(170, 300, 300), tones(t.shade), -350, -80),
    piece(kit, inner(560, 280, 372), tones(t.shade), -420, -80),
    fill(
      'M52 -50 C300 -24 700 -24 1072 -52 C1076 -20 1064 -2 1050 0 C700 14 300 14 84 -4 C50 -10 40 -34 52 -50Z',
      '#3c3028',
    ),
    piece(kit, bed, trim, -190, -20, cork, 0.14),
    line(
      'M52 -108 C230 -116 330 -98 470 -98 C640 -102 770 -148 900 -156 C980 -162 1040 -158 1070 -146',
      trim.seam,
      4,
    ),
    line(
      'M56 -122 C230 -130 330 -112 470 -112 C640 -116 770 -164 900 -172 C980 -178 1040 -172 1066 -160',
      '#e9d6b4',
      12,
    ),
    band(170, 300, 300),
    band(560, 280, 372),
  ].join('');
  return { outline: bed, art };
};
