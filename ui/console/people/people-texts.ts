/** Every sentence about erasing a customer. */
import type { HeldOfPerson } from '../../../broker/contract/erased-person.ts';

const some = (count: number, one: string, many: string): string => (count === 1 ? one : `${count} ${many}`);

export const peopleTexts = {
  open: 'Erase a customer',
  title: 'Erase a customer',
  lead: 'When somebody asks for it: see how much this hub holds of them, and erase it for good. Their name is not shown here.',
  close: 'Close',
  where: 'Where they are a customer',
  imported: 'Imported customers',
  by: 'What you have of them',
  ways: { ref: 'Customer reference', loyalty: 'Loyalty number' },
  look: 'See what is held',
  looking: 'Looking',
  held: 'Held of this customer',
  rows: (held: HeldOfPerson): string[] =>
    [
      held.customer ? 'Their entry among the imported customers, with their wishlist' : '',
      held.wishes > 0 ? some(held.wishes, '1 change to their wishlist', 'changes to their wishlist') : '',
      held.consents > 0 ? some(held.consents, '1 answer about consent', 'answers about consent') : '',
      held.requests > 0
        ? some(held.requests, '1 order under way; it is called off', 'orders under way; they are called off')
        : '',
      held.cards > 0 ? some(held.cards, '1 signed card', 'signed cards') : '',
      held.recognitions > 0
        ? some(
            held.recognitions,
            '1 display or phone where they are signed in now',
            'displays and phones where they are signed in now',
          )
        : '',
    ].filter((row) => row !== ''),
  elsewhere:
    'Orders, invoices and payments are in the shop’s own system. Erase the customer there, too, as far as the law lets you, and take them out of the file that is imported.',
  again: (way: 'ref' | 'loyalty') =>
    way === 'ref'
      ? 'Type the customer reference again to confirm'
      : 'Type the loyalty number again to confirm',
  differs: 'That is not the same. Nothing is erased until it is.',
  erase: 'Erase for good',
  erasing: 'Erasing',
  cannotUndo: 'This cannot be undone, not even by the next import.',
  done: 'Erased',
  doneLead: 'Keep this receipt with the request. It says nothing of who it was.',
  at: 'When',
  proof: 'Receipt',
  counts: 'What went',
  nothing: 'Nothing was left to erase; they had been erased before.',
  another: 'Erase another',
  problems: {
    TW_PERSON_UNKNOWN: 'Nothing is held of anybody with this number.',
    TW_PEOPLE_AWAY: 'The shop’s system does not answer. Nothing was erased; try again in a moment.',
    TW_FLEET_UNAVAILABLE: 'The hub’s database does not answer. Nothing was erased; try again in a moment.',
    TW_DATABASE_FULL:
      'The hub’s disk is full. Make room, then try again: it may be half done, and the same again ends it.',
    TW_REQUEST_INVALID: 'This is not a number that the hub can look for.',
    TW_NOT_FOUND: 'This hub cannot say what it holds. Bring it up to date.',
  } as Readonly<Record<string, string>>,
  unreachable: 'The hub does not answer. If you were erasing, do the same again: it ends what was begun.',
  failed: (code: string) => `The hub could not do it (${code}).`,
};
