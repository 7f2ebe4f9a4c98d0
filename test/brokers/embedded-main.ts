/** The embedded broker as a process of its own, so that it can be killed: `node --import tsx embedded-main.ts PORT`. */
import { startEmbeddedBroker } from '../../broker/embedded/embedded-broker.ts';
import { QuietLogger } from '../support/quiet-logger.ts';

const port = Number(process.argv[2]);
const broker = await startEmbeddedBroker({ host: '127.0.0.1', port, logger: new QuietLogger() });
process.once('SIGTERM', () => void broker.stop());
