/** How somebody proves on their phone who they are. The phone's browser goes to a provider and comes back with a code. */

/** Bound to one browser; kept in memory until it comes back. */
export interface SignInCheck {
  state: string;
  nonce: string;
  /** PKCE (RFC 7636). */
  verifier: string;
}

export interface SignedIn {
  issuer: string;
  subject: string;
  /** From the claim that is configured for it. */
  loyaltyId?: string;
  /** For the source that keeps its customers at this provider; never written down, and never leaves the hub otherwise. */
  accessToken?: string;
}

export interface SignIn {
  /** Where to send the browser. @throws BrokerError TW_SIGN_IN_AWAY */
  begin(): Promise<{ url: string; check: SignInCheck }>;
  /**
   * What the provider sent back with the browser, without `?`.
   * @throws BrokerError TW_SIGN_IN_AWAY | TW_SIGN_IN_REFUSED
   */
  finish(query: string, check: SignInCheck): Promise<SignedIn>;
}
