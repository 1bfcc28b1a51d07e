import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Cdp, CdpEvent } from './cdp.ts';
import { answerInvoke, ipcMain } from './ipc.ts';
import { PopUps } from './pop-ups.ts';
import { preventable, runtime } from './runtime.ts';
import { applyPermissions, defaultSession } from './session.ts';
import { strict } from './strict.ts';
import { BINDING, mainWorld, preloadScript, WORLD } from './worlds.ts';

type WindowOpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

interface RequestPaused {
  requestId: string;
  request: { url: string };
  frameId: string;
  redirectedRequestId?: string;
}

interface Frame {
  url: string;
  origin: string;
  parent: null;
}

interface ContextCreated {
  context: { id: number; name: string; auxData: { frameId: string } };
}

/** Pop-ups of all pages. */
export const popUps = new PopUps();
const everyone = new Set<WebContentsDouble>();
let nextId = 1;

/** A page of headless Chromium behind the interface of Electron's WebContents. */
export class WebContentsDouble extends EventEmitter {
  readonly id = nextId++;
  readonly session = defaultSession;
  targetId = '';
  private readonly attached: Promise<{ cdp: Cdp; session: string }>;
  private url = '';
  private destroyed = false;
  private crashed = false;
  private zoomLevel = 0;
  private ownLoads = 0;
  private openHandler: WindowOpenHandler = () => ({ action: 'allow' });
  private preloadContext = 0;
  private loaded = Promise.withResolvers<void>();

  constructor(preload: string | undefined) {
    super();
    everyone.add(this);
    this.attached = this.attach(preload);
    this.attached.catch((error) => this.report(error));
  }

  private async attach(preload: string | undefined): Promise<{ cdp: Cdp; session: string }> {
    const cdp = await runtime.cdp;
    const blank = { url: 'about:blank', newWindow: true };
    const { targetId } = await popUps.expectOwnPage(cdp.send<{ targetId: string }>('Target.createTarget', blank));
    this.targetId = targetId;
    const attach = { targetId, flatten: true };
    const { sessionId: session } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', attach);
    cdp.listen(session, (event) => this.onEvent(event, cdp, session));
    await cdp.send('Page.enable', {}, session);
    await cdp.send('Runtime.enable', {}, session);
    await cdp.send('Inspector.enable', {}, session);
    if (preload) {
      const channel = randomUUID();
      const source = `(${mainWorld.toString()})(${JSON.stringify(channel)})`;
      await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source }, session);
      await cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }, session);
      const isolated = { source: preloadScript(channel, readFileSync(preload, 'utf8')), worldName: WORLD };
      await cdp.send('Page.addScriptToEvaluateOnNewDocument', isolated, session);
    }
    const patterns = [{ urlPattern: '*', resourceType: 'Document', requestStage: 'Request' }];
    await cdp.send('Fetch.enable', { patterns }, session);
    return { cdp, session };
  }

  private onEvent({ method, params }: CdpEvent, cdp: Cdp, session: string): void {
    switch (method) {
      case 'Fetch.requestPaused':
        void this.decideNavigation(params as unknown as RequestPaused, cdp, session).catch(() => undefined);
        break;
      case 'Page.frameNavigated':
        this.onNavigated(params.frame as { id: string; parentId?: string; url: string; urlFragment?: string });
        break;
      case 'Page.navigatedWithinDocument':
        if (params.frameId === this.targetId) this.url = String(params.url);
        break;
      case 'Page.loadEventFired':
        this.loaded.resolve();
        this.emit('did-finish-load', preventable({}));
        break;
      case 'Page.windowOpen':
        popUps.onAnswer(this.openHandler({ url: String(params.url) }).action);
        break;
      case 'Runtime.executionContextCreated':
        this.onContext(params as unknown as ContextCreated);
        break;
      case 'Runtime.bindingCalled':
        void this.onMessage(String(params.payload), Number(params.executionContextId), cdp, session);
        break;
      case 'Inspector.targetCrashed':
        this.crashed = true;
        this.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 139 });
        break;
    }
  }

  private async decideNavigation(paused: RequestPaused, cdp: Cdp, session: string): Promise<void> {
    const { requestId, request, frameId, redirectedRequestId } = paused;
    const isMainFrame = frameId === this.targetId;
    const event = preventable({ url: request.url, isMainFrame, isSameDocument: false });
    if (redirectedRequestId) this.emit('will-redirect', event);
    else if (isMainFrame && this.ownLoads > 0) this.ownLoads -= 1;
    else {
      this.emit('will-frame-navigate', event);
      if (isMainFrame) this.emit('will-navigate', event);
    }
    if (event.defaultPrevented) {
      await cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }, session);
      return;
    }
    this.emit('did-start-navigation', event);
    await cdp.send('Fetch.continueRequest', { requestId }, session);
  }

  private onNavigated(frame: { parentId?: string; url: string; urlFragment?: string }): void {
    if (frame.parentId) return;
    this.crashed = false;
    this.url = frame.url + (frame.urlFragment ?? '');
    void applyPermissions(this.frame().origin);
    this.emit('did-navigate', preventable({}), this.url);
  }

  private onContext({ context }: ContextCreated): void {
    if (context.name === WORLD && context.auxData.frameId === this.targetId) this.preloadContext = context.id;
  }

  private frame(): Frame {
    return { url: this.url, origin: URL.parse(this.url)?.origin ?? 'null', parent: null };
  }

  private async onMessage(payload: string, contextId: number, cdp: Cdp, session: string): Promise<void> {
    const message = JSON.parse(payload) as {
      kind: string;
      channel: string;
      id: number;
      args: Array<{ value?: unknown }>;
    };
    const args = message.args.map(({ value }) => value);
    const event = { sender: this.self(), senderFrame: strict(this.frame(), 'senderFrame'), type: 'frame' };
    if (message.kind === 'send') {
      ipcMain.emit(message.channel, event, ...args);
      return;
    }
    const reply = await answerInvoke(message.channel, event, args);
    const expression = `electronDoubleReply(${message.id}, ${JSON.stringify(reply)})`;
    await cdp.send('Runtime.evaluate', { expression, contextId }, session).catch(() => undefined);
  }

  /** The guarded object handed out to the app; the window sets it. */
  private guarded: WebContentsDouble | null = null;

  self(): WebContentsDouble {
    this.guarded ??= strict(this, 'webContents');
    return this.guarded;
  }

  private report(error: unknown): void {
    if (!this.destroyed) process.stderr.write(`electron double: ${String(error)}\n`);
  }

  /** Sends a protocol command once the page is there. */
  async command(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const { cdp, session } = await this.attached;
    return cdp.send(method, params, session);
  }

  async loadURL(url: string): Promise<void> {
    await this.attached;
    this.ownLoads += 1;
    const loaded = Promise.withResolvers<void>();
    this.loaded = loaded;
    const { errorText } = await this.command('Page.navigate', { url });
    if (errorText) throw new Error(`${String(errorText)} loading '${url}'`);
    await loaded.promise;
  }

  reload(): void {
    this.ownLoads += 1;
    void this.command('Page.reload').catch((error) => this.report(error));
  }

  getURL(): string {
    return this.url;
  }

  send(channel: string, ...args: unknown[]): void {
    const wrapped = args.map((value) => (value === undefined ? {} : { value }));
    const expression = `electronDoubleEvent(${JSON.stringify(channel)}, ${JSON.stringify(wrapped)})`;
    const contextId = this.preloadContext;
    if (contextId)
      void this.command('Runtime.evaluate', { expression, contextId }).catch((error) => this.report(error));
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.openHandler = handler;
  }

  getZoomLevel(): number {
    return this.zoomLevel;
  }

  setZoomLevel(level: number): void {
    this.zoomLevel = level;
  }

  isCrashed(): boolean {
    return this.crashed;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  forcefullyCrashRenderer(): void {
    void this.command('Page.crash').catch(() => undefined);
  }

  close(_options?: { waitForBeforeUnload: boolean }): void {
    this.emit('-close-requested');
  }

  /** Ends the page; called by its window. */
  destroyPage(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    everyone.delete(this);
    void this.attached
      .then(({ cdp }) => cdp.send('Target.closeTarget', { targetId: this.targetId }))
      .catch(() => undefined);
    this.emit('destroyed');
  }
}

/** Statics of Electron's `webContents` module. */
export const webContents = strict(
  {
    getAllWebContents: () => [...everyone].map((contents) => contents.self()),
    fromId: (id: number) => [...everyone].find((contents) => contents.id === id)?.self(),
    fromDevToolsTargetId: (targetId: string) =>
      [...everyone].find((contents) => contents.targetId === targetId)?.self(),
  },
  'webContents',
);
