/** The link over a WebSocket. It reconnects for ever; the kiosk sends the whole screen again after each connect. */
import type { BrowserMessage, DisplayMessage } from '../../../broker/contract/screen.ts';
import { backoff } from './backoff.ts';
import type { Link, LinkListener } from './link.ts';

export class SocketLink implements Link {
  readonly #url: string;
  #socket: WebSocket | null = null;
  #listener: LinkListener | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;

  constructor(url: string) {
    this.#url = url;
  }

  start(listener: LinkListener): void {
    this.#listener = listener;
    this.#open();
  }

  stop(): void {
    this.#listener = null;
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#socket = null;
  }

  send(message: BrowserMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #open(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#attempt = 0;
      this.#listener?.connected(true);
    });
    socket.addEventListener('message', (event: MessageEvent<unknown>) => this.#receive(event.data));
    socket.addEventListener('close', () => this.#lost(socket));
  }

  #receive(data: unknown): void {
    if (typeof data !== 'string') return;
    // The kiosk that served this page is the other end: its messages are of the contract.
    this.#listener?.message(JSON.parse(data) as DisplayMessage);
  }

  #lost(socket: WebSocket): void {
    if (this.#socket !== socket || !this.#listener) return;
    this.#listener.connected(false);
    this.#timer = setTimeout(() => this.#open(), backoff(this.#attempt, Math.random));
    this.#attempt += 1;
  }
}

/** Address of the display's socket on the kiosk that served the page. */
export function socketUrl(location: Location, fallbackDisplay: string): string {
  const display = new URLSearchParams(location.search).get('display') ?? fallbackDisplay;
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return `${scheme}://${location.host}/ws?display=${encodeURIComponent(display)}`;
}
