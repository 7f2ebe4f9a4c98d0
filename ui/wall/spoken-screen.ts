/** What assistive technology hears when the screen changes. */
import type { ScreenMessage } from '../../broker/contract/screen.ts';
import type { Speech } from '../shared/i18n/speech.ts';

export function spokenScreen({ screen }: ScreenMessage, { words }: Speech): string {
  if (screen.name === 'product') return screen.product.title;
  if (screen.name === 'notice') return words.notices[screen.notice].title;
  if (screen.name === 'wishlist') return words.wishlistTitle(screen.displayName);
  if (screen.name === 'join')
    return screen.join.status === 'waiting' ? words.joinTitle : words.joinStates[screen.join.status].title;
  if (screen.name === 'search') return words.searchTitle;
  return screen.name === 'recognising' || screen.name === 'seeking' ? words.recognising : '';
}
