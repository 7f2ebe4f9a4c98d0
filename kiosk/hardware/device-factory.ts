/** Constructs the device of a file entry: its driver on the carrier that the entry names. What is not there costs no memory. */
import { resolve } from 'node:path';
import { DeviceError } from '../../device/errors.ts';
import { STREAM_DRIVERS } from '../../device/drivers.ts';
import { MESSAGE_DRIVERS } from '../../device/network/drivers.ts';
import { MESSAGE_WAYS, type MessageDriver, type MessageWay } from '../../device/network/message-driver.ts';
import type { MessageSource } from '../../device/network/message-source.ts';
import type { PcscOptions } from '../../device/nfc/pcsc-options.ts';
import type { PcscService } from '../../device/nfc/pcsc-service.ts';
import type { Device, DeviceHost } from '../../device/ports.ts';
import type { ByteTransport } from '../../device/serial/byte-transport.ts';
import type { DeviceEntry } from '../device-files/device-file.ts';
import { Brokers } from './brokers.ts';
import { readCredentials, readSecret } from './secret-file.ts';
import { Webhooks } from './webhooks.ts';

export interface DeviceFactoryOptions extends DeviceHost {
  /** Folder that names of files in entries are relative to. */
  dir: string;
  /** The kiosk's own broker, for topics whose entry names none. */
  broker: { url: string; username?: string; password?: string };
  /** Beginning of the client ids at brokers; unique to this kiosk. */
  clientId: string;
}

export class DeviceFactory {
  readonly webhooks = new Webhooks();
  readonly #options: DeviceFactoryOptions;
  readonly #brokers: Brokers;
  #pcsc: Promise<PcscService> | undefined;

  constructor(options: DeviceFactoryOptions) {
    this.#options = options;
    this.#brokers = new Brokers(options);
  }

  /** @throws DeviceError TW_NETWORK_CREDENTIALS, TW_DEVICE_START_FAILED */
  async create(entry: DeviceEntry): Promise<Device> {
    if (entry.driver === 'pcsc') return this.#reader(entry);
    if (Object.hasOwn(STREAM_DRIVERS, entry.driver)) return this.#lineDevice(entry);
    return this.#messageDevice(entry);
  }

  async #reader({ id, match, options }: DeviceEntry): Promise<Device> {
    const { PcscReader } = await import('../../device/nfc/pcsc-reader.ts');
    const name = match.reader ?? '';
    return new PcscReader({
      id,
      service: await this.#pcscService(),
      ...(name === '' ? {} : { name: name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`) }),
      ...(options as PcscOptions),
      ...this.#host,
    });
  }

  /** All readers share one reader process. */
  #pcscService(): Promise<PcscService> {
    this.#pcsc ??= import('../../device/nfc/pcsc-service.ts').then(
      ({ PcscService }) => new PcscService(this.#host),
    );
    return this.#pcsc;
  }

  async #lineDevice(entry: DeviceEntry): Promise<Device> {
    const { StreamDevice } = await import('../../device/stream-device.ts');
    const driver = await STREAM_DRIVERS[entry.driver]?.load();
    if (driver === undefined) throw new DeviceError('TW_DEVICE_START_FAILED');
    const transport = await this.#transport(entry, driver.baudRate);
    return new StreamDevice({ id: entry.id, driver, options: entry.options, transport, ...this.#host });
  }

  async #transport({ match }: DeviceEntry, factoryBaudRate: number): Promise<ByteTransport> {
    const baudRate = match.baudRate ?? factoryBaudRate;
    if (match.file !== undefined) {
      const { FileTransport } = await import('../../device/serial/file-transport.ts');
      const path = resolve(this.#options.dir, match.file);
      return new FileTransport({ path, baudRate, clock: this.#options.clock });
    }
    if (match.tcp !== undefined) {
      const { TcpTransport } = await import('../../device/serial/tcp-transport.ts');
      const colon = match.tcp.lastIndexOf(':');
      const host = match.tcp.slice(0, colon).replaceAll(/[[\]]/g, '');
      return new TcpTransport({ host, port: Number(match.tcp.slice(colon + 1)) });
    }
    if (match.usb !== undefined) {
      const { UsbTransport } = await import('../../device/serial/usb-transport.ts');
      return new UsbTransport({ wish: match.usb, baudRate });
    }
    const { SerialPortTransport } = await import('../../device/serial/serialport-transport.ts');
    return new SerialPortTransport({ path: match.port ?? '', baudRate });
  }

  async #messageDevice(entry: DeviceEntry): Promise<Device> {
    const { MessageDevice } = await import('../../device/network/message-device.ts');
    const driver = await MESSAGE_DRIVERS[entry.driver]?.load();
    const way = MESSAGE_WAYS.find((one) => entry.match[one] !== undefined);
    if (driver === undefined || way === undefined) throw new DeviceError('TW_DEVICE_START_FAILED');
    return new MessageDevice({
      id: entry.id,
      driver,
      options: entry.options,
      source: await this.#source(entry, driver, way),
      way,
      topic: entry.match.topic ?? '',
      ...this.#host,
    });
  }

  async #source(
    { id, match, options }: DeviceEntry,
    driver: MessageDriver,
    way: MessageWay,
  ): Promise<MessageSource> {
    const { dir } = this.#options;
    if (way === 'webhook') return this.webhooks.source(id, await readSecret(dir, match.webhook ?? ''));
    const credentials =
      match.credentials === undefined ? undefined : await readCredentials(dir, match.credentials);
    if (way === 'topic') {
      const broker = await this.#brokers.at(match.broker, credentials);
      return broker.source(driver.filters(match.topic ?? '', options));
    }
    const { HttpStreamSource } = await import('../../device/network/http-stream-source.ts');
    return new HttpStreamSource({
      url: match.url ?? '',
      ...(credentials === undefined ? {} : { credentials: `${credentials.user}:${credentials.password}` }),
      ...this.#host,
    });
  }

  get #host(): DeviceHost {
    const { clock, logger } = this.#options;
    return { clock, logger };
  }
}
