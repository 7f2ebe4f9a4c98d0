/** A link that is made when it is first used: its address and the authority it trusts are known only once the broker runs. */
import type { MqttLink, PublishOptions } from './mqtt-link.ts';

export class LazyLink implements MqttLink {
  readonly #create: () => MqttLink;
  #link: MqttLink | undefined;

  constructor(create: () => MqttLink) {
    this.#create = create;
  }

  get connected(): boolean {
    return this.#link?.connected ?? false;
  }

  start(): Promise<void> {
    return this.#use().start();
  }

  async stop(): Promise<void> {
    await this.#link?.stop();
  }

  publish(topic: string, payload: string, options?: PublishOptions): Promise<void> {
    return this.#use().publish(topic, payload, options);
  }

  subscribe(filters: readonly string[]): Promise<void> {
    return this.#use().subscribe(filters);
  }

  onMessage(listener: (topic: string, payload: Uint8Array) => void): () => void {
    return this.#use().onMessage(listener);
  }

  onConnection(listener: (connected: boolean) => void): () => void {
    return this.#use().onConnection(listener);
  }

  #use(): MqttLink {
    this.#link ??= this.#create();
    return this.#link;
  }
}
