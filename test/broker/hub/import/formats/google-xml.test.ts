import * as assert from 'uvu/assert';
import { suite } from '../../../../harness/suite.ts';
import { readTexts } from './support/read-feeds.ts';

const test = suite('Formats: Google feeds as RSS and Atom');

const RSS = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title><link>https://shop.example</link>
<item><g:id>A</g:id><title>Hoodie &amp; co</title><description><![CDATA[<p>Warm&nbsp;<b>wool</b></p>]]></description>
<g:price>52,50 EUR</g:price><g:sale_price>40 EUR</g:sale_price><g:availability>in stock</g:availability>
<g:item_group_id>H</g:item_group_id><g:gtin>9506000000008</g:gtin><g:image_link>a.jpg</g:image_link>
<g:additional_image_link>b.jpg?x=1,2</g:additional_image_link><g:additional_image_link>c.jpg</g:additional_image_link>
<g:product_highlight>Warm, soft</g:product_highlight><g:product_type>Tops &gt; Hoodies</g:product_type>
<g:product_detail><g:section_name>Care</g:section_name><g:attribute_name>Wash</g:attribute_name><g:attribute_value>30 °C: mild</g:attribute_value></g:product_detail>
</item><item><g:id>B</g:id></item></channel></rss>`;

test('reads RSS with repeated elements and details', async (t) => {
  const { variants, faults } = await readTexts(t, { products: RSS });
  const [only] = variants;
  assert.is(variants.length, 1);
  assert.equal(only?.title, { en: 'Hoodie & co' });
  assert.equal(only?.description, { en: 'Warm wool' });
  assert.equal([only?.price.amountMinor, only?.salePrice?.amountMinor], [5_250, 4_000]);
  assert.equal(only?.pictures, ['a.jpg', 'b.jpg?x=1,2', 'c.jpg']);
  assert.equal([only?.highlights, only?.categoryPath], [['Warm, soft'], ['Tops', 'Hoodies']]);
  assert.equal(only?.attributes, [{ name: 'Wash', value: '30 °C: mild' }]);
  assert.equal(faults, ['products:9 TW_ROW_INVALID']);
});

test('reads Atom, whatever its prefixes are', async (t) => {
  const atom = `<a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns:x="http://base.google.com/ns/1.0"><a:title>Shop</a:title>
    <a:entry><x:id>A</x:id><a:title>Hat</a:title><a:summary>Felt.</a:summary><a:link href="https://shop.example/a"/>
    <x:price>10 EUR</x:price></a:entry></a:feed>`;
  const { variants, faults } = await readTexts(t, { products: atom });
  assert.equal(faults, []);
  assert.equal(
    variants.map(({ sku, title, description }) => [sku, title['en'], description['en']]),
    [['A', 'Hat', 'Felt.']],
  );
});

test('reads local inventory as XML', async (t) => {
  const { offers } = await readTexts(t, {
    local: `<rss xmlns:g="g"><channel><item><g:store_code>MIL-01</g:store_code><g:id>A</g:id><g:quantity>2</g:quantity>
      <g:pickup_method>ship to store</g:pickup_method><g:instore_product_location>Aisle 9</g:instore_product_location></item></channel></rss>`,
  });
  const [offer] = offers;
  assert.equal(
    [offer?.storeCode, offer?.availability, offer?.pickupMethod, offer?.shelfLocation],
    ['MIL-01', 'limited_availability', 'ship_to_store', 'Aisle 9'],
  );
});
