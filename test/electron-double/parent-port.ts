import { EventEmitter } from 'node:events';

/** `process.parentPort` of a utility process, over the channel of a forked Node process. */
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => {
    process.send?.(message);
  },
});
process.on('message', (data) => parentPort.emit('message', { data, ports: [] }));
Object.assign(process, { parentPort });
