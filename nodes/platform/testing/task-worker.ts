import { threadId } from 'node:worker_threads';
import { serveTask } from '../worker-task.ts';

/** The thread of the tests of `worker-task`. */
serveTask(async (data) => {
  switch ((data as { what: string }).what) {
    case 'throw':
      throw new Error('no such thing');
    case 'fill': {
      const kept: object[] = [];
      for (;;) kept.push({ text: `${kept.length}`, list: [kept.length] });
    }
    case 'spin':
      for (;;);
    default:
      return threadId;
  }
});
