/** The embedded broker in a process of its own: `{port}`. */
import { startEmbeddedBroker } from '../../../broker/embedded/embedded-broker.ts';
import { given, reporter } from './ports.ts';

const { port } = given() as { port: number };
const broker = await startEmbeddedBroker({ host: '127.0.0.1', port, logger: reporter });
process.once('SIGTERM', () => void broker.stop().then(() => process.exit(0)));
