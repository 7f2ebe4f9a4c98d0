/**
 * The application identifiers of GS1: facts of the GS1 Barcode Syntax Dictionary (gs1/gs1-syntax-dictionary, state of
 * July 2026, with the additions for the next release), in a notation of our own.
 *
 * A row is `identifiers format …`:
 * - identifiers: comma-separated; `3100-3105` is a range; `310x` stands for `3100-3105`;
 * - format: parts joined by `+`. A part is a character set (N digits, X CSET 82, Y CSET 39, Z base64url), its length or
 *   `least-most`, `.check` for each check of `value-checks.ts`, and `?` when it may be left out;
 * - `*`: of predefined length, so no separator follows; `?`: may stand in the query of a Digital Link URI;
 * - `<01,02+37`: needs (01), or (02) together with (37); `n` stands for any digit;
 * - `!37,310n`: excludes these; `!~`: excludes the others that share its first three digits;
 * - `key:22,10,21|235`: primary key of a Digital Link URI, its qualifiers in order, alternatives by `|`.
 */
export const aiTable = `
00 N18.csum *? key:
01 N14.csum *? !255,37 key:22,10,21|235
02 N14.csum *? !01,03 <37
03 N14.csum * !01,02,37,235
10 X1-20 ? <01,02,03,8006,8026
11,13,15,16 N6.yymmd0 *? <01,02,03,8006,8026
12 N6.yymmd0 *? <8020
17 N6.yymmd0 *? <01,02,03,255,8006,8026
20 N2 *? <01,02,03,8006,8026
21 X1-20 <01,03,8006 !235
22 X1-20 <01
235 X1-28 <01
240,241 X1-30 ? <01,02,03,8006,8026
242 N1-6 ? <01,02,8006,8026
243 X1-20 ? <01,03
250 X1-30 ? <01+21,03+21,8006+21
251 X1-30 ? <01,03,8006
253 N13.csum+X1-17? ? key:
254 X1-20 <414
255 N13.csum+N1-12? ? !01,02,415,8006,8020,8026 key:
30 N1-8 ? <01,02
310x,311x,312x,313x,314x,315x,316x,320x,321x,322x,323x,324x,325x,326x,327x,328x,329x N6 *? <01,02 !~
330x,331x,332x,333x,334x,335x,336x N6 *? <00,01 !~
337x N6 *? <01 !~
340x,341x,342x,343x,344x,345x,346x,347x,348x,349x N6 *? <00,01 !~
350x,351x,352x,356x,357x,360x,361x,364x,365x,366x N6 *? <01,02 !~
353x,354x,355x,362x,363x,367x,368x,369x N6 *? <00,01 !~
37 N1-8 ? <00+02,00+8026
3900-3909 N1-15 ? <255,8020 !390n,391n,394n,8111
3910-3919 N3.iso4217+N1-15 ? <8020 !391n
3920-3929 N1-15 ? <01+30,01+31nn,01+32nn,01+35nn,01+36nn !392n,393n
3930-3939 N3.iso4217+N1-15 ? <30,31nn,32nn,35nn,36nn !393n
3940-3943 N4 ? <255 !394n,8111
395x N6 ? <30,31nn,32nn,35nn,36nn !392n,393n,395n,8005
400 X1-30 ?
401 X1-30.gcp ? key:
402 N17.csum ? key:
403 X1-30 ? <00
410,411,412,413,416 N13.csum *?
414 N13.csum *? key:254|7040
415 N13.csum *? <8020 key:8020
417 N13.csum *? key:7040
420 X1-20 ? !421
421 N3.iso3166+X1-9 ? !4307
422 N3.iso3166 ? <01,02,03,8006,8026 !426
423,425 N3.iso3166+N3.iso3166?+N3.iso3166?+N3.iso3166?+N3.iso3166? ? <01,02,03 !426
424 N3.iso3166 ? <01,02,03 !426
426 N3.iso3166 ? <01,02,03
427 X1-3 ? <01+422,02+422,03+422
4300,4301,4310,4311,4320 X1-35.pcenc ? <00
4302,4304-4306,4312,4314-4316 X1-70.pcenc ? <00
4303 X1-70.pcenc ? <4302
4307,4317 X2.iso3166alpha2 ? <00
4308,4319 X1-30 ? <00
4309 N10.latitude+N10.longitude ? <00
4313 X1-70.pcenc ? <4312
4318 X1-20 ? <00
4321-4323 N1.yesno ? <00
4324,4325 N6.yymmd0+N4.hhmi ? <00
4326 N6.yymmdd ? <00
4330 N6+X1.hyphen? ? <00 !4331
4331 N6+X1.hyphen? ? <00 !4330
4332 N6+X1.hyphen? ? <00 !4333
4333 N6+X1.hyphen? ? <00 !4332
7001 N13 ? <01,02,8006,8026
7002 X1-30 ? <01,02
7003 N6.yymmdd+N4.hhmi ? <01,02,03
7004 N1-4 ? <01+10,03+10
7005 X1-12 ? <01,02
7006 N6.yymmdd ? <01,02
7007 N6.yymmdd+N6.yymmdd? ? <01,02
7008 X1-3 ? <01,02
7009 X1-10 ? <01,02
7010 X1-2 ? <01,02,03
7011 N6.yymmdd+N4.hhmi? ? <01,02,03
7020 X1-20 ? <01+416,03+416,8006+416
7021 X1-20 ? <01,03,8006
7022 X1-20 ? <01+7021,03+7021,8006+7021
7023 X1-30.gcp ?
7030-7039 N3.iso3166999+X1-27 ? <01,02
7040 N1+X1+X1+X1.importeridx
7041 X1-4.packagetype <00
710-717 X1-20 ? <01
7230-7239 X2+X1-28 ? <01,8004
7240 X1-20 ? <01,8006 !03
7241 N2.mediatype ? <8017,8018
7242 X1-25 ? <8017,8018
7250 N8.yyyymmdd ? <8018 !7251
7251 N8.yyyymmdd+N4.hhmi ? <8018 !7250
7252 N1.iso5218 ? <8018
7253,7254 X1-40.pcenc ? <8017,8018 !7256,7259
7255 X1-10 ? <8017,8018 !7256,7259
7256 X1-90.pcenc ? <8017,8018
7257 X1-70.pcenc ? <8018
7258 X3.posinseqslash ? <8018+7259
7259 X1-40.pcenc ? <8018 !7256
8001 N4.nonzero+N5.nonzero+N3.nonzero+N1.winding+N1 ? <01
8002 X1-20 ?
8003 N1.zero+N13.csum+X1-16? ? key:
8004 X1-30.gcp ? key:7040
8005 N6 ? <01,02
8006 N14.csum+N4.pieceoftotal ? !01,03,37 key:22,10,21
8007 X1-34.iban ? <415
8008 N6.yymmdd+N2.hh+N2.mi?+N2.ss? ? <01,02,03
8009 X1-50 ? <00,01,03
8010 Y1-30.gcp ? key:8011
8011 N1-12.nozeroprefix <8010
8012 X1-20 ? <01,03,8006
8013 X1-25.csumalpha.gcp ? key:
8014 X1-25.csumalpha.gcp.hasnondigit <01
8017 N18.csum ? !8018 key:8019
8018 N18.csum ? !8017 key:8019
8019 N1-10 <8017,8018
8020 X1-25 <415
8026 N14.csum+N4.pieceoftotal ? <37 !02,03,8006
8030 Z1-90 ? <00,01+21,03+21,253,255,8003,8004,8006+21,8010+8011,8017,8018
8040 N15 <01+21
8041 N15 <01+21+8040
8042 N32 <01+21+8040
8043 N18+N1-2? <01+21+8040
8110 X1-70.couponcode ?
8111 N4 ? <255
8112 X1-70.couponposoffer ?
8200 X1-70 <01
90 X1-30 ?
91-99 X1-90 ?
`;
