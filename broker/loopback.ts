/** Which addresses only this machine reaches: there, and only there, the hub and the embedded broker need no login. */

/** `127.0.0.0/8`, `::1` (in brackets, too) and `localhost`. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
