/** Any element may find out that nobody is signed in any more; the application shows the sign-in page then. */

export const SIGNED_OUT = 'tw-signed-out';

export function announceSignedOut(element: HTMLElement): void {
  element.dispatchEvent(new CustomEvent(SIGNED_OUT, { bubbles: true, composed: true }));
}
