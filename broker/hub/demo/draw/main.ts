import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { mainPicture, secondPicture } from '../generate/pictures.ts';
import { PRODUCTS } from '../products/index.ts';
import { LOOKS } from './looks.ts';

/** Draws every product in every colour: `node --import tsx broker/hub/demo/draw/main.ts [part of an id …]`. */
const folder = new URL('../feeds/images/', import.meta.url);
const wanted = process.argv.slice(2).map((s) => s.toUpperCase());

/** The second picture is seen smaller, so it is kept smaller. */
const save = async (svg: string, name: string, width: number): Promise<void> => {
  const file = fileURLToPath(new URL(name, folder));
  await sharp(Buffer.from(svg)).resize(width).webp({ quality: 73, effort: 5 }).toFile(file);
};

mkdirSync(folder, { recursive: true });
for (const product of PRODUCTS) {
  if (wanted.length > 0 && !wanted.some((w) => product.id.includes(w))) continue;
  const look = LOOKS[product.id];
  if (!look) throw new Error(`Nobody has drawn ${product.id}`);
  for (const colour of product.colours) {
    const first = look.draw(colour);
    await save(first.svg(), mainPicture(product, colour), 1440);
    const second = look.other?.(colour).svg() ?? first.svg(look.close);
    await save(second, secondPicture(product, colour), 960);
  }
  process.stdout.write(`${product.id}\n`);
}
