import { cloth } from '../cloth.ts';
import { box, ellipse, fill, fold, line, stitch } from '../marks.ts';
import { tone, tones } from '../paint.ts';
import { DUSK, GLOW, eyelet, inside, lace, lugs, piece, type Shoe, type ShoeKit } from './kit.ts';

export interface ChelseaStyle {
  readonly chunky: boolean;
}

export const chelsea = (kit: ShoeKit, { chunky }: ChelseaStyle): Shoe => {
  const { t, trim, sheet } = kit;
  const base = chunky ? -130 : -84;
  const weave = chunky ? cloth(sheet, 'suede', t) : 'none';
  const top = base - 690;
  const toe = chunky ? 40 : 62;
  const upper = `M${toe} ${base} C${toe - 24} ${base - 90} ${toe + 50} ${base - 160} ${toe + 160} ${base - 180} C360 ${base - 206} 470 ${base - 300} 520 ${base - 400} C556 ${base - 480} 570 ${base - 590} 572 ${top + 16} C660 ${top - 14} 830 ${top - 16} 984 ${top + 8} C986 ${base - 560} 996 ${base - 470} 1004 ${base - 380} C1012 ${base - 300} 1050 ${base - 200} 1044 ${base - 10}Z`;
  const gore = `M668 ${top - 4} L846 ${top - 4} C842 ${base - 560} 836 ${base - 430} 796 ${base - 300} C780 ${base - 262} 740 ${base - 262} 726 ${base - 300} C690 ${base - 420} 672 ${base - 560} 668 ${top - 4}Z`;
  const ribs = sheet.pattern(
    16,
    30,
    fill('M0 0h6v30h-6Z', '#0d0b0a', 0.65) + fill('M9 0h4v30h-4Z', GLOW, 0.14),
    'rotate(2)',
  );
  const elastic = tones(chunky ? '#2f2925' : tone(t.base, -0.06));
  const rim = ellipse(778, top + 2, 207, 26);
  const loop = (x: number): string =>
    line(`M${x} ${top + 30} C${x - 6} ${top - 70} ${x + 54} ${top - 70} ${x + 46} ${top + 28}`, t.ink, 24) +
    line(
      `M${x} ${top + 30} C${x - 6} ${top - 70} ${x + 54} ${top - 70} ${x + 46} ${top + 28}`,
      chunky ? '#8f7a5c' : t.base,
      16,
    );
  const slimSole = `M46 ${base - 4} C34 -56 44 -34 74 -26 C220 -4 360 0 470 -8 C600 -18 690 -50 790 -66 H1056 L1062 ${base - 12} C760 ${base + 6} 300 ${base + 8} 46 ${base - 4}Z`;
  const heel = 'M786 -70 H1060 C1058 -40 1050 -16 1044 0 H812 C800 -24 792 -48 786 -70Z';
  const tank = `M16 ${base - 6} C-4 -100 6 -60 46 -44 C300 -26 760 -30 1064 -44 C1080 -70 1080 -110 1072 ${base - 16} C760 ${base + 2} 300 ${base + 8} 16 ${base - 6}Z`;
  const art = [
    fill(rim, tones('#c9a77c').shade),
    line(rim, t.ink, 3),
    fill(ellipse(778, top + 12, 166, 14), DUSK, 0.35),
    loop(596),
    chunky ? loop(914) : '',
    chunky
      ? lugs(30, 1066, 19, 46, trim) +
        piece(kit, tank, trim, base, -30) +
        line(
          `M24 ${base + 22} C300 ${base + 34} 760 ${base + 30} 1070 ${base + 12}`,
          '#b08a54',
          5,
          0.9,
          'stroke-dasharray="14 10"',
        )
      : piece(kit, heel, trim, -70, 0) +
        line('M792 -48 H1058 M800 -26 H1052', trim.glow, 2.4, 0.5) +
        piece(kit, slimSole, trim, base, -10),
    piece(kit, upper, t, top, base, weave, chunky ? 0.12 : 0.2),
    inside(
      kit,
      upper,
      fill(
        `M${toe + 40} ${base - 110} C${toe + 90} ${base - 160} ${toe + 200} ${base - 168} ${toe + 260} ${base - 180} C${toe + 200} ${base - 130} ${toe + 110} ${base - 120} ${toe + 64} ${base - 76}Z`,
        GLOW,
        chunky ? 0.12 : 0.32,
      ),
      fill(fold([340, base], [480, base - 280], -34, 20), DUSK, 0.16),
      fill(fold([480, base - 250], [700, base - 190], 28, 18), DUSK, 0.2),
      fill(fold([500, base - 330], [690, base - 290], 20, 14), DUSK, 0.16),
      fill(fold([570, base - 420], [600, top], 10, 30), GLOW, 0.16),
      fill(`M890 ${top} C880 ${base - 400} 930 ${base - 200} 960 ${base} H1090 V${top}Z`, DUSK, 0.16),
      fill(
        `M0 ${base - 44} C300 ${base - 20} 760 ${base - 20} 1090 ${base - 60} V${base + 20} H0Z`,
        DUSK,
        0.18,
      ),
    ),
    fill(gore, elastic.base),
    fill(gore, ribs),
    fill(gore, DUSK, 0.1),
    line(gore, t.ink, 3.4),
    stitch(
      `M654 ${top + 4} C660 ${base - 560} 676 ${base - 410} 712 ${base - 296} C732 ${base - 246} 788 ${base - 246} 810 ${base - 294} C848 ${base - 420} 856 ${base - 560} 860 ${top + 4}`,
      t.thread,
    ),
    line(`M722 ${base - 280} C640 ${base - 200} 560 ${base - 130} 520 ${base}`, t.seam, 3),
    line(`M800 ${base - 280} C840 ${base - 180} 860 ${base - 90} 870 ${base - 4}`, t.seam, 3),
    stitch(`M736 ${base - 262} C654 ${base - 190} 574 ${base - 126} 534 ${base}`, t.thread),
    stitch(`M586 ${top + 34} C660 ${top + 12} 830 ${top + 10} 972 ${top + 28}`, t.thread),
  ].join('');
  return { outline: upper, art };
};

export const hiker = (kit: ShoeKit): Shoe => {
  const { t, trim, sheet } = kit;
  const nub = cloth(sheet, 'suede', t);
  const upper =
    'M44 -140 C20 -230 84 -300 204 -318 C330 -336 420 -400 486 -500 C520 -560 540 -640 548 -706 C620 -690 720 -690 800 -714 C850 -730 900 -742 956 -742 C990 -700 980 -640 990 -560 C1000 -440 1046 -330 1050 -150Z';
  const rand =
    'M30 -140 C14 -220 60 -270 140 -284 C170 -234 240 -200 360 -190 C560 -180 800 -186 1052 -206 L1060 -130 H30Z';
  const sole =
    'M14 -150 C-2 -110 10 -70 50 -56 C300 -40 760 -44 1060 -56 C1082 -84 1080 -120 1070 -156 C760 -136 300 -132 14 -150Z';
  const rubber = tones('#2a2826');
  const collar =
    'M540 -720 C620 -704 720 -706 800 -730 C856 -748 910 -760 956 -756 C996 -744 1000 -690 984 -660 C930 -640 870 -628 800 -612 C720 -596 620 -600 552 -620 C536 -650 532 -690 540 -720Z';
  const pad = tones(tone(t.base, -0.09));
  const tongue =
    'M500 -520 C510 -600 506 -690 488 -760 C520 -792 580 -790 612 -764 C640 -700 640 -640 600 -580Z';
  const low = [0, 1, 2, 3].map((i) => [520 - i * 46, -520 + i * 52] as const);
  const high = [0, 1].map((i) => [566 + i * 8, -600 - i * 62] as const);
  const cords = tones(trim.base);
  const art = [
    piece(kit, tongue, pad, -800, -520),
    lugs(26, 1068, 19, 50, rubber),
    piece(kit, sole, rubber, -150, -40),
    line('M18 -96 C300 -76 760 -80 1074 -100', trim.base, 6, 0.9),
    piece(kit, upper, t, -720, -130, nub, 0.16),
    inside(
      kit,
      upper,
      fill(fold([330, -180], [470, -420], -40, 24), DUSK, 0.15),
      fill('M110 -260 C160 -296 260 -306 330 -326 C270 -280 190 -262 130 -230Z', GLOW, 0.18),
      fill('M880 -730 C870 -500 910 -300 960 -140 H1090 V-740Z', DUSK, 0.17),
      fill(fold([640, -190], [700, -600], 30, 22), GLOW, 0.1),
    ),
    line(
      'M430 -410 C470 -340 560 -300 640 -290 C720 -280 760 -330 790 -420 C810 -500 800 -580 790 -616',
      t.seam,
      3,
    ),
    stitch(
      'M440 -422 C480 -354 566 -314 640 -304 C708 -296 746 -340 774 -424 C794 -500 786 -570 778 -612',
      t.thread,
    ),
    stitch('M424 -396 C464 -326 556 -286 642 -276', t.thread),
    line('M820 -190 C800 -300 830 -400 990 -440', t.seam, 3),
    stitch('M834 -190 C816 -292 846 -388 990 -426', t.thread),
    piece(kit, collar, pad, -760, -600, 'none', 0.26),
    line(
      'M600 -612 C604 -650 604 -690 602 -712 M720 -604 C724 -650 722 -690 718 -716 M846 -624 C850 -660 846 -710 838 -742',
      pad.seam,
      4,
    ),
    piece(kit, rand, rubber, -290, -130, 'none', 0.2),
    ...low.map(([x, y]) =>
      lace(`M${x + 14} ${y + 14} C${x - 14} ${y - 8} ${x - 30} ${y - 22} ${x - 52} ${y - 20}`, cords, 14),
    ),
    ...high.map(([x, y]) =>
      lace(`M${x + 16} ${y + 4} C${x - 10} ${y - 18} ${x - 30} ${y - 26} ${x - 54} ${y - 24}`, cords, 14),
    ),
    ...low.map(([x, y]) => eyelet(x + 20, y + 20, '#b9b4a8', 10)),
    ...high.map(
      ([x, y]) =>
        fill(box(x + 6, y - 8, 32, 20, 8), '#b9b4a8') + line(box(x + 6, y - 8, 32, 20, 8), '#4a463f', 3),
    ),
    lace('M576 -664 C500 -720 440 -700 446 -660 C452 -628 520 -640 566 -660', cords, 12),
    lace('M580 -660 C560 -590 520 -560 486 -548', cords, 12),
    line('M940 -748 C970 -820 1030 -790 1004 -690', t.ink, 24),
    line('M940 -748 C970 -820 1030 -790 1004 -690', trim.base, 15),
  ].join('');
  return { outline: `${upper} ${collar}`, art };
};

export const rainBoot = (kit: ShoeKit): Shoe => {
  const { t, trim } = kit;
  const upper =
    'M50 -84 C22 -170 80 -236 190 -252 C330 -272 440 -340 490 -440 C520 -520 516 -700 500 -900 C640 -930 830 -928 978 -896 C986 -700 982 -520 996 -400 C1006 -290 1052 -210 1052 -92Z';
  const foxing =
    'M36 -120 C20 -80 30 -40 64 -30 C300 -12 620 -18 790 -46 H1062 C1076 -70 1076 -110 1066 -136 C760 -108 300 -100 36 -120Z';
  const rim = ellipse(739, -902, 239, 34);
  const strap = 'M760 -842 C830 -852 900 -850 982 -838 L980 -772 C900 -784 830 -786 764 -776Z';
  const art = [
    fill(rim, '#d9cfbd'),
    line(rim, t.ink, 3.4),
    fill(ellipse(739, -888, 208, 22), DUSK, 0.42),
    piece(kit, 'M786 -60 H1060 C1058 -34 1054 -14 1050 0 H806 C796 -20 790 -40 786 -60Z', trim, -60, 0),
    piece(kit, upper, t, -900, -84, 'none', 0.16),
    inside(
      kit,
      upper,
      fill(fold([556, -500], [548, -880], 14, 34), GLOW, 0.3),
      fill('M890 -900 C870 -600 920 -300 970 -90 H1090 V-900Z', DUSK, 0.17),
      fill(fold([470, -420], [730, -360], 40, 24), DUSK, 0.18),
      fill(fold([490, -500], [700, -470], 26, 16), DUSK, 0.13),
      fill(fold([340, -90], [500, -360], -40, 22), DUSK, 0.12),
      fill('M100 -190 C160 -236 250 -246 330 -268 C260 -214 170 -196 124 -160Z', GLOW, 0.34),
      fill('M0 -150 C300 -120 760 -124 1090 -160 V-60 H0Z', DUSK, 0.16),
    ),
    line('M506 -866 C640 -894 830 -892 976 -862', t.seam, 4),
    line('M760 -372 C800 -280 830 -180 846 -100', t.seam, 3),
    line('M486 -452 C560 -380 660 -352 760 -372 C860 -392 930 -430 984 -440', t.seam, 3.4),
    line('M742 -880 C752 -820 752 -790 748 -740', t.seam, 3),
    piece(kit, strap, t, -850, -770),
    stitch('M772 -830 C830 -838 896 -838 946 -828', t.thread),
    stitch('M772 -790 C830 -798 896 -798 944 -788', t.thread),
    ...[880, 912].map((x) => fill(ellipse(x, -810, 6, 6), t.ink)),
    line('M776 -854 h62 v92 h-62Z', '#4f4a42', 15),
    line('M776 -854 h62 v92 h-62Z', '#b9b2a4', 9),
    piece(kit, foxing, trim, -130, -20),
    line('M40 -96 C300 -78 700 -86 1068 -112', trim.glow, 3, 0.7),
    ...Array.from({ length: 12 }, (_, i) =>
      line(`M${70 + i * 26} ${-58 - (i < 2 ? 4 : 0)} v24`, trim.seam, 5),
    ),
  ].join('');
  return { outline: upper, art };
};
