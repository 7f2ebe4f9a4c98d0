/**
 * RabbitMQ 3.10 or later with its MQTT plugin: plain, everybody is the user guest and may do everything.
 * It takes about ten seconds to start. An Erlang node needs a port mapper, which gets a port of its own here, and the
 * cookie lies in the folder, so that nothing is shared with a RabbitMQ of the machine.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, startBroker, type BrokerOptions, type BrokerProcess } from './broker-process.ts';

/** Debian's wrapper in /usr/sbin changes the user and writes to /var; this is what it calls. */
const PROGRAM = '/usr/lib/rabbitmq/bin/rabbitmq-server';

export interface RabbitOptions extends BrokerOptions {
  /** Default `rabbitmq_mqtt`. */
  plugins?: readonly string[];
}

export async function startRabbitmq(options: RabbitOptions): Promise<BrokerProcess> {
  const port = options.port ?? (await freePort());
  const mapperPort = await freePort();
  mkdirSync(options.dir, { recursive: true });
  const env = await environment(options, { port, mapperPort });
  const mapper = startMapper(mapperPort);
  const endMapper = async (): Promise<void> => {
    if (mapper.exitCode !== null || mapper.signalCode !== null || mapper.pid === undefined) return;
    const gone = once(mapper, 'exit');
    mapper.kill('SIGKILL');
    await gone;
  };
  try {
    const broker = await startBroker({ ...options, port }, { program: PROGRAM, args: [], env });
    return {
      url: broker.url,
      port,
      get pid() {
        return broker.pid;
      },
      restart: () => broker.restart(),
      kill: () => broker.kill(),
      stop: async () => {
        await broker.stop();
        await endMapper();
      },
    };
  } catch (error) {
    await endMapper();
    throw error;
  }
}

async function environment(
  options: RabbitOptions,
  { port, mapperPort }: { port: number; mapperPort: number },
): Promise<NodeJS.ProcessEnv> {
  const { dir, plugins = ['rabbitmq_mqtt'] } = options;
  const pluginsFile = join(dir, 'enabled_plugins');
  writeFileSync(pluginsFile, `[${plugins.join(',')}].\n`);
  const empty = join(dir, 'rabbitmq-env.conf');
  writeFileSync(empty, '');
  return {
    HOME: dir,
    RABBITMQ_CONF_ENV_FILE: empty,
    RABBITMQ_CONFIG_FILE: options.file ?? plain(options, port),
    RABBITMQ_ENABLED_PLUGINS_FILE: pluginsFile,
    RABBITMQ_MNESIA_BASE: join(dir, 'mnesia'),
    RABBITMQ_LOG_BASE: join(dir, 'log'),
    RABBITMQ_NODENAME: `tapwall${port}@localhost`,
    RABBITMQ_DIST_PORT: String(await freePort()),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    // Makes the launcher become the node, which stops by itself in half the time that rabbitmqctl takes.
    RUNNING_UNDER_SYSTEMD: 'true',
    ERL_EPMD_PORT: String(mapperPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
  };
}

function plain({ dir, config = '' }: BrokerOptions, port: number): string {
  const path = join(dir, 'rabbitmq.conf');
  const lines = [
    'listeners.tcp = none',
    `mqtt.listeners.tcp.1 = 127.0.0.1:${port}`,
    'mqtt.allow_anonymous = true',
    'log.console = true',
    'log.file = false',
    config,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

function startMapper(port: number): ChildProcess {
  const mapper = spawn('epmd', ['-port', String(port), '-address', '127.0.0.1'], { stdio: 'ignore' });
  mapper.on('error', () => undefined);
  return mapper;
}
