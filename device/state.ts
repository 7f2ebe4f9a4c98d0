/**
 * Keeps a device's health and its listeners, and writes one log line per loss and one per recovery.
 *
 * A loss is logged only once it has lasted a moment: a connector that wobbles must not fill the log.
 */
import { deviceErrors, remedyOf, type DeviceErrorCode } from './errors.ts';
import type { DeviceHealth, DeviceHost, DeviceListener, DeviceStatus, Reading, Timer } from './ports.ts';

/** How long a loss must last before it is worth a log line. */
const LOSS_LOG_DELAY_MS = 1_000;

export interface DeviceIdentity {
  id: string;
  driver: string;
}

export class DeviceState {
  readonly #identity: DeviceIdentity;
  readonly #host: DeviceHost;
  readonly #listeners = new Set<DeviceListener>();
  #health: DeviceHealth;
  #lostAt: number | undefined;
  #lossLogged = false;
  #lossTimer: Timer | undefined;
  #wasConnected = false;

  constructor(identity: DeviceIdentity, host: DeviceHost) {
    this.#identity = identity;
    this.#host = host;
    this.#health = { ...identity, status: 'stopped', since: new Date(host.clock.now()).toISOString() };
  }

  health(): DeviceHealth {
    return this.#health;
  }

  subscribe(listener: DeviceListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  emit(reading: Reading): void {
    for (const listener of this.#listeners) listener.reading(reading);
  }

  /** Moves to a status; saying the same status and code again is silent. `detail` refines the catalogue's sentence. */
  to(status: DeviceStatus, code?: DeviceErrorCode, detail?: string): void {
    if (this.#health.status === status && this.#health.code === code) return;
    this.#health = {
      ...this.#identity,
      status,
      since: new Date(this.#host.clock.now()).toISOString(),
      ...(code === undefined ? {} : explain(code, detail)),
    };
    this.#log();
    for (const listener of this.#listeners) listener.health(this.#health);
  }

  #log(): void {
    const { status } = this.#health;
    if (status === 'searching' || status === 'failed') this.#noteLoss();
    else if (status === 'connected') this.#noteRecovery();
    else if (status === 'stopped') {
      this.#forgetLoss();
      this.#wasConnected = false;
    }
  }

  #noteLoss(): void {
    if (this.#lostAt !== undefined) {
      this.#host.logger.debug({ device: this.#health }, 'device still lost, for another reason');
      return;
    }
    this.#lostAt = this.#host.clock.now();
    this.#lossTimer = this.#host.clock.setTimer(LOSS_LOG_DELAY_MS, () => {
      this.#lossLogged = true;
      this.#host.logger.error({ device: this.#health }, 'device lost');
    });
  }

  #noteRecovery(): void {
    const lostAt = this.#lostAt;
    const wasLogged = this.#lossLogged;
    this.#forgetLoss();
    if (lostAt !== undefined && wasLogged) {
      const lostForMs = this.#host.clock.now() - lostAt;
      this.#host.logger.info({ device: this.#health, lostForMs }, 'device back');
    } else if (!this.#wasConnected) {
      this.#host.logger.info({ device: this.#health }, 'device connected');
    }
    this.#wasConnected = true;
  }

  #forgetLoss(): void {
    this.#lossTimer?.cancel();
    this.#lossTimer = undefined;
    this.#lostAt = undefined;
    this.#lossLogged = false;
  }
}

function explain(code: DeviceErrorCode, detail: string | undefined): Partial<DeviceHealth> {
  const sentence = deviceErrors[code].message;
  const remedy = remedyOf(code);
  return {
    code,
    message: detail === undefined ? sentence : `${sentence} ${detail}`,
    ...(remedy === undefined ? {} : { remedy }),
  };
}
