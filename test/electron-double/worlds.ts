/**
 * Code that runs inside the page, in its main world and in the preload's isolated world. Each function is sent as text, so it
 * may use nothing from outside itself. The worlds share DOM events only; `channel` is an event name nobody can guess.
 */

type Encoded = { value?: unknown; fn?: number; fields?: Record<string, Encoded>; promise?: number; error?: string };

/** Main world: builds what the preload exposes and carries calls over. */
export function mainWorld(channel: string): void {
  if (window.parent !== window) return;
  const callbacks: Array<(...args: unknown[]) => unknown> = [];
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let nextCall = 0;

  const on = (name: string, listener: (detail: never) => void) =>
    window.addEventListener(`${channel}:${name}`, (event) => listener((event as CustomEvent).detail as never));
  const emit = (name: string, detail: unknown) =>
    window.dispatchEvent(new CustomEvent(`${channel}:${name}`, { detail }));
  const encode = (value: unknown): Encoded =>
    typeof value === 'function' ? { fn: callbacks.push(value as () => unknown) - 1 } : { value };
  const decode = (encoded: Encoded): unknown => {
    if (encoded.error !== undefined) throw new Error(encoded.error);
    if (encoded.fn !== undefined) return remote(encoded.fn);
    if (encoded.promise !== undefined) {
      const id = encoded.promise;
      return new Promise((resolve, reject) => promises.set(id, { resolve, reject }));
    }
    if (encoded.fields) {
      const entries = Object.entries(encoded.fields).map(([key, field]) => [key, decode(field)]);
      return Object.freeze(Object.fromEntries(entries));
    }
    return encoded.value;
  };
  const remote =
    (fn: number) =>
    (...args: unknown[]) => {
      const call = nextCall++;
      let answer: Encoded = { error: 'no answer from the isolated world' };
      const listener = (event: Event) => {
        answer = (event as CustomEvent).detail as Encoded;
      };
      window.addEventListener(`${channel}:answer${call}`, listener, { once: true });
      emit('call', { call, fn, args: args.map(encode) });
      return decode(answer);
    };

  on('expose', ({ key, api }: { key: string; api: Encoded }) => {
    Object.defineProperty(window, key, { value: decode(api), enumerable: true });
  });
  on('callback', ({ fn, args }: { fn: number; args: unknown[] }) => {
    callbacks[fn]?.(...args);
  });
  on('settle', ({ promise, value, error }: { promise: number; value?: unknown; error?: string }) => {
    const waiting = promises.get(promise);
    promises.delete(promise);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  });
}

/** Isolated world: gives the preload its `electron` module. `send` is the binding to the main process. */
export function isolatedWorld(channel: string, send: (message: string) => void): object {
  const functions: Array<(...args: unknown[]) => unknown> = [];
  const invocations = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, Set<(...args: unknown[]) => void>>();
  let nextInvocation = 0;
  let nextPromise = 0;

  const emit = (name: string, detail: unknown) =>
    window.dispatchEvent(new CustomEvent(`${channel}:${name}`, { detail }));
  const settle = (promise: number, work: Promise<unknown>) => {
    work.then(
      (value) => emit('settle', { promise, value }),
      (error: Error) => emit('settle', { promise, error: String(error?.message ?? error) }),
    );
  };
  const encode = (value: unknown): Encoded => {
    if (typeof value === 'function') return { fn: functions.push(value as () => unknown) - 1 };
    if (value instanceof Promise) {
      const promise = nextPromise++;
      queueMicrotask(() => settle(promise, value));
      return { promise };
    }
    if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      return { fields: Object.fromEntries(Object.entries(value).map(([key, field]) => [key, encode(field)])) };
    }
    return { value };
  };
  const decode = ({ fn, value }: Encoded) =>
    fn === undefined ? value : (...args: unknown[]) => void emit('callback', { fn, args });
  window.addEventListener(`${channel}:call`, (event) => {
    const { call, fn, args } = (event as CustomEvent).detail as { call: number; fn: number; args: Encoded[] };
    let answer: Encoded;
    try {
      answer = encode(functions[fn]?.(...args.map(decode)));
    } catch (error) {
      answer = { error: error instanceof Error ? error.message : String(error) };
    }
    emit(`answer${call}`, answer);
  });

  const wrap = (value: unknown) => (value === undefined ? {} : { value });
  const post = (message: { kind: string; channel: string; args: unknown[]; id?: number }) =>
    send(JSON.stringify({ ...message, args: message.args.map(wrap) }));
  Object.assign(globalThis, {
    electronDoubleReply(id: number, reply: { value?: unknown; error?: string }) {
      const waiting = invocations.get(id);
      invocations.delete(id);
      if (reply.error === undefined) waiting?.resolve(reply.value);
      else waiting?.reject(new Error(reply.error));
    },
    electronDoubleEvent(name: string, args: Array<{ value?: unknown }>) {
      for (const listener of listeners.get(name) ?? []) listener({}, ...args.map(({ value }) => value));
    },
  });

  const ipcRenderer = {
    invoke: (name: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = nextInvocation++;
        invocations.set(id, { resolve, reject });
        post({ kind: 'invoke', channel: name, args, id });
      }),
    send: (name: string, ...args: unknown[]) => post({ kind: 'send', channel: name, args }),
    on(name: string, listener: (...args: unknown[]) => void) {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(listener));
    },
    removeListener(name: string, listener: (...args: unknown[]) => void) {
      listeners.get(name)?.delete(listener);
    },
  };
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => emit('expose', { key, api: encode(api) }),
  };
  const guard = (target: object, name: string) =>
    new Proxy(target, {
      get(object, key) {
        if (key in object || typeof key === 'symbol') return Reflect.get(object, key);
        throw new Error(`electron double: ${name}.${key} is not implemented`);
      },
    });
  return guard(
    { contextBridge: guard(contextBridge, 'contextBridge'), ipcRenderer: guard(ipcRenderer, 'ipcRenderer') },
    'electron',
  );
}

export const BINDING = 'electronDoubleSend';
export const WORLD = 'Electron Isolated Context';

/** The text of the script that runs a preload bundle in the isolated world. */
export function preloadScript(channel: string, preload: string): string {
  return `if (window.parent === window) {
    const electron = (${isolatedWorld.toString()})(${JSON.stringify(channel)}, globalThis.${BINDING});
    const require = (name) => { if (name === 'electron') return electron; throw new Error('module not found: ' + name); };
    const module = { exports: {} };
    (function (require, module, exports) {\n${preload}\n})(require, module, module.exports);
  }`;
}
