import type { Guide } from './types.ts';

export const LEATHER_GUIDES: readonly Guide[] = [
  {
    productId: 'VR-ALDER',
    title: {
      en: 'Leather that lasts twenty years',
      it: 'Cuoio che dura vent’anni',
      fr: 'Un cuir pour vingt ans',
      pl: 'Skóra na dwadzieścia lat',
      ro: 'Piele pentru douăzeci de ani',
    },
    steps: [
      {
        en: 'Rest them a day between wears, on wooden trees.',
        it: 'Lasciale riposare un giorno tra un uso e l’altro, con le forme in legno.',
        fr: 'Laissez-les reposer un jour entre deux sorties, sur embauchoirs en bois.',
        pl: 'Daj im dzień odpoczynku między wyjściami, na drewnianych prawidłach.',
        ro: 'Lasă-i o zi să se odihnească între purtări, pe șanuri de lemn.',
      },
      {
        en: 'Brush off dust, then a little neutral cream, once a month.',
        it: 'Spazzola via la polvere, poi poca crema neutra, una volta al mese.',
        fr: 'Brossez la poussière, puis un peu de crème incolore, une fois par mois.',
        pl: 'Wyszczotkuj kurz, potem odrobina bezbarwnego kremu, raz w miesiącu.',
        ro: 'Perie praful, apoi puțină cremă incoloră, o dată pe lună.',
      },
      {
        en: 'When the sole is as thin as a coin, bring them back: we resole.',
        it: 'Quando la suola è sottile come una moneta, riportale: le risuoliamo.',
        fr: 'Quand la semelle est fine comme une pièce, rapportez-les : nous ressemelons.',
        pl: 'Gdy podeszwa będzie cienka jak moneta, przynieś je: podzelujemy.',
        ro: 'Când talpa e subțire cât o monedă, adu-i înapoi: îi tălpuim.',
      },
    ],
  },
  {
    productId: 'VR-CORVO',
    title: {
      en: 'Suede in the rain',
      it: 'Il camoscio sotto la pioggia',
      fr: 'Le daim sous la pluie',
      pl: 'Zamsz na deszczu',
      ro: 'Velurul pe ploaie',
    },
    steps: [
      {
        en: 'Let them dry away from the radiator, stuffed with newspaper.',
        it: 'Falli asciugare lontano dal termosifone, pieni di carta di giornale.',
        fr: 'Faites-les sécher loin du radiateur, bourrées de papier journal.',
        pl: 'Susz z dala od kaloryfera, wypchane gazetą.',
        ro: 'Lasă-le la uscat departe de calorifer, umplute cu ziar.',
      },
      {
        en: 'Brush in one direction until the nap stands up again.',
        it: 'Spazzola in un solo verso finché il pelo si rialza.',
        fr: 'Brossez dans un seul sens jusqu’à relever le velours.',
        pl: 'Szczotkuj w jedną stronę, aż włos znów stanie.',
        ro: 'Perie într-un singur sens până se ridică iar puful.',
      },
      {
        en: 'Spray with wax twice a winter, outdoors.',
        it: 'Spray alla cera due volte a inverno, all’aperto.',
        fr: 'Un spray à la cire deux fois par hiver, dehors.',
        pl: 'Wosk w sprayu dwa razy w zimie, na dworze.',
        ro: 'Spray cu ceară de două ori pe iarnă, afară.',
      },
    ],
  },
  {
    productId: 'VR-SOLVEIG',
    title: {
      en: 'Finding your size in a Chelsea boot',
      it: 'Trovare il numero giusto',
      fr: 'Trouver sa pointure',
      pl: 'Jak dobrać rozmiar',
      ro: 'Cum îți găsești mărimea',
    },
    steps: [
      {
        en: 'Stand up: you want a thumb’s width in front of the big toe.',
        it: 'In piedi: davanti all’alluce deve restare la larghezza di un pollice.',
        fr: 'Debout : gardez la largeur d’un pouce devant le gros orteil.',
        pl: 'Na stojąco: przed dużym palcem powinna zostać szerokość kciuka.',
        ro: 'În picioare: trebuie să rămână un deget mare în fața halucelui.',
      },
      {
        en: 'The heel may lift a little on day one; it stops in a week.',
        it: 'Il tallone può sollevarsi un po’ il primo giorno; passa in una settimana.',
        fr: 'Le talon peut bouger le premier jour ; une semaine suffit.',
        pl: 'Pierwszego dnia pięta może się lekko unosić; po tygodniu przestaje.',
        ro: 'Călcâiul se poate ridica puțin în prima zi; într-o săptămână trece.',
      },
      {
        en: 'Between two sizes, or with wool socks, take the larger.',
        it: 'Tra due numeri, o con calze di lana, scegli il più grande.',
        fr: 'Entre deux pointures, ou avec de la laine, prenez la plus grande.',
        pl: 'Między rozmiarami albo na wełnianą skarpetę weź większy.',
        ro: 'Între două mărimi sau cu șosete de lână, ia-o pe cea mare.',
      },
    ],
  },
  {
    productId: 'VR-MERCATO',
    title: {
      en: 'The first month of a leather tote',
      it: 'Il primo mese di una borsa in cuoio',
      fr: 'Le premier mois d’un cabas en cuir',
      pl: 'Pierwszy miesiąc skórzanej torby',
      ro: 'Prima lună a unei genți de piele',
    },
    steps: [
      {
        en: 'Leave it by a window: the sun tans it evenly.',
        it: 'Lasciala vicino a una finestra: il sole la scurisce in modo uniforme.',
        fr: 'Laissez-le près d’une fenêtre : le soleil le patine également.',
        pl: 'Postaw ją przy oknie: słońce przyciemni skórę równo.',
        ro: 'Las-o lângă geam: soarele o patinează uniform.',
      },
      {
        en: 'Rub scratches with a warm thumb.',
        it: 'Strofina i graffi con il pollice caldo.',
        fr: 'Frottez les griffures avec un pouce chaud.',
        pl: 'Zarysowania pocieraj ciepłym kciukiem.',
        ro: 'Freacă zgârieturile cu degetul cald.',
      },
      {
        en: 'Caught in the rain? Wet it all over, then let it dry slowly.',
        it: 'Presa dalla pioggia? Bagnala tutta e falla asciugare piano.',
        fr: 'Surpris par la pluie ? Mouillez-le partout, puis séchage lent.',
        pl: 'Zmokła? Zwilż ją całą i pozwól powoli wyschnąć.',
        ro: 'A prins-o ploaia? Ud-o toată și las-o să se usuce încet.',
      },
    ],
  },
];
