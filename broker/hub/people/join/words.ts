/** Every sentence of the phone's page. A language is a value of this type, so a missing sentence does not compile. */
export interface JoinWords {
  /** Its own name, for the choice of languages. */
  name: string;
  direction: 'ltr' | 'rtl';
  title: string;
  /** `display` and `store` are as the shop calls them. */
  where: (display: string, store: string) => string;
  check: string;
  codeLabel: string;
  shows: string;
  showsFirst: string;
  showsSecond: string;
  showsThird: string;
  signIn: string;
  signInNote: string;
  notMe: string;
  going: string;
  goOn: string;
  confirmTitle: (name: string) => string;
  confirmBody: string;
  yes: string;
  consentsTitle: string;
  consentsNote: string;
  doneTitle: (name: string) => string;
  doneBody: (display: string) => string;
  refusedTitle: string;
  refusedBody: string;
  enterTitle: string;
  enterBody: string;
  enterGo: string;
  languages: string;
  trouble: Readonly<Record<Trouble, { title: string; body: string }>>;
}

/** What can stand in the way, as it is told to a shopper. */
export type Trouble = 'unknown' | 'taken' | 'over' | 'busy' | 'away' | 'refused' | 'stranger' | 'fault';
