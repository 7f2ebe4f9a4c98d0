/**
 * What shoppers of the demo shop type, and what they mean: written by hand, one a line, `query | product`. Where several
 * products are as right, they stand with commas; one of them has to be among the first three.
 */

export interface Judgement {
  query: string;
  /** Product ids without the demo's `VR-`. */
  right: readonly string[];
  /** In the language of the demo's feeds. */
  isEnglish: boolean;
}

const NAMES = `
alder derby | ALDER
brenta | BRENTA
solveig boots | SOLVEIG
corvo | CORVO
lido sandals | LIDO
ferro sneakers | FERRO
otta loafers | OTTA
kvist | KVIST
ponte | PONTE
halden trench coat | HALDEN
nordkyst | NORDKYST
lune coat | LUNE
fior turtleneck | FIOR
torv cardigan | TORV
solje | SOLJE
mercato tote | MERCATO
foglio | FOGLIO
velden ros backpack | ORSO
velden & ros penny loafer | OTTA
velden ros rain boot | BRUMA
`;

/** The word is not finished: the last letter typed so far. */
const TYPING = `
ald | ALDER
bren | BRENTA
chel | SOLVEIG
espad | PONTE
rain b | BRUMA
rain sh | VARDE
bom | CORSA
trenc | HALDEN
park | ISAR
carh | TORV,OLMO
backp | ORSO
briefc | FOGLIO
wrap c | LUNE
turtlen | FIOR,NEVE
quilted v | PELLO
cord ov | TARVOS
knit po | LAGO
penny l | OTTA
belt b | TASCA
half m | LUCE
`;

const TYPOS = `
sneekers | FERRO,RONDO
snaekers | FERRO,RONDO
chelsae boot | SOLVEIG
cardign | OLMO,TORV
cardigna | OLMO,TORV
turtelneck | FIOR,NEVE
turtlenek | FIOR,NEVE
backpak | ORSO
bagpack | ORSO
espadrile | PONTE
espadirlle | PONTE
lofer | OTTA,TESSIN
sandels | LIDO
jaket olive | MORENE
puffr jacket | EIRA
bomer | CORSA
trensh | HALDEN
breifcase | FOGLIO
satchle | POSTA
duffell | BAIA
sueded loafer | TESSIN
merinno | FIOR
lambswol | ASKA
oversirt | TARVOS
dirby | ALDER
nordkist | NORDKYST
solvieg | SOLVEIG
hebrys | HEBRIS
mercatto | MERCATO
hikking boots | KVIST
watrproof jacket | VARDE,ISAR,MORENE
`;

const PLURALS = `
derbies | ALDER
trenches | HALDEN
parkas | ISAR
puffers | EIRA
bombers | CORSA
totes | MERCATO
satchels | POSTA
briefcases | FOGLIO
polos | LAGO
backpacks | ORSO
hiking boot | KVIST
stripes | BRISA
running shoe | BRENTA
vests | PELLO,PINA
rollnecks | NEVE
overshirts | TARVOS
`;

const COLOURS = `
chestnut shoes | ALDER
mustard rain boots | BRUMA
black chelsea boots | SOLVEIG
navy suede loafers | TESSIN
oxblood loafer | OTTA
yellow jacket | VARDE
red bag | LUCE
brown boots men | CORVO
green cardigan | OLMO
grey cardigan men | TORV
camel coat | HALDEN
beige coat women | HALDEN,LUNE
blue jumper men | ASKA
white sneakers | FERRO
plum turtleneck | FIOR
orange belt bag | TASCA
pink espadrilles | PONTE
olive field jacket | MORENE
black bomber | CORSA
indigo bag | SACCA
pistachio | LUCE
purple turtleneck | FIOR
cranberry jumper | SOLJE
natural bucket bag | SACCA
navy duffel | BAIA
cognac satchel | POSTA
red striped knit | BRISA
velden ros black tote | MERCATO
`;

const SIZES = `
alder 44 | ALDER
derby 42 black | ALDER
lido 38 tan | LIDO
size 46 hiking boots | KVIST
ferro 45 | FERRO
morene xl navy | MORENE
field jacket m | MORENE
trench xs | HALDEN
bomber s black | CORSA
wrap coat l | LUNE
moss cardigan s | OLMO
chelsea 36 cognac | SOLVEIG
`;

const GERMAN = `
schwarze Stiefel | SOLVEIG
Gummistiefel gelb | BRUMA
Regenjacke | VARDE
Rucksack schwarz | ORSO
Strickjacke Herren | TORV
Rollkragenpullover | FIOR,NEVE
Lederschuhe Herren | ALDER,TESSIN
Turnschuhe weiß | FERRO
Laufschuhe Damen | BRENTA
Aktentasche | FOGLIO
Gürteltasche | TASCA
Daunenjacke | EIRA
Wanderschuhe | KVIST
Reisetasche marine | BAIA
Trenchcoat Damen | HALDEN
Sandalen | LIDO
Ledertasche | MERCATO,LUCE,POSTA,FOGLIO
`;

const FRENCH = `
bottes de pluie | BRUMA
baskets blanches | FERRO
sac à dos noir | ORSO
col roulé noir | FIOR
manteau beige femme | HALDEN,LUNE
gilet gris homme | TORV
imperméable jaune | VARDE
chaussures de randonnée | KVIST
mocassins daim | TESSIN
pull rayé | BRISA
sac banane | TASCA
sandales noires | LIDO
doudoune femme | EIRA
espadrilles | PONTE
chaussures homme cuir marron | ALDER
sac en cuir rouge | LUCE
`;

const SPANISH = `
botas de agua | BRUMA
zapatillas blancas | FERRO
mochila negra | ORSO
cuello alto mujer | FIOR,NEVE
gabardina | HALDEN
zapatos de hombre marrones | ALDER
bolso rojo | LUCE
riñonera | TASCA
maletín negro | FOGLIO
sandalias negras | LIDO
abrigo mujer | LUNE,HALDEN
alpargatas | PONTE
`;

const ITALIAN = `
stivali neri donna | SOLVEIG
stivali da pioggia | BRUMA
zaino nero | ORSO
dolcevita nero | FIOR
giacca verde uomo | MORENE
maglione a righe | BRISA
scarpe da corsa donna | BRENTA
mocassini uomo | TESSIN
borsa rossa | LUCE
marsupio | TASCA
piumino donna | EIRA
cappotto uomo | NORDKYST
sandali marroni | LIDO
scarponi da montagna | KVIST
`;

const POLISH = `
czarne botki | SOLVEIG
kalosze żółte | BRUMA
plecak czarny | ORSO
golf czarny | FIOR
kurtka przeciwdeszczowa | VARDE
torebka czerwona | LUCE
nerka czarna | TASCA
białe sneakersy | FERRO
mokasyny męskie | TESSIN
kamizelka pikowana | PELLO
płaszcz damski | LUNE,HALDEN
kardigan męski szary | TORV
aktówka | FOGLIO
buty trekkingowe | KVIST
`;

const ROMANIAN = `
cizme de cauciuc | BRUMA
rucsac negru | ORSO
geantă roșie | LUCE
borsetă neagră | TASCA
palton femei | LUNE,HALDEN
mocasini bărbați | TESSIN
pulover în dungi | BRISA
sandale negre | LIDO
adidasi albi | FERRO
pelerina galbena | VARDE
vestă matlasată | PELLO
cardigan bărbați gri | TORV
`;

const ARABIC = `
حقيبة ظهر سوداء | ORSO
حقيبة حمراء | LUCE
أحذية رجالية بنية | ALDER,TESSIN
معطف نسائي | LUNE,HALDEN
صندل أسود | LIDO
سترة صفراء | VARDE
كارديجان رجالي رمادي | TORV
حقيبة سفر | BAIA
سنيكرز أبيض | FERRO
بوت أسود نسائي | SOLVEIG
معطف مطر | VARDE
حقائب جلد | MERCATO,POSTA,LUCE,FOGLIO
`;

const PROPERTIES = `
vegetable tanned tote | MERCATO
waxed canvas coat | NORDKYST
alpaca cardigan | OLMO
merino | FIOR
corduroy | TARVOS
cork sandals | LIDO
silk polo | LAGO
laptop bag | FOGLIO
gym bag | BAIA
bum bag | TASCA
wellies | BRUMA
roll top | ORSO
v neck | PINA
lambs wool | ASKA
9521000110014 | ALDER
VR-ORSO-OLIVE | ORSO
`;

const ENGLISH = [NAMES, TYPING, TYPOS, PLURALS, COLOURS, SIZES, PROPERTIES];
const OTHERS = [GERMAN, FRENCH, SPANISH, ITALIAN, POLISH, ROMANIAN, ARABIC];

export const JUDGEMENTS: readonly Judgement[] = [...judged(ENGLISH, true), ...judged(OTHERS, false)];

function judged(texts: readonly string[], isEnglish: boolean): Judgement[] {
  return texts
    .join('\n')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [query = '', right = ''] = line.split(' | ');
      return { query, right: right.split(','), isEnglish };
    });
}
