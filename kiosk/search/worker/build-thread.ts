/** The thread that builds an index: it reads the catalogue, writes the file, and is gone with all it needed. */
import { workerData } from 'node:worker_threads';
import { buildIndex } from '../build-index.ts';
import type { SearchThreadData } from './messages.ts';

buildIndex(workerData as SearchThreadData);
