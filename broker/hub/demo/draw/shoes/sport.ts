import { cloth } from '../cloth.ts';
import { box, ellipse, fill, fold, line, stitch } from '../marks.ts';
import { tone, tones } from '../paint.ts';
import { DUSK, GLOW, eyelet, inside, lace, lugs, piece, type Shoe, type ShoeKit } from './kit.ts';

export const court = (kit: ShoeKit): Shoe => {
  const { t, trim } = kit;
  const upper = 'M60 -96 C34 -170 84 -234 196 -250 C312 -264 410 -328 500 -402 C524 -424 552 -440 584 -436 C650 -388 740 -342 838 -340 C914 -340 966 -368 1002 -410 C1036 -406 1048 -382 1040 -348 C1024 -276 1046 -190 1062 -108Z';
  const quarter = 'M584 -436 C548 -370 488 -306 432 -258 C446 -200 478 -150 520 -100 H1060 C1046 -190 1024 -276 1040 -348 C1048 -382 1036 -406 1002 -410 C966 -368 914 -340 838 -340 C740 -342 650 -388 584 -436Z';
  const tab = 'M912 -356 C956 -372 984 -390 1002 -410 C1036 -406 1048 -382 1040 -348 C1030 -306 1030 -270 1040 -228 C1000 -232 946 -244 906 -262 C898 -296 900 -328 912 -356Z';
  const cup = 'M38 -118 C24 -80 28 -34 62 -14 C300 8 800 6 1042 -12 C1078 -24 1082 -90 1072 -126 C700 -104 300 -100 38 -118Z';
  const rubber = tones('#ebe6da');
  const tongue = 'M500 -402 C520 -452 562 -500 612 -512 C640 -504 640 -468 622 -430 L584 -400 L476 -330Z';
  const rows = [0, 1, 2, 3, 4, 5].map((i) => [574 - i * 29, -414 + i * 34] as const);
  const cords = tones('#f6f4ee');
  const art = [
    piece(kit, 'M572 -448 C660 -410 780 -384 870 -390 C930 -396 980 -408 1004 -416 C966 -358 880 -336 800 -334 C710 -340 640 -392 584 -436Z', tones('#d9c3a0'), -450, -370), piece(kit, tongue, t, -512, -320),
    fill(box(556, -496, 52, 34, 4), trim.base), piece(kit, upper, t, -300, -90),
    inside(kit, upper, fill('M106 -196 C150 -234 236 -244 306 -244 C240 -220 166 -206 122 -168Z', '#ffffff', 0.6), fill('M40 -130 C300 -112 700 -120 1080 -160 V-60 H40Z', DUSK, 0.14), ...Array.from({ length: 9 }, (_, i) => fill(ellipse(220 + (i % 3) * 40, -214 + Math.floor(i / 3) * 26 - (i % 3) * 10, 5, 4), t.ink, 0.6))),
    line('M330 -292 C310 -220 330 -150 380 -98', t.seam, 3), stitch('M342 -298 C322 -220 342 -150 392 -98', t.thread),
    piece(kit, quarter, t, -450, -80, 'none', 0.16), inside(kit, quarter, fill(fold([640, -100], [720, -370], 26, 20), '#ffffff', 0.4), fill(fold([800, -100], [840, -380], -20, -16), DUSK, 0.08)),
    stitch('M592 -424 C556 -360 500 -300 446 -254 C460 -200 490 -152 528 -108', t.thread), stitch('M600 -410 C660 -366 744 -330 836 -328 C870 -328 890 -332 908 -340', t.thread),
    line('M700 -366 C690 -290 720 -196 780 -108', t.seam, 3), stitch('M712 -362 C702 -290 732 -196 792 -108', t.thread),
    piece(kit, tab, trim, -450, -240), stitch('M924 -350 C914 -322 914 -294 918 -272 C954 -256 998 -244 1030 -240', trim.thread),
    piece(kit, cup, rubber, -130, 0, 'none', 0.3), stitch('M52 -92 C300 -76 700 -80 1064 -98', '#a89d88', 3.4, '14 9'), line('M46 -44 C300 -24 800 -26 1070 -46', rubber.seam, 3),
    ...rows.map(([x, y]) => lace(`M${x + 10} ${y + 12} C${x - 14} ${y - 4} ${x - 36} ${y - 14} ${x - 60} ${y - 10}`, cords, 14)), ...rows.map(([x, y]) => eyelet(x + 16, y + 16, '#d9d4c8', 7)),
    lace('M566 -426 C500 -478 444 -468 440 -434 C440 -404 500 -400 556 -416', cords, 12), lace('M572 -424 C536 -376 520 -340 478 -322', cords, 12),
  ].join('');
  return { outline: `${upper} ${cup}`, art };
};

export const trail = (kit: ShoeKit): Shoe => {
  const { t, trim, sheet } = kit;
  const upper = 'M70 -140 C44 -200 96 -262 200 -274 C320 -290 420 -346 506 -420 C534 -446 566 -456 592 -446 C650 -396 740 -356 846 -360 C916 -364 964 -398 998 -446 C1038 -440 1052 -410 1042 -372 C1026 -300 1048 -220 1066 -150Z';
  const bumper = 'M52 -150 C30 -214 86 -268 176 -276 C196 -230 240 -186 330 -160 C420 -140 700 -150 1064 -166 L1066 -128 H56Z';
  const mid = 'M30 -156 C6 -120 20 -76 64 -58 C300 -34 800 -44 1060 -60 C1100 -74 1102 -140 1080 -178 C1000 -196 920 -176 800 -160 C560 -136 260 -134 30 -156Z';
  const cage = tones(tone(t.base, -0.1));
  const foam = tones('#e9e4d6');
  const rows = [0, 1, 2, 3, 4].map((i) => [580 - i * 37, -428 + i * 36] as const);
  const art = [
    piece(kit, 'M580 -456 C660 -424 780 -396 876 -406 C936 -416 976 -438 1000 -454 C960 -382 880 -352 800 -352 C710 -356 640 -402 592 -446Z', tones('#454b4d'), -490, -380),
    piece(kit, 'M506 -420 C530 -472 572 -516 620 -522 C644 -512 640 -476 622 -440 L590 -404 L480 -350Z', tones(tone(t.base, 0.04)), -520, -350, cloth(sheet, 'mesh', t)),
    lugs(52, 1066, 19, 62, trim), fill('M40 -90 C300 -60 800 -66 1084 -84 L1070 -34 C800 -22 300 -22 66 -40Z', trim.ink), piece(kit, upper, t, -480, -140, cloth(sheet, 'mesh', t), 0.16),
    inside(kit, upper, ...[0, 1, 2, 3, 4].map((i) => line(`M${572 - i * 37} ${-412 + i * 36} C${600 - i * 20} ${-330 + i * 22} ${640 - i * 50} -240 ${720 - i * 90} -150`, cage.base, 20) + line(`M${572 - i * 37} ${-412 + i * 36} C${600 - i * 20} ${-330 + i * 22} ${640 - i * 50} -240 ${720 - i * 90} -150`, trim.base, 3, 0.9)), fill('M820 -392 C800 -300 810 -220 850 -150 H1080 V-500 H1000 C966 -440 916 -404 846 -394Z', cage.base), line('M820 -392 C800 -300 810 -220 850 -150', t.ink, 3), stitch('M834 -390 C814 -300 824 -220 864 -150', trim.base, 3), fill('M880 -330 C930 -350 990 -360 1046 -360 L1046 -330 C990 -330 940 -318 890 -300Z', trim.base), fill('M70 -180 C300 -160 700 -180 1080 -210 V-100 H40Z', DUSK, 0.16)),
    line(upper, t.ink, 3.4), piece(kit, bumper, trim, -280, -120, 'none', 0.22), fill('M96 -230 C116 -252 146 -262 168 -264 C178 -246 190 -230 204 -218 C160 -222 124 -220 96 -230Z', GLOW, 0.22),
    piece(kit, mid, foam, -180, -40, 'none', 0.3), line('M60 -104 C200 -76 380 -112 560 -98 C760 -82 900 -130 1080 -120', foam.seam, 4), fill('M640 -100 C760 -88 900 -130 1086 -124 C1086 -96 1078 -70 1060 -62 C900 -46 760 -50 660 -52Z', trim.base, 0.92), line('M640 -100 C760 -88 900 -130 1086 -124', trim.ink, 3),
    ...rows.map(([x, y]) => lace(`M${x + 6} ${y + 8} C${x - 14} ${y - 6} ${x - 36} ${y - 14} ${x - 58} ${y - 10}`, tones(trim.base), 10)), ...rows.map(([x, y]) => line(`M${x + 2} ${y + 6} l22 14`, t.ink, 9)),
    lace('M576 -436 C520 -482 470 -476 462 -446 C460 -420 510 -412 560 -426', tones(trim.base), 9),
    line('M1000 -440 q52 -30 58 26 q2 40 -16 62', trim.ink, 20), line('M1000 -440 q52 -30 58 26 q2 40 -16 62', trim.base, 13),
  ].join('');
  return { outline: `${upper} ${mid}`, art: `<g transform="translate(0 16)">${art}</g>` };
};

export const sock = (kit: ShoeKit): Shoe => {
  const { t, trim, sheet } = kit;
  const upper = 'M70 -170 C48 -224 104 -280 210 -292 C330 -306 430 -366 520 -450 C560 -490 600 -540 640 -560 C700 -548 780 -530 860 -536 C900 -540 930 -552 950 -566 C990 -540 1030 -470 1042 -400 C1050 -320 1050 -240 1064 -176Z';
  const collar = 'M590 -512 C606 -534 622 -552 640 -560 C700 -548 780 -530 860 -536 C900 -540 930 -552 950 -566 C972 -550 992 -528 1006 -500 C960 -478 900 -468 840 -468 C750 -470 660 -484 590 -512Z';
  const foam = 'M26 -186 C-10 -140 4 -60 60 -24 C120 6 300 8 520 6 C760 6 940 10 1040 -12 C1116 -34 1124 -150 1084 -206 C960 -196 860 -180 700 -174 C460 -166 200 -170 26 -186Z';
  const knit = sheet.pattern(18, 15, line('M0 2 L9 11 L18 2', t.shade, 3.2, 0.9) + line('M0 9 L9 18 L18 9', t.lit, 2, 0.5), 'rotate(-14)');
  const bars = Array.from({ length: 7 }, (_, i) => line(`M${270 + i * 40} ${-300 - i * 24} C${300 + i * 44} ${-250 - i * 6} ${330 + i * 50} -220 ${350 + i * 62} -170`, t.deep, 12, 0.55));
  const art = [
    fill(ellipse(800, -546, 160, 26), t.deep), line(ellipse(800, -546, 160, 26), t.ink, 3), piece(kit, upper, t, -560, -160, knit, 0.2),
    inside(kit, upper, ...bars, fill(fold([520, -440], [560, -180], -30, 26), GLOW, 0.12), fill('M820 -470 C800 -360 820 -260 870 -170 H1080 V-480Z', DUSK, 0.13), line('M820 -470 C800 -360 820 -260 870 -170', t.seam, 3), fill('M70 -210 C300 -190 700 -200 1080 -230 V-100 H40Z', DUSK, 0.18), fill('M120 -244 C170 -274 250 -286 310 -294 C260 -262 190 -244 140 -222Z', GLOW, 0.3)),
    fill(collar, t.base), fill(collar, cloth(sheet, 'fine rib', t, 4)), fill(collar, DUSK, 0.07), line(collar, t.ink, 3.2),
    piece(kit, foam, trim, -200, 10, 'none', 0.3), fill('M10 -92 C200 -50 700 -66 1108 -104 C1104 -60 1080 -24 1040 -12 C900 8 300 8 120 4 C60 -6 20 -40 10 -92Z', DUSK, 0.07), line('M8 -96 C200 -54 700 -70 1108 -108', trim.seam, 3.4),
    ...[0, 1, 2, 3].map((i) => fill(ellipse(760 + i * 84, -120 - i * 5, 26, 13), trim.shade) + line(ellipse(760 + i * 84, -120 - i * 5, 26, 13), trim.seam, 3)), fill('M90 2 h180 v-12 h-190Z M420 6 h220 v-12 h-220Z M800 6 h200 l8 -16 h-208Z', '#5a5752'),
    line('M960 -556 C1010 -600 1052 -570 1036 -490', t.ink, 24), line('M960 -556 C1010 -600 1052 -570 1036 -490', t.glow, 16),
  ].join('');
  return { outline: `${upper} ${foam}`, art };
};
