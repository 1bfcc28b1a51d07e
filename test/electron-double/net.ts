import { EventEmitter } from 'node:events';
import { type ClientRequest, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { strict } from './strict.ts';

interface RequestOptions {
  protocol?: string;
  hostname?: string;
  port?: string | number;
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  redirect?: string;
}

/** A request of Electron's `net` over Node's own client: no proxies, no cookies, redirects told and not followed. */
class ClientRequestDouble extends EventEmitter {
  private readonly request: ClientRequest;

  constructor({ protocol = 'https:', hostname, port, path, method = 'GET', headers = {} }: RequestOptions) {
    super();
    const send = protocol === 'http:' ? plain : secure;
    this.request = send({ protocol, hostname, port, path, method, headers });
    this.request.on('error', (error) => this.emit('error', error));
    this.request.on('response', (response) => {
      const { statusCode = 0, headers: given } = response;
      if (statusCode >= 300 && statusCode < 400 && given.location) {
        const target = new URL(given.location, `${protocol}//${hostname}:${port}${path}`).href;
        this.emit('redirect', statusCode, method, target, given);
        return;
      }
      this.emit('response', response);
    });
  }

  setHeader(name: string, value: string): void {
    this.request.setHeader(name, value);
  }

  write(chunk: string | Buffer): void {
    this.request.write(chunk);
  }

  end(chunk?: string | Buffer): this {
    if (chunk === undefined) this.request.end();
    else this.request.end(chunk);
    return this;
  }

  abort(): void {
    this.request.destroy();
    this.emit('abort');
  }
}

export const net = strict(
  { request: (options: RequestOptions) => strict(new ClientRequestDouble(options), 'net.ClientRequest') },
  'net',
);

/** Electron's own updater, which the app's updater tells when it is about to quit. */
export const autoUpdater = strict(new EventEmitter(), 'autoUpdater');
