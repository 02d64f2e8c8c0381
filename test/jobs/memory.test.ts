import { createMemoryQueue } from '../../src/jobs/memory.ts';
import { describeQueue } from './queue-promises.ts';

describeQueue('memory', (options) => Promise.resolve(createMemoryQueue(options)));
