/** Kinds of garments, shoes and bags, what they are made of and for whom, by their words in each language. */
import { conceptsOfTable, type Concept } from './concept.ts';

const SHOES = `
shoe: shoe, footwear | schuh | chaussure, soulier | zapato, calzado | scarpa, calzatura | but, obuwie, buty, butów | pantof, încălțăminte, incaltaminte | حذاء, أحذية, جزمة
boot > shoe: boot, booties | stiefel, boots | botte, bottine, boots | bota | stivale, stivaletto | kozaki, botki, kozak, botek | cizmă, cizme, ghete, gheată, botine | بوت, حذاء طويل, جزمة, بوتات
chelsea > boot: chelsea | chelsea, stiefelette | chelsea, bottine | botín, botines, chelsea | chelsea, stivaletto | sztyblety, sztyblet, chelsea | chelsea | تشيلسي
sneaker > shoe: sneaker, trainer, tennis shoe | sneaker, turnschuh, turnschuhe | basket, baskets, tennis | zapatilla, deportiva, tenis | sneaker, scarpa da ginnastica | sneakersy, adidasy, trampki, tenisówki | adidași, adidasi, teniși, sneakers | سنيكرز, حذاء رياضي, رياضي
runningshoe > shoe: running shoe, runner, running, trail | laufschuh, laufen, jogging | course, running, course à pied | running, correr | corsa, running, da corsa | bieganie, biegania, do biegania, biegowe | alergare, alergat | جري, ركض
sandal > shoe: sandal | sandale | sandale, nu pieds | sandalia | sandalo, sandali | sandały, sandał | sandală, sandale | صندل, صنادل
loafer > shoe: loafer, moccasin, slip on, penny | mokassin, slipper, loafer | mocassin | mocasín, mocasin | mocassino | mokasyny, mokasyn | mocasini, mocasin | لوفر, موكاسين
derby > shoe: derby, oxford, lace up, brogue | schnürschuh, derby | derby, richelieu | derby, zapato de cordones, oxford | derby, stringata, francesina | derby, półbuty, oksfordy | derby, oxford | ديربي, أكسفورد
espadrille > shoe: espadrille | espadrille, espadrilles | espadrille | alpargata, esparteña | espadrillas, espadrille | espadryle | espadrile | إسبادريل
rainboot > boot rain: rain boot, wellington, wellies, welly, rubber boot | gummistiefel, regenstiefel | botte de pluie, bottes de pluie, bottes caoutchouc | bota de agua, botas de agua, katiuskas, botas de lluvia | stivali di gomma, stivale da pioggia, stivali da pioggia | kalosze, gumowce, kalosz | cizme de cauciuc, cizme de ploaie | جزمة مطر, بوت مطر
hiking > shoe: hiking, hiker, trekking, walking boot | wandern, wanderschuh, trekking | randonnée, marche, trekking | senderismo, montaña, trekking | trekking, escursionismo, montagna | trekking, trekkingowe, górskie, turystyczne | drumeție, drumetie, munte, trekking | مشي, تسلق
heel > shoe: heel, pump, high heel, stiletto | pumps, absatzschuh | escarpin, talon | tacón, tacones | tacco, décolleté | szpilki, czółenka | toc, pantofi cu toc | كعب
slipper > shoe: slipper | hausschuh, pantoffel | chausson, pantoufle | pantufla | pantofola, ciabatta | kapcie, klapki | papuci | شبشب
`;

const CLOTHES = `
outerwear: outerwear | oberbekleidung | vêtement extérieur | ropa exterior, abrigos | capispalla, giubbotteria | odzież wierzchnia, okrycia | haine de exterior | ملابس خارجية
jacket > outerwear: jacket | jacke | veste, blouson | chaqueta, cazadora, chamarra | giacca, giubbotto, giubbino | kurtka | geacă, geci, jachetă | سترة, جاكيت, جاكت
coat > outerwear: coat, overcoat | mantel | manteau | abrigo | cappotto, soprabito | płaszcz | palton, pardesiu, paltoane | معطف, معاطف
trench > coat: trench, trench coat | trenchcoat, trench | trench, imperméable | gabardina, trench | trench, impermeabile | trencz, prochowiec | trenci, trench | ترنش
parka > jacket: parka | parka | parka | parka | parka | parka | parka | باركا
puffer > jacket: puffer, down jacket, padded | daunenjacke, steppjacke | doudoune | plumífero, plumas, acolchado, anorak | piumino | puchowa, puchówka, kurtka puchowa | puf, geacă de puf | جاكيت منفوخ, مبطن
vest: vest, gilet, waistcoat, bodywarmer | weste | gilet, sans manches | chaleco | gilet, smanicato | kamizelka, bezrękawnik | vestă, veste | صديري, فست
bomber > jacket: bomber, flight jacket | bomber, fliegerjacke, blouson | bomber, blouson | bomber | bomber | bomberka, bomber | bomber | بومبر
raincoat > jacket rain: rain jacket, raincoat, rain shell, shell | regenjacke, regenmantel | imperméable, veste de pluie, ciré, k way | chubasquero, impermeable | impermeabile, giacca a vento, k way | przeciwdeszczowa, kurtka przeciwdeszczowa, płaszcz przeciwdeszczowy | pelerină, geacă de ploaie, impermeabil | معطف مطر, مشمع
overshirt > shirt jacket: overshirt, shacket | überhemd, hemdjacke, overshirt | surchemise | sobrecamisa | sovracamicia, overshirt | koszula wierzchnia, overshirt | overshirt, cămașă groasă | قميص خارجي
blazer > jacket: blazer, suit jacket | blazer, sakko | blazer, veston | blazer, americana | blazer | marynarka, żakiet | sacou, blazer | بليزر
knitwear: knitwear, knit, knitted | strick, strickwaren, gestrickt | maille, tricot | punto, tejido | maglieria, maglia | dzianina, dzianinowy, swetry | tricotaje, tricot, tricotat | تريكو, محبوك
jumper > knitwear: jumper, sweater, pullover, crew, crewneck, crew neck | pullover, pulli | pull, chandail | jersey, suéter, sueter | maglione, pullover, girocollo | sweter, pulower, swetry | pulover, pulovăr | كنزة, سترة صوفية, بلوفر, سويتر
turtleneck > jumper: turtleneck, rollneck, roll neck, polo neck, turtle neck | rollkragen, rollkragenpullover, rolli | col roulé | cuello alto, cuello cisne | dolcevita, collo alto, lupetto | golf, golfy | maletă, helancă, guler înalt | ياقة عالية, هاي نك
cardigan > knitwear: cardigan | strickjacke, cardigan | gilet, cardigan | cárdigan, rebeca, chaqueta de punto | cardigan, golfino | kardigan, rozpinany, sweter rozpinany | cardigan, jerseu | كارديغان, كارديجان
slipover > knitwear vest: slipover, sweater vest, tank | pullunder | débardeur, sans manches | chaleco de punto | gilet in maglia, smanicato | bezrękawnik, kamizelka | vestă tricotată | صديري
polo > knitwear: polo, polo shirt | polo, poloshirt, polohemd | polo | polo | polo | polo, koszulka polo | polo, tricou polo | بولو
tshirt: t shirt, tshirt, tee | t shirt, tshirt | t shirt, tee shirt | camiseta | maglietta, t shirt | koszulka, t shirt, podkoszulek | tricou, tricouri | تيشيرت
shirt: shirt | hemd | chemise | camisa | camicia, camicie | koszula | cămașă, cămăși, camasi | قميص, قمصان
blouse > shirt: blouse | bluse | blouse, chemisier | blusa | blusa, camicetta | bluzka | bluză, bluze | بلوزة
hoodie: hoodie, sweatshirt, hooded | kapuzenpullover, sweatshirt, kapuze | sweat, capuche, sweat à capuche | sudadera, capucha | felpa, cappuccio | bluza, kaptur, kapturem | hanorac, glugă, gluga | هودي, قلنسوة
trousers: trousers, pants, chinos | hose | pantalon | pantalón, pantalones | pantaloni, pantalone | spodnie | pantaloni | بنطلون, سروال, بناطيل
jeans > trousers: jeans | jeans | jean | vaquero, tejano, jeans | jeans | jeansy, dżinsy | blugi, jeanși | جينز
shorts > trousers: shorts | shorts, kurze hose | short, bermuda | pantalón corto, bermudas | pantaloncini, bermuda | szorty, spodenki | pantaloni scurți | شورت
skirt: skirt | rock, röcke | jupe | falda | gonna | spódnica | fustă, fuste | تنورة, تنانير
dress: dress | kleid | robe | vestido | vestito, abito | sukienka | rochie | فستان, فساتين
swimwear: swimwear, swimsuit, bikini | bademode, badeanzug, bikini | maillot de bain, bikini | bañador, bikini | costume da bagno, bikini | strój kąpielowy, kostium, bikini | costum de baie, bikini | ملابس سباحة
sock: sock | socke, strumpf | chaussette | calcetín, calcetines | calzino, calza | skarpety, skarpetki | șosete, ciorapi | جوارب
`;

const BAGS = `
bag: bag, handbag, purse | tasche, handtasche | sac, sacoche, sac à main | bolso, bolsa, cartera | borsa, borsetta | torba, torebka | geantă, genți, geanta, poșetă | حقيبة, حقائب, شنطة, شنط
tote > bag: tote, shopper | shopper, tragetasche | cabas, tote | bolso tote, capazo, shopper | shopper, borsa shopping | shopperka, torba na zakupy, shopper | sacoșă, shopper | توت
backpack > bag: backpack, rucksack, back pack | rucksack, rucksäcke | sac à dos | mochila | zaino, zainetto | plecak | rucsac, rucsacuri, ghiozdan | حقيبة ظهر, شنطة ظهر
crossbody > bag: crossbody, cross body, shoulder bag, half moon | umhängetasche, schultertasche | bandoulière, sac bandoulière | bandolera, bolso cruzado | tracolla, borsa a tracolla | listonoszka, na ramię, crossbody | geantă de umăr, crossbody | حقيبة كتف, كروس
duffel > bag: duffel, duffle, weekender, weekend bag, holdall, gym bag, travel bag | reisetasche, weekender, sporttasche | sac de voyage, sac week end | bolsa de viaje, bolso de fin de semana | borsone, borsa da viaggio | torba podróżna, torba sportowa, podróżna | geantă de voiaj, geantă de călătorie | حقيبة سفر
satchel > bag: satchel, messenger | schultasche, umhängetasche | cartable, sacoche, besace | bandolera, cartera | cartella, postina | teczka, tornister, listonoszka | geantă poștaș, servietă | حقيبة مدرسية
bucketbag > bag: bucket bag, bucket | beuteltasche, bucket bag | sac seau | bolso saco, bolso cubo | secchiello, borsa a secchiello | worek, torebka worek | geantă sac, geantă bucket | حقيبة دلو
beltbag > bag: belt bag, bum bag, fanny pack, waist bag, hip bag | gürteltasche, bauchtasche, hüfttasche | sac banane, banane, pochette ceinture | riñonera | marsupio | nerka, saszetka | borsetă, borsetă de brâu | حقيبة خصر
briefcase > bag: briefcase, laptop bag, document bag | aktentasche, laptoptasche | porte documents, serviette, mallette | maletín, portafolios | valigetta, cartella, portadocumenti, ventiquattrore | teczka, aktówka, torba na laptopa | servietă, servieta, geantă laptop | حقيبة أعمال, حقيبة لابتوب
scarf: scarf | schal | écharpe, foulard | bufanda | sciarpa | szalik, szal | eșarfă, fular | وشاح
hat: hat, beanie, cap | mütze, hut | bonnet, chapeau, casquette | gorro, sombrero, gorra | cappello, berretto | czapka, kapelusz | căciulă, șapcă, pălărie | قبعة
glove: glove | handschuh | gant | guante | guanto | rękawiczki | mănuși | قفازات
belt: belt | gürtel | ceinture | cinturón | cintura | pasek | curea | حزام
`;

const QUALITIES = `
leather: leather, calf, nappa | leder | cuir | cuero, piel | pelle, cuoio | skóra, skórzany, skórzana, skórzane | piele | جلد, جلدي, جلدية
suede > leather: suede, nubuck | wildleder, veloursleder, suede | daim, suède, nubuck | ante, gamuza, nobuk | scamosciato, camoscio, nabuk | zamsz, zamszowy, zamszowe, nubuk | piele întoarsă, velur | سويد, شامواه
wool: wool, woollen, woolen, lambswool | wolle, wollen, schurwolle | laine | lana | lana | wełna, wełniany, wełniana | lână, lana | صوف, صوفي
merino > wool: merino | merino | mérinos | merino | merino, merinos | merino, merynos | merinos | ميرينو
alpaca > wool: alpaca | alpaka | alpaga | alpaca | alpaca | alpaka | alpaca | ألباكا
cotton: cotton | baumwolle | coton | algodón | cotone | bawełna, bawełniany, bawełniane | bumbac | قطن, قطني
linen: linen | leinen | lin | lino | lino | len, lniany | in | كتان
silk: silk | seide | soie | seda | seta | jedwab | mătase | حرير
canvas: canvas | canvas, segeltuch | toile | lona | tela, canvas | płótno, płócienny | pânză | كانفاس, قماش
corduroy: corduroy, cord | cord, kord | velours côtelé | pana | velluto a coste, velluto | sztruks, sztruksowa | catifea reiată | مخمل مضلع
rubber: rubber | gummi | caoutchouc | goma, caucho | gomma | guma, gumowe | cauciuc | مطاط
nylon: nylon | nylon | nylon | nailon, nylon | nylon, nailon | nylon | nailon | نايلون
rain: rain, waterproof, water resistant | regen, wasserdicht, regenfest | pluie, imperméable, étanche | lluvia, impermeable | pioggia, impermeabile | deszcz, przeciwdeszczowy, wodoodporny, nieprzemakalny | ploaie, impermeabil | مطر, مقاوم للماء
winter: winter, warm | winter, warm | hiver, chaud | invierno | inverno, invernale | zima, zimowy, zimowa, zimowe | iarnă, iarna | شتاء, شتوي, شتوية
quilted: quilted | gesteppt, stepp | matelassé | acolchado | trapuntato, imbottito | pikowany, pikowana | matlasat, matlasată | مبطن
striped: stripe, striped | gestreift, streifen | rayé, rayures | rayas, rayado | righe, rigato, a righe | paski, w paski, prążki | dungi, în dungi | مخطط
women: women, woman, ladies, female | damen, frauen | femme | mujer | donna, donne | damski, damska, damskie, kobieta | femei, damă, dama, femeie | نساء, نسائي, نسائية, حريمي
men: men, man, male, gents | herren, männer | homme | hombre | uomo, uomini | męski, męska, męskie, mężczyzna | bărbați, barbati, bărbat | رجال, رجالي, رجالية
kids: kids, children, kid, boys, girls | kinder | enfant | niños, infantil | bambini, bambino | dziecięcy, dzieci | copii | أطفال
unisex > women men: unisex, everyone | unisex, alle | unisexe, mixte | unisex | unisex | unisex | unisex | للجنسين
`;

export const KINDS: readonly Concept[] = conceptsOfTable(SHOES + CLOTHES + BAGS + QUALITIES);
