/** Calm full screens of the wall: a greeting, a wait, or something to try instead. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { ScreenMessage } from '../../broker/contract/screen.ts';
import { isolate } from '../shared/i18n/isolate.ts';
import type { Speech } from '../shared/i18n/speech.ts';
import '../shared/elements/moment/moment.ts';
import '../shared/elements/tap-drawing/tap-drawing.ts';
import './elements/offer/offer.ts';

export function renderMoment({ screen, offer, store }: ScreenMessage, speech: Speech): TemplateResult {
  const { words } = speech;
  if (screen.name === 'recognising') {
    return html`<tw-moment .place=${store.name} .heading=${words.recognising} .body=${words.recognisingBody}>
      <tw-tap-drawing slot="art" card still></tw-tap-drawing>
    </tw-moment>`;
  }
  if (screen.name === 'seeking') {
    return html`<tw-moment .place=${store.name} .heading=${words.recognising} .body=${words.seekingBody}>
      <tw-tap-drawing slot="art" still></tw-tap-drawing>
    </tw-moment>`;
  }
  if (screen.name === 'notice') {
    const notice = words.notices[screen.notice];
    return html`<tw-moment .place=${store.name} .heading=${notice.title} .body=${notice.body}>
      <tw-tap-drawing
        slot="art"
        ?card=${screen.notice.includes('card')}
        ?still=${screen.notice === 'forgotten'}
      ></tw-tap-drawing>
    </tw-moment>`;
  }
  if (screen.name === 'welcome' && offer) {
    return html`<tw-moment .place=${store.name} .heading=${words.hello(isolate(offer.displayName))}>
      <tw-tap-drawing slot="art"></tw-tap-drawing>
      <tw-offer large .speech=${speech} .offer=${offer}></tw-offer>
      <p>${words.welcomeBody}</p>
    </tw-moment>`;
  }
  // A screen that a wall has no picture for: the invitation is the calm answer.
  return html`<tw-moment .place=${store.name} .heading=${words.attractTitle} .body=${words.attractHint}>
    <tw-tap-drawing slot="art"></tw-tap-drawing>
  </tw-moment>`;
}
