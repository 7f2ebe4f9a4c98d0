import type { JoinWords } from '../words.ts';

export const en: JoinWords = {
  name: 'English',
  direction: 'ltr',
  title: 'Show your list on a screen?',
  where: (display, store) =>
    store === '' ? `On the screen “${display}”` : `On the screen “${display}” in ${store}`,
  check: 'Does that screen show this very code? If not, stop here.',
  codeLabel: 'Code',
  shows: 'What the screen will show',
  showsFirst: 'Your first name, and that you have a list',
  showsSecond: 'The list itself only when you touch “Show it” there',
  showsThird: 'Nothing else, and it forgets you when you finish',
  signIn: 'Continue and sign in',
  signInNote: 'You sign in with the shop’s own account page. This screen never sees your password.',
  notMe: 'No, that was not me',
  going: 'Taking you to the sign-in page',
  goOn: 'Go on',
  confirmTitle: (name) => `${name}, show it there?`,
  confirmBody: 'Look once more: the screen must show this code, and stand in front of you.',
  yes: 'Yes, show it',
  consentsTitle: 'If you like',
  consentsNote: 'None of this is needed. Leave it open and everything works the same.',
  doneTitle: (name) => `Done, ${name}`,
  doneBody: (display) => `Look at the screen “${display}”. You can close this page.`,
  refusedTitle: 'Nothing is shown',
  refusedBody: 'The code is void. You can close this page.',
  enterTitle: 'Which code does the screen show?',
  enterBody: 'Eight letters, below the square picture.',
  enterGo: 'Go on',
  languages: 'Language',
  trouble: {
    unknown: {
      title: 'This code is over',
      body: 'It was used, or its five minutes have passed. Ask the screen for a new one.',
    },
    taken: {
      title: 'Another phone has this code',
      body: 'If that was not yours, touch “New code” on the screen.',
    },
    over: {
      title: 'The screen no longer waits',
      body: 'Somebody finished there, or it has no network. Nothing was shown. Try again at the screen.',
    },
    busy: { title: 'One moment', body: 'There were too many tries. Wait a minute, then try again.' },
    away: { title: 'The sign-in does not answer', body: 'That is not your fault. Try again in a moment.' },
    refused: {
      title: 'Not signed in',
      body: 'The sign-in was left or did not fit this phone. Scan the code again.',
    },
    stranger: {
      title: 'We do not know this account here',
      body: 'You are signed in, but this shop has no list for you. Everything else on the screen works.',
    },
    fault: { title: 'That did not work', body: 'Something here went wrong. Try again in a moment.' },
  },
};
