/** Colours and the shades shops invent, in families: the families are what a shopper filters by. */
import { conceptsOfTable, type Concept } from './concept.ts';

export const COLOUR_FAMILIES = [
  'black',
  'white',
  'grey',
  'beige',
  'brown',
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
  'gold',
  'silver',
] as const;
export type ColourFamily = (typeof COLOUR_FAMILIES)[number];

// Shades that only English catalogues use stand with their family; `navy` and its like are looked for by name everywhere.
const TABLE = `
black: black, jet, onyx, ebony, raven | schwarz | noir, noire | negro, negra | nero, nera | czarny, czarna, czerń | negru, neagră, neagra, negre, negri | أسود, سوداء, اسود
white: white, chalk, snow, bone, ivory, pearl, milk, optic | weiß, weiss | blanc, blanche, blancs | blanco, blanca | bianco, bianca, bianchi, bianche | biały, biała, białe, biel | alb, albă, albi, albe | أبيض, بيضاء, ابيض
grey: grey, gray, charcoal, graphite, slate, granite, stone, fog, cloud, storm, ash, anthracite, smoke, silver grey | grau, anthrazit | gris, grise, anthracite | gris | grigio, grigia, antracite | szary, szara, grafitowy, popielaty | gri, cenușiu, antracit | رمادي, رمادية
beige: beige, sand, oat, oatmeal, biscuit, natural, nude, linen | beige, sandfarben | beige, sable | beige, arena | beige, sabbia | beżowy, beżowa, beż, piaskowy | bej, nisipiu | بيج
brown: brown, chestnut, cognac, tan, espresso, tobacco, walnut, caramel, chocolate, coffee, mocha, bark, peat, hazel, saddle, clay | braun, kastanie | marron, brun, brune, chocolat | marrón, marron, castaño, castana, cafe | marrone, castano, cuoio | brązowy, brązowa, brąz | maro, maroniu | بني, بنية
red: red, crimson, scarlet, cranberry, brick, cherry, ruby, tomato | rot, rotes, roter | rouge | rojo, roja | rosso, rossa | czerwony, czerwona, czerwień | roșu, roșie, roșii, rosie | أحمر, حمراء
orange: orange, rust, coral, apricot, tangerine, copper, terracotta | orange | orange | naranja | arancione, arancio | pomarańczowy, rdzawy | portocaliu, portocalie | برتقالي
yellow: yellow, sun, butter, lemon, ochre, saffron, honey | gelb | jaune | amarillo, amarilla | giallo, gialla | żółty, żółta | galben, galbenă | أصفر, صفراء
green: green, moss, sage, fern, forest, pine, bottle, pistachio, lichen, emerald, mint, lime, jade | grün, gruen | vert, verte | verde | verde | zielony, zielona, zieleń | verde, verzi | أخضر, خضراء
blue: blue, ink, sky, sea, harbour, indigo, cobalt, denim, azure, royal | blau | bleu, bleue | azul | blu, azzurro, azzurra, celeste | niebieski, niebieska, błękitny | albastru, albastră, albaștri | أزرق, زرقاء
purple: purple, plum, lilac, violet, lavender, aubergine, mauve | lila, violett | violet, violette, mauve | morado, morada, violeta, púrpura | viola, lilla | fioletowy, fioletowa, fiolet | mov, violet | بنفسجي, أرجواني
pink: pink, rose, blush, fuchsia, magenta, peach | rosa, pink | rose | rosa | rosa | różowy, różowa, róż | roz | وردي, زهري
gold: gold, golden | gold, golden | or, doré | dorado, oro | oro, dorato | złoty, złota | auriu, aurie | ذهبي
silver: silver, metallic | silber, silbern | argent, argenté | plateado, plata | argento, argentato | srebrny, srebrna | argintiu, argintie | فضي
navy > blue: navy, midnight, dark blue, navy blue | marine, marineblau, dunkelblau | marine, bleu marine | azul marino, marino | blu navy, blu scuro, blu notte | granatowy, granat, granatowa | bleumarin | كحلي
burgundy > red: burgundy, oxblood, wine, bordeaux, maroon | weinrot, bordeaux, burgunder | bordeaux, bordeau | burdeos, granate, vino | bordeaux, bordò, vinaccia | bordowy, bordowa, bordo | vișiniu, bordo, grena | عنابي, خمري
cream > white beige: cream, ecru, off white, eggshell, vanilla | creme, wollweiß, ecru | crème, écru | crema, crudo | crema, panna, ecrù, ecru | kremowy, kremowa, ecru | crem, ecru | كريمي, عاجي
camel > beige brown: camel | kamel, camel | camel | camel, camello | cammello | camelowy, wielbłądzi | camel | جملي
olive > green: olive, khaki | oliv, khaki | olive, kaki | oliva, caqui, kaki | oliva, kaki, cachi | oliwkowy, khaki | oliv, kaki | زيتي, كاكي
mustard > yellow: mustard | senf, senfgelb | moutarde | mostaza | senape | musztardowy | muștar, mustar | خردلي
turquoise > blue green: turquoise, teal, petrol, aqua | türkis, petrol | turquoise, pétrole, canard | turquesa, petróleo | turchese, petrolio | turkusowy, morski, petrol | turcoaz, petrol | تركواز, فيروزي
`;

export const COLOURS: readonly Concept[] = conceptsOfTable(TABLE);
