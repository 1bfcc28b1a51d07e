import { app } from 'electron';
import type { DesignNode } from './design-node/design-node.ts';
import { askBeforeLosing } from './dialogs/before-quit.ts';
import type { MayClose, Windows } from './windows/windows.ts';

/**
 * The end of the app: asks when something would be lost or cut off, stops the Design node gracefully, then lets go.
 * Closing the last window quits, but on macOS.
 */
export class Quit {
  readonly #node: DesignNode;
  readonly #windows: Windows;
  #isAgreed = false;
  #isAsking = false;
  #isNodeStopped = false;

  constructor(node: DesignNode, windows: Windows) {
    this.#node = node;
    this.#windows = windows;
  }

  listen(): void {
    this.#windows.mayClose = this.mayClose;
    app.on('before-quit', (event) => {
      if (this.#isAgreed) return;
      event.preventDefault();
      void this.#quitIfAgreed();
    });
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    app.on('will-quit', (event) => {
      if (this.#isNodeStopped) return;
      event.preventDefault();
      void this.#stopNode().then(() => app.quit());
    });
  }

  /** Whether a window may close now; when something has to be asked first, it is, and the window closes later. */
  readonly mayClose: MayClose = (window, { isLast, unsent }) => {
    if (this.#isAgreed) return true;
    if (isLast && process.platform !== 'darwin') {
      app.quit();
      return false;
    }
    if (unsent === 0) return true;
    void askBeforeLosing({ running: [], unsent }, 'close', window).then((isAgreed) => {
      if (isAgreed && !window.isDestroyed()) window.destroy();
    });
    return false;
  };

  /** Asks as for quitting and stops the node, for a new instance that starts after this one. False: the person stays. */
  async prepareRestart(): Promise<boolean> {
    if (!(await this.#isAgreedTo())) return false;
    this.#isAgreed = true;
    await this.#stopNode();
    app.releaseSingleInstanceLock();
    return true;
  }

  /** The restart did not come about: the node starts again. */
  abandonRestart(): void {
    this.#isAgreed = false;
    this.#isNodeStopped = false;
    app.requestSingleInstanceLock();
    void this.#node.start();
  }

  async #quitIfAgreed(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#isAgreed = await this.#isAgreedTo().finally(() => {
      this.#isAsking = false;
    });
    if (this.#isAgreed) app.quit();
  }

  async #isAgreedTo(): Promise<boolean> {
    const running = await this.#node.running();
    const unsent = this.#windows.unsent();
    if (running.length === 0 && unsent === 0) return true;
    return askBeforeLosing({ running, unsent }, 'quit', this.#windows.front());
  }

  async #stopNode(): Promise<void> {
    await this.#node.stop();
    this.#isNodeStopped = true;
  }
}
