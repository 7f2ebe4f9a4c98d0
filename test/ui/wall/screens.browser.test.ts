/** Each state of the wall says what its fixture says, and asks for nothing outside its origin. */
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { PORTRAIT, openGallery } from '../../support/gallery.ts';
import { readText } from '../../support/shadow-text.ts';

const test = suite('Wall screens');

const SAYS: Readonly<Record<string, readonly string[]>> = {
  attract: ['Hold any tag here', 'Halden Trench', '€279.00', 'Milano Brera'],
  'attract-message': ['The autumn coats are in.'],
  'attract-empty': ['Hold any tag here'],
  product: [
    'Halden Trench',
    '€279.00',
    'Regular price €349.00',
    'Lowest price in the 30 days before €299.00',
    '4.2',
    '24 reviews',
    '18 verified',
    'does not feel like a costume',
    'Karina S.',
    '1 left here',
    'In stock here',
    'Duomo, 600 m',
    'Online',
    'Floor 2 · Aisle 9 · Bay C',
    'checked 3 minutes ago',
    'Ask for size S',
    'Goes well with',
    'Aska Crew Jumper',
    'Finish',
  ],
  'product-offer': ['Marta, your wishlist is here', '5 things', 'Show it', 'Not now'],
  'product-sending': ['Sending…'],
  'product-sent': ['Sent to the team', 'The team has your wish: size S'],
  'product-help': ['The team knows'],
  'product-genuine': ['Varenne', 'Genuine · checked just now'],
  'product-unchecked': ['Tag not checked'],
  'product-no-reviews': ['No reviews yet'],
  'product-sold-out': ['Sold out', 'Ask someone', 'None has it today'],
  'product-elsewhere': ['Where to find it', 'Duomo, 600 m'],
  'product-bag': ['Ask for this one', 'One Size', '1 left here'],
  'product-offline': ['Stock may be a few minutes old'],
  reviews: [
    'All reviews',
    'The belt stays where you knot it',
    'Verified purchase',
    'Got something in return',
    'Every language',
    'Italian',
  ],
  stores: [
    'Other stores',
    'Milano Duomo',
    '600 m',
    'Paris Marais',
    '2 left',
    'București Victoriei',
    'A few left',
    'Not there',
    'Sent to your home',
  ],
  guide: ['Details', 'Cotton gabardine', 'Caring for gabardine', 'Hang it wet'],
  wishlist: [
    'Marta, what you saved',
    'Here in the store · 2 things',
    'Not in this store · 3 things',
    '1 left here',
    'Sold out',
    'This screen forgets it',
  ],
  'wishlist-loading': ['Getting your list…'],
  'wishlist-failed': ['It is safe online'],
  'wishlist-empty': ['Nothing saved yet'],
  search: ['12 things', 'In this store', 'Colour', 'Kvist Hiking Boot', 'In stock here', 'Not here', 'space'],
  pairing: [
    'Pair this display',
    'WDJB - MJHT',
    'hub.varenne.example/console',
    '482 915',
    '9:4',
    'Milano Brera · MIL-01',
  ],
  'pairing-wide': ['Chosen on the console · entrance-left'],
  'pairing-denied': ['That code was refused'],
  'pairing-expired': ['The last code ran out'],
  'pairing-removed': ['This display was removed from the fleet. Pair it again.'],
  'pairing-silent': ['WDJB - MJHT', 'The code stays good'],
  'pairing-asking': ['Asking the hub for a code'],
  'pairing-network': [
    'Is the network cable plugged in?',
    'https://hub.varenne.example',
    'tries again by itself',
  ],
  'pairing-untrusted': ['cannot be trusted', 'removed from the fleet'],
  'pairing-clock': ['The clock of this kiosk is wrong'],
  'pairing-paired': ['This display belongs to Milano Brera now.'],
  welcome: ['Hello Marta', 'Marta, your wishlist is here'],
  recognising: ['One moment'],
  seeking: ['One moment', 'We are finding out what it is.'],
  outside: ['Not sold in this store', 'Where to find it', 'Duomo'],
  'outside-stores': ['Not sold in this store', 'Milano Duomo', 'In stock', '600 m'],
  'notice-unknown-product': ['Not one of ours'],
  'notice-foreign-tag': ['lives elsewhere'],
  'notice-blank-tag': ['still blank'],
  'notice-unreadable-tag': ['Once more'],
  'notice-unknown-card': ['We do not know this card yet'],
  'notice-cards-offline': ['Cards are resting'],
  'notice-phone': ['nothing was charged'],
  idle: ['Still there?', 'I’m still here'],
  identify: ['Wall'],
};

test(
  'says what each fixture says and stays on its origin',
  async (t) => {
    const { page, complaints, show } = await openGallery(t, PORTRAIT);
    page.on('response', (response) => {
      const policy = response.headers()['content-security-policy'];
      if (response.request().isNavigationRequest())
        assert.ok(policy?.includes("default-src 'self'"), 'a strict policy');
    });
    for (const [screen, sentences] of Object.entries(SAYS)) {
      await show({ app: 'wall', screen });
      const text = await readText(page);
      for (const sentence of sentences)
        assert.ok(text.includes(sentence), `${screen} says “${sentence}”: ${text}`);
      assert.not.match(text, /\berror\b/iu, `${screen} says no error`);
      assert.equal(complaints, [], screen);
    }
  },
  { timeout: 120_000 },
);

test(
  'keeps hostile markup in titles, quotes and reviews as text',
  async (t) => {
    const { page, complaints, show } = await openGallery(t, PORTRAIT);
    await show({ app: 'wall', screen: 'product-hostile' });
    assert.match(await readText(page), /<img src=x onerror=.*<b>Halden<\/b> & Co/u);
    assert.match(await readText(page), /<script>alert\(1\)<\/script> fits/u);
    assert.is.not(await page.title(), 'owned');
    await show({ app: 'wall', screen: 'reviews' });
    assert.match(await readText(page), /<script>alert\(2\)<\/script>/u);
    assert.equal(complaints, []);
  },
  { timeout: 60_000 },
);
