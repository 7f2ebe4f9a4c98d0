import * as assert from 'uvu/assert';
import type { FoundProduct } from '../../../broker/contract/found-product.ts';
import { suite } from '../../harness/suite.ts';
import { foundProduct, OutsideKit, unknownTag, type Hub } from './kit.ts';

const test = suite('Products outside the range: a hub that cannot be believed');

const twisted = (twist: (found: FoundProduct) => unknown): Hub => {
  const found = foundProduct();
  const other = twist(found);
  return () => Response.json(other ?? found);
};

test('believes no answer that is another product, or not whole', async () => {
  const hubs: Record<string, Hub> = {
    'another GTIN': twisted((found) => void found.variants[0]?.gtins.splice(0, 1, '04006381333931')),
    'a SKU that it lacks': twisted((found) => void (found.sku = 'OTHER')),
    'a variant of another product': twisted((found) => {
      const [variant] = found.variants;
      return variant && { ...found, variants: [variant, { ...variant, sku: 'X', productId: 'COAT' }] };
    }),
    'an offer of another product': twisted((found) => {
      const [offer] = found.offers;
      return offer && { ...found, offers: [{ ...offer, sku: 'COAT-1' }] };
    }),
    'no variants': twisted((found) => ({ ...found, variants: [] })),
    'half of it': twisted(({ product }) => ({ product })),
    'a list': twisted(() => []),
    'no JSON': () => new Response('{"product":'),
    nothing: () => new Response(''),
  };
  for (const [name, hub] of Object.entries(hubs)) {
    const kit = new OutsideKit();
    kit.hub = hub;
    assert.equal(await kit.tap(), unknownTag(), name);
    assert.is(kit.outside.shelf.size.products, 0, name);
    assert.is(kit.outside.seen(unknownTag()).kind, 'unknown', `${name}: not asked again at once`);
  }
});

test('stops reading an answer that does not end', async () => {
  const kit = new OutsideKit();
  let sent = 0;
  let isCancelled = false;
  const chunk = new Uint8Array(1024 * 1024).fill(0x20);
  kit.hub = () =>
    new Response(
      new ReadableStream({
        pull: (controller) => {
          sent += chunk.length;
          controller.enqueue(chunk);
        },
        cancel: () => void (isCancelled = true),
      }),
    );
  assert.equal(await kit.tap(), unknownTag());
  assert.ok(isCancelled);
  assert.ok(sent <= 10 * chunk.length, `${sent} bytes`);
});

test('stops waiting for an answer that comes in drops', async () => {
  const kit = new OutsideKit();
  kit.hub = (_, { signal }) =>
    new Response(
      new ReadableStream({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode('{'));
          signal?.addEventListener('abort', () => controller.error(signal.reason));
        },
      }),
    );
  const answer = kit.tap();
  await kit.clock.advance(1_500);
  assert.equal(await answer, unknownTag());
});

test('does not carry a flood of numbers on to the hub, and remembers only so many', async () => {
  const kit = new OutsideKit();
  const gtinOf = (index: number): string => String(index).padStart(14, '0');
  kit.hub = () => Response.json({ error: { code: 'TW_PRODUCT_UNKNOWN', message: '' } }, { status: 404 });
  for (let index = 0; index < 5_000; index += 1) {
    await kit.tap(unknownTag(gtinOf(index)));
    if (index % 100 === 99) await kit.clock.advance(10_000);
  }
  // Twelve at once, then one in two seconds: ten thousand numbers in eight minutes are some 260 questions.
  assert.ok(kit.asked.length > 200 && kit.asked.length <= 12 + 250, `${kit.asked.length} questions`);
});

test('holds only so many products, and those that were looked at last', async () => {
  const kit = new OutsideKit();
  for (let index = 0; index < 80; index += 1) {
    const gtin = String(index).padStart(14, '0');
    kit.hub = () => Response.json(foundProduct(`P${index}`, gtin));
    await kit.tap(unknownTag(gtin));
    kit.outside.shelf.product('P0');
    await kit.clock.advance(2_000);
  }
  assert.is(kit.outside.shelf.size.products, 64);
  assert.ok(kit.outside.shelf.has('P0'));
  assert.not.ok(kit.outside.shelf.has('P1'));
  for (let index = 0; index < 8; index += 1) {
    const found = foundProduct(`L${index}`, String(1_000 + index).padStart(14, '0'));
    found.product.description = { en: 'x'.repeat(6_000_000) };
    kit.hub = () => Response.json(found);
    await kit.tap(unknownTag(String(1_000 + index).padStart(14, '0')));
    await kit.clock.advance(2_000);
  }
  const { products, bytes } = kit.outside.shelf.size;
  assert.ok(bytes <= 24 * 1024 ** 2, `${bytes} bytes`);
  assert.ok(products <= 4, `${products} products`);
  assert.ok(kit.outside.shelf.has('L7'));
});
