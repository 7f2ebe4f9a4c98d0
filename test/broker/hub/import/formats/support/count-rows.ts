/** A process of its own that counts the rows of a products feed, so that its memory can be bounded from outside. */
import { openFeeds } from '../../../../../../broker/hub/import/formats/open-feeds.ts';
import { Rejections } from '../../../../../../broker/hub/import/rejections.ts';

const [, , products = ''] = process.argv;
const rejections = new Rejections();
const input = await openFeeds({ files: { products } });
let rows = 0;
for await (const _row of input.variants?.(rejections) ?? []) rows += 1;
const codes = rejections.list.map(({ code }) => code);
process.stdout.write(JSON.stringify({ rows, faults: rejections.count, codes }));
