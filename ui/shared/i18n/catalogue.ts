/**
 * Every sentence a shopper can read. A language is a value of this type, so a missing sentence does not compile.
 * Names, prices and sizes come in as ready strings, isolated for bidirectional text by the caller where needed.
 */
import type { JoinView, NoticeName } from '../../../broker/contract/screen.ts';

export interface NoticeWords {
  title: string;
  body: string;
}

export interface Catalogue {
  // While nobody is here.
  attractTitle: string;
  attractHint: string;
  look: string;
  // The same on every screen.
  finish: string;
  back: string;
  close: string;
  textSize: string;
  language: string;
  askSomeone: string;
  askingSomeone: string;
  someoneKnows: string;
  findElse: string;
  // Price, with the words of Directive 98/6/EC article 6a.
  /** The price before a reduction: the lowest of the 30 days before it. */
  lowest30: (price: string) => string;
  regularPrice: (price: string) => string;
  /** What a signed-in member pays. */
  memberPrice: (price: string) => string;
  priceNow: (price: string) => string;
  // What others say.
  reviews: (count: number) => string;
  verifiedOf: (count: number) => string;
  languagesOf: (count: number) => string;
  stars: (value: string) => string;
  starsRow: (stars: number, reviews: number) => string;
  /** Behind a count of reviews that only the shop knows. */
  ratedByShop: string;
  noReviews: string;
  noReviewsBody: string;
  verified: string;
  unverified: string;
  incentivised: string;
  allReviews: string;
  allLanguages: string;
  allStars: string;
  starsFilter: (stars: number) => string;
  moreReviews: string;
  fetchingReviews: string;
  reviewsAway: string;
  tryAgain: string;
  noReviewMatches: string;
  // Stock, in words.
  inStockHere: string;
  leftHere: (count: number) => string;
  fewHere: string;
  inStock: string;
  left: (count: number) => string;
  few: string;
  toOrder: string;
  preorder: string;
  backSoon: string;
  notHere: string;
  notThere: string;
  /** This store does not sell it; others may. */
  notSoldHere: string;
  soldOut: string;
  online: string;
  onlineBody: string;
  checked: (when: string) => string;
  // The tag that was tapped. The second says nothing of the goods: it is also said when nobody could be asked.
  tagGenuine: string;
  tagUnchecked: string;
  // Choosing and asking.
  colour: string;
  size: string;
  sizes: string;
  askSize: (size: string) => string;
  askThis: string;
  askNote: string;
  sending: string;
  sent: string;
  sentNote: (size: string) => string;
  sentNoteThis: string;
  whereToFind: string;
  otherStores: string;
  otherStoresNote: (count: number) => string;
  nowhereElse: string;
  guide: string;
  details: string;
  /** Names of attributes of a product feed. */
  factNames: { material: string; pattern: string };
  goesWith: string;
  // A recognised shopper.
  offer: (name: string) => string;
  things: (count: number) => string;
  show: string;
  notNow: string;
  hello: (name: string) => string;
  welcomeBody: string;
  recognising: string;
  recognisingBody: string;
  seekingBody: string;
  wishlistTitle: (name: string) => string;
  hereToday: string;
  elsewhere: string;
  fetchingList: string;
  listAway: string;
  listAwayBody: string;
  listEmpty: string;
  listEmptyBody: string;
  forgotten: string;
  // Recognition by phone.
  joinOffer: string;
  joinTitle: string;
  joinBody: string;
  joinCode: string;
  joinLeft: string;
  joinNew: string;
  joinPrivacy: string;
  joinStates: Readonly<Record<Exclude<JoinView['status'], 'waiting'>, NoticeWords>>;
  // A thing on the list, or not.
  wishSave: string;
  wishSaved: string;
  wishAdding: string;
  wishRemoving: string;
  wishRemove: string;
  wishAgain: string;
  wishFailed: string;
  wishOffline: string;
  // Taking the consent back.
  forgetVisit: string;
  forgetTitle: string;
  forgetBody: string;
  forgetNow: string;
  forgetNot: string;
  // Search.
  searchTitle: string;
  searchHint: string;
  everything: string;
  nothingFound: (query: string) => string;
  nothingFoundBody: string;
  searching: string;
  searchAway: string;
  keyboard: string;
  keyShow: string;
  keySpace: string;
  keyDelete: string;
  keyClear: string;
  keyOtherLetters: string;
  // Still there?
  idleTitle: string;
  idleBody: (seconds: number) => string;
  stay: string;
  // The state of the connection.
  platformAway: string;
  catchingUp: string;
  // The fitting room.
  roomGreeting: string;
  roomGreetingBody: string;
  roomTitle: (count: number) => string;
  please: (size: string) => string;
  roomAsking: (size: string) => string;
  roomAsked: (size: string) => string;
  roomAskSomeone: string;
  roomSomeoneNote: string;
  roomPrivacy: string;
  roomOtherSizes: string;
  notices: Readonly<Record<NoticeName, NoticeWords>>;
}
