/** The pages of a phone: one at a time, a question or an answer, without script. */
import { LANGUAGES, type Language } from '../../../contract/settings.ts';
import type { ConsentQuestion } from '../consent/consents.ts';
import type { Visit } from '../visits/visit.ts';
import { JOIN_WORDS } from './languages.ts';
import { markup, Markup } from './markup.ts';
import type { JoinWords, Trouble } from './words.ts';

/** First strong isolate and its end: a name keeps its own direction inside a sentence (Unicode UAX 9). */
const ISOLATE = '\u2068';
const ISOLATED = '\u2069';

export interface AskedPage {
  visit: Visit;
  language: Language;
  /** For the forms of this browser. */
  form: string;
}

/** Which screen, which code, and what will be shown there. */
export function introPage({ visit, language, form }: AskedPage): string {
  const words = JOIN_WORDS[language];
  const hidden = hiddenOf(form, language);
  return page({ language, title: words.title }, [
    heading(words.title, whereOf(words, visit)),
    codeOf(words, visit.code),
    markup`<section><h2>${words.shows}</h2><ul><li>${words.showsFirst}</li><li>${words.showsSecond}</li><li>${words.showsThird}</li></ul></section>`,
    markup`<div class="do"><form method="post" action="/join/${visit.code}/continue">${hidden}<button>${words.signIn}</button></form>
<small>${words.signInNote}</small>
<form method="post" action="/join/${visit.code}/cancel">${hidden}<button class="plain">${words.notMe}</button></form></div>`,
    languagesOf(words, { language, path: `/join/${visit.code}` }),
  ]);
}

/** The way to the provider. A redirect of the form itself would be up to the form policy of every site on the way. */
export function leavingPage(language: Language, url: string): string {
  const words = JOIN_WORDS[language];
  const refresh = markup`<meta http-equiv="refresh" content="0;url=${url}">`;
  const go = markup`<div class="do"><a class="button" rel="noreferrer" href="${url}">${words.goOn}</a></div>`;
  return page({ language, title: words.going, head: refresh }, [heading(words.going, null), go]);
}

/** After signing in: is it really that screen? And what else may be agreed to, or not. */
export function confirmPage(
  { visit, language, form }: AskedPage,
  { name, questions }: { name: string; questions: readonly ConsentQuestion[] },
): string {
  const words = JOIN_WORDS[language];
  const hidden = hiddenOf(form, language);
  const title = words.confirmTitle(isolate(name));
  return page({ language, title }, [
    heading(title, whereOf(words, visit)),
    codeOf(words, visit.code, words.confirmBody),
    markup`<form method="post" action="/join/${visit.code}/confirm">${hidden}${consentsOf(words, questions)}
<div class="do"><button>${words.yes}</button><button class="plain" formaction="/join/${visit.code}/cancel">${words.notMe}</button></div></form>`,
  ]);
}

export function donePage(language: Language, visit: { displayName: string }, name: string): string {
  const words = JOIN_WORDS[language];
  const title = words.doneTitle(isolate(name));
  return page({ language, title }, [heading(title, words.doneBody(isolate(visit.displayName)))]);
}

export function refusedPage(language: Language): string {
  const words = JOIN_WORDS[language];
  return page({ language, title: words.refusedTitle }, [heading(words.refusedTitle, words.refusedBody)]);
}

export function troublePage(language: Language, trouble: Trouble): string {
  const { title, body } = JOIN_WORDS[language].trouble[trouble];
  return page({ language, title }, [heading(title, body)]);
}

/** For whoever cannot scan the picture. */
export function enterPage(language: Language): string {
  const words = JOIN_WORDS[language];
  return page({ language, title: words.enterTitle }, [
    heading(words.enterTitle, words.enterBody),
    markup`<form method="get" action="/join"><input type="hidden" name="lang" value="${language}">
<input type="text" name="code" aria-label="${words.codeLabel}" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="9" required>
<div class="do"><button>${words.enterGo}</button></div></form>`,
    languagesOf(words, { language, path: '/join' }),
  ]);
}

function page(
  { language, title, head = null }: { language: Language; title: string; head?: Markup | null },
  parts: readonly Markup[],
): string {
  const { direction } = JOIN_WORDS[language];
  return markup`<!doctype html>
<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">${head}<title>${title}</title><link rel="stylesheet" href="/join/style.css"></head>
<body><main>${parts}</main></body></html>
`.text;
}

function heading(title: string, below: string | null): Markup {
  return markup`<header><h1>${title}</h1>${below === null ? null : markup`<p class="where">${below}</p>`}</header>`;
}

function whereOf(words: JoinWords, { displayName, storeName }: Visit): string {
  return words.where(isolate(displayName), storeName === '' ? '' : isolate(storeName));
}

function codeOf(words: JoinWords, code: string, body = words.check): Markup {
  const [first = '', second = ''] = code.split('-');
  const spoken = `${words.codeLabel}: ${code.split('').join(' ')}`;
  return markup`<section class="code"><b role="img" aria-label="${spoken}">${first}<i>-</i>${second}</b><p>${body}</p></section>`;
}

function consentsOf(words: JoinWords, questions: readonly ConsentQuestion[]): Markup | null {
  if (questions.length === 0) return null;
  const choices = questions.map(
    ({ purpose, words: text, lang, given }) =>
      markup`<label class="choice"><input type="checkbox" name="agree" value="${purpose}"${new Markup(given ? ' checked' : '')}><span lang="${lang}" dir="auto">${text}</span></label>`,
  );
  return markup`<fieldset><legend>${words.consentsTitle}</legend>${choices}<small>${words.consentsNote}</small></fieldset>`;
}

function hiddenOf(form: string, language: Language): Markup {
  return markup`<input type="hidden" name="form" value="${form}"><input type="hidden" name="lang" value="${language}">`;
}

function languagesOf(words: JoinWords, { language, path }: { language: Language; path: string }): Markup {
  const links = LANGUAGES.map((other) => {
    const current = new Markup(other === language ? ' aria-current="true"' : '');
    return markup`<a href="${path}?lang=${other}" lang="${other}" hreflang="${other}"${current}>${JOIN_WORDS[other].name}</a>`;
  });
  return markup`<nav aria-label="${words.languages}">${links}</nav>`;
}

function isolate(text: string): string {
  return `${ISOLATE}${text}${ISOLATED}`;
}
