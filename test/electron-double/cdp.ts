/** One event of the DevTools protocol. */
export interface CdpEvent {
  method: string;
  params: Record<string, unknown>;
}

type Listener = (event: CdpEvent) => void;

interface Waiting {
  resolve(result: Record<string, unknown>): void;
  reject(error: Error): void;
}

/** A raw DevTools protocol connection with flat sessions. */
export class Cdp {
  private readonly socket: WebSocket;
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Map<string, Listener>();
  private nextId = 1;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.addEventListener('message', ({ data }) => this.receive(JSON.parse(String(data))));
    socket.addEventListener('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('the browser is gone'));
      this.waiting.clear();
    });
  }

  static connect(url: string): Promise<Cdp> {
    const socket = new WebSocket(url);
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve(new Cdp(socket)));
      socket.addEventListener('error', () => reject(new Error(`no connection to ${url}`)));
    });
  }

  /** Sends a command; `session` is empty for the browser itself. */
  send<T = Record<string, unknown>>(method: string, params: object = {}, session = ''): Promise<T> {
    const id = this.nextId++;
    this.socket.send(JSON.stringify({ id, method, params, ...(session ? { sessionId: session } : {}) }));
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: (result) => resolve(result as T), reject });
    });
  }

  /** All events of a session go to one listener. */
  listen(session: string, listener: Listener): void {
    this.listeners.set(session, listener);
  }

  private receive(message: {
    id?: number;
    result?: Record<string, unknown>;
    error?: { message: string };
    method?: string;
    params?: Record<string, unknown>;
    sessionId?: string;
  }): void {
    if (message.id !== undefined) {
      const waiting = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error) waiting?.reject(new Error(message.error.message));
      else waiting?.resolve(message.result ?? {});
      return;
    }
    const listener = this.listeners.get(message.sessionId ?? '');
    if (message.method) listener?.({ method: message.method, params: message.params ?? {} });
  }
}
