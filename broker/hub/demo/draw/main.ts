import { DemoError } from '../demo-error.ts';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { mainPicture, secondPicture } from '../generate/pictures.ts';
import { PRODUCTS } from '../products/index.ts';
import { LOOKS } from './looks.ts';

/** Draws every product in every colour: `node --import tsx broker/hub/demo/draw/main.ts [part of an id …]`. */
const folder = new URL('../feeds/images/', import.meta.url);
const wanted = process.argv.slice(2).map((s) => s.toUpperCase());

interface Size {
  readonly width: number;
  readonly quality: number;
}

/** The second picture is seen smaller, so it is kept smaller. */
const save = async (svg: string, name: string, { width, quality }: Size): Promise<void> => {
  const file = fileURLToPath(new URL(name, folder));
  await sharp(Buffer.from(svg)).resize(width).webp({ quality, effort: 5 }).toFile(file);
};

mkdirSync(folder, { recursive: true });
for (const product of PRODUCTS) {
  if (wanted.length > 0 && !wanted.some((w) => product.id.includes(w))) continue;
  const look = LOOKS[product.id];
  if (!look) throw new DemoError(`Nobody has drawn ${product.id}`);
  // Knitted stitches cost the most bytes and hide the most.
  const quality = product.category === 'Knitwear' ? 60 : 72;
  for (const colour of product.colours) {
    const first = look.draw(colour);
    await save(first.svg(), mainPicture(product, colour), { width: 1440, quality });
    const second = look.other?.(colour).svg() ?? first.svg(look.close);
    await save(second, secondPicture(product, colour), { width: 840, quality: quality - 4 });
  }
  process.stdout.write(`${product.id}\n`);
}
