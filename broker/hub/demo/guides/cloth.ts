import type { Guide } from './types.ts';

export const CLOTH_GUIDES: readonly Guide[] = [
  {
    productId: 'VR-MORENE',
    title: {
      en: 'How to wax it again',
      it: 'Come ridare la cera',
      fr: 'Comment la recirer',
      pl: 'Jak ponownie nawoskować',
      ro: 'Cum o ceruiești din nou',
    },
    steps: [
      {
        en: 'Sponge off the mud with cold water. No soap, no machine.',
        it: 'Togli il fango con spugna e acqua fredda. Niente sapone, niente lavatrice.',
        fr: 'Ôtez la boue à l’éponge et à l’eau froide. Ni savon, ni machine.',
        pl: 'Zmyj błoto gąbką i zimną wodą. Bez mydła i pralki.',
        ro: 'Șterge noroiul cu burete și apă rece. Fără săpun, fără mașină.',
      },
      {
        en: 'Warm the tin in a bowl of hot water, then spread thinly along the seams.',
        it: 'Scalda la latta in acqua calda, poi stendi poca cera lungo le cuciture.',
        fr: 'Chauffez la boîte au bain-marie, puis étalez finement sur les coutures.',
        pl: 'Podgrzej puszkę w gorącej wodzie i nałóż cienko wzdłuż szwów.',
        ro: 'Încălzește cutia în apă fierbinte, apoi întinde subțire de-a lungul cusăturilor.',
      },
      {
        en: 'Go over it with a hairdryer until the cloth looks dry.',
        it: 'Passa l’asciugacapelli finché la tela sembra asciutta.',
        fr: 'Passez le sèche-cheveux jusqu’à ce que la toile paraisse sèche.',
        pl: 'Przejedź suszarką, aż materiał będzie wyglądał na suchy.',
        ro: 'Treci cu uscătorul până când pânza pare uscată.',
      },
      {
        en: 'Hang it for a night. Or bring it to us: we do it while you have coffee.',
        it: 'Appendila per una notte. Oppure portala da noi: la facciamo mentre bevi un caffè.',
        fr: 'Suspendez une nuit. Ou apportez-la : c’est fait le temps d’un café.',
        pl: 'Powieś na noc. Albo przynieś do nas: zrobimy to, zanim wypijesz kawę.',
        ro: 'Las-o agățată o noapte. Sau adu-o la noi: o facem cât bei o cafea.',
      },
    ],
  },
  {
    productId: 'VR-VARDE',
    title: {
      en: 'Keep the rain beading',
      it: 'Perché l’acqua scivoli ancora',
      fr: 'Pour que la pluie perle encore',
      pl: 'Żeby woda znów spływała',
      ro: 'Ca ploaia să alunece din nou',
    },
    steps: [
      {
        en: 'Wash at 30° with liquid soap, zips closed.',
        it: 'Lava a 30° con sapone liquido, cerniere chiuse.',
        fr: 'Lavez à 30° au savon liquide, zips fermés.',
        pl: 'Pierz w 30° w płynie, zamki zapięte.',
        ro: 'Spală la 30° cu detergent lichid, fermoarele închise.',
      },
      {
        en: 'Rinse twice: soap left in the cloth drinks water.',
        it: 'Risciacqua due volte: il sapone rimasto assorbe acqua.',
        fr: 'Rincez deux fois : le savon resté boit l’eau.',
        pl: 'Płucz dwa razy: resztki mydła chłoną wodę.',
        ro: 'Clătește de două ori: săpunul rămas absoarbe apa.',
      },
      {
        en: 'Twenty minutes in a warm dryer wakes the coating up.',
        it: 'Venti minuti in asciugatrice tiepida risvegliano il trattamento.',
        fr: 'Vingt minutes de sèche-linge tiède réveillent le traitement.',
        pl: 'Dwadzieścia minut w ciepłej suszarce odświeża impregnację.',
        ro: 'Douăzeci de minute în uscătorul călduț trezesc impregnarea.',
      },
    ],
  },
  {
    productId: 'VR-EIRA',
    title: {
      en: 'Washing a puffer at home',
      it: 'Lavare il piumino in casa',
      fr: 'Laver sa doudoune à la maison',
      pl: 'Pranie kurtki w domu',
      ro: 'Cum speli geaca acasă',
    },
    steps: [
      {
        en: 'Inside out, 30°, half a dose of soap.',
        it: 'Al rovescio, 30°, mezza dose di detersivo.',
        fr: 'Sur l’envers, 30°, demi-dose de lessive.',
        pl: 'Na lewą stronę, 30°, pół miarki płynu.',
        ro: 'Pe dos, 30°, jumătate de doză de detergent.',
      },
      {
        en: 'Dry low with two tennis balls until nothing clumps.',
        it: 'Asciuga a bassa temperatura con due palline da tennis.',
        fr: 'Séchez doux avec deux balles de tennis.',
        pl: 'Susz delikatnie z dwiema piłkami tenisowymi.',
        ro: 'Usucă la temperatură mică cu două mingi de tenis.',
      },
      {
        en: 'Store it hanging, never squashed in a bag.',
        it: 'Conservalo appeso, mai compresso in un sacco.',
        fr: 'Rangez-la suspendue, jamais comprimée.',
        pl: 'Przechowuj na wieszaku, nigdy ściśniętą.',
        ro: 'Păstreaz-o pe umeraș, niciodată presată.',
      },
    ],
  },
  {
    productId: 'VR-ASKA',
    title: {
      en: 'Washing lambswool',
      it: 'Lavare la lana d’agnello',
      fr: 'Laver la laine d’agneau',
      pl: 'Pranie wełny jagnięcej',
      ro: 'Cum speli lâna de miel',
    },
    steps: [
      {
        en: 'Air it first. Wool needs washing less often than you think.',
        it: 'Prima fallo prendere aria. La lana si lava meno di quanto credi.',
        fr: 'Aérez d’abord. La laine se lave moins qu’on ne croit.',
        pl: 'Najpierw przewietrz. Wełnę pierze się rzadziej, niż myślisz.',
        ro: 'Aerisește-l întâi. Lâna se spală mai rar decât crezi.',
      },
      {
        en: 'Cold water, wool soap, press; do not wring.',
        it: 'Acqua fredda, sapone per lana, premi senza strizzare.',
        fr: 'Eau froide, savon pour laine, pressez sans tordre.',
        pl: 'Zimna woda, płyn do wełny, wyciskaj bez wykręcania.',
        ro: 'Apă rece, săpun de lână, presează fără să storci.',
      },
      {
        en: 'Dry flat on a towel, sleeves along the sides.',
        it: 'Asciuga in piano su un asciugamano, maniche lungo i fianchi.',
        fr: 'Séchez à plat sur une serviette, manches le long du corps.',
        pl: 'Susz na płasko na ręczniku, rękawy wzdłuż boków.',
        ro: 'Usucă pe orizontală, pe un prosop, cu mânecile pe lângă corp.',
      },
    ],
  },
  {
    productId: 'VR-NEVE',
    title: {
      en: 'How big should it be?',
      it: 'Quanto deve essere grande?',
      fr: 'Quelle ampleur choisir ?',
      pl: 'Jak duży ma być?',
      ro: 'Cât de larg să fie?',
    },
    steps: [
      {
        en: 'Your usual size falls loose, as it should.',
        it: 'La tua taglia abituale cade larga, come deve.',
        fr: 'Votre taille habituelle tombe ample, c’est voulu.',
        pl: 'Twój zwykły rozmiar leży luźno, tak ma być.',
        ro: 'Mărimea ta obișnuită cade larg, așa trebuie.',
      },
      {
        en: 'Under a coat, go one size down.',
        it: 'Sotto un cappotto, una taglia in meno.',
        fr: 'Sous un manteau, une taille en dessous.',
        pl: 'Pod płaszcz weź rozmiar mniejszy.',
        ro: 'Sub palton, ia o mărime mai mică.',
      },
      {
        en: 'Fold it, never hang it: the yarn is long and patient.',
        it: 'Piegalo, non appenderlo: il filato si allunga con calma.',
        fr: 'Pliez-le, ne le suspendez pas : le fil s’allonge doucement.',
        pl: 'Składaj, nie wieszaj: przędza powoli się wydłuża.',
        ro: 'Împăturește-l, nu-l agăța: firul se lungește încet.',
      },
    ],
  },
  {
    productId: 'VR-ORSO',
    title: {
      en: 'Rolling it right',
      it: 'Arrotolarlo bene',
      fr: 'Bien le rouler',
      pl: 'Jak go zwijać',
      ro: 'Cum îl rulezi corect',
    },
    steps: [
      {
        en: 'Press the air out with a flat hand.',
        it: 'Fai uscire l’aria con il palmo della mano.',
        fr: 'Chassez l’air du plat de la main.',
        pl: 'Wypchnij powietrze płaską dłonią.',
        ro: 'Scoate aerul cu palma.',
      },
      {
        en: 'Three turns keep rain out, two are enough for the tram.',
        it: 'Tre giri fermano la pioggia, due bastano per il tram.',
        fr: 'Trois tours contre la pluie, deux suffisent au tram.',
        pl: 'Trzy zwoje zatrzymają deszcz, dwa wystarczą na tramwaj.',
        ro: 'Trei rulări opresc ploaia, două ajung pentru tramvai.',
      },
      {
        en: 'Buckle both straps, shorter one first.',
        it: 'Chiudi le due cinghie, prima la più corta.',
        fr: 'Bouclez les deux sangles, la courte d’abord.',
        pl: 'Zapnij oba paski, najpierw krótszy.',
        ro: 'Închide ambele curele, întâi pe cea scurtă.',
      },
    ],
  },
];
