import { EventEmitter } from 'node:events';
import type { AppUpdater, CancellationToken } from 'electron-updater';
import type { UpdateMode, UpdateState } from '../../nodes/contract/desktop/updates.ts';
import type { Feed } from './feed.ts';
import { openUpdater, type UpdaterOptions } from './open-updater.ts';
import { told, updateFailure } from './update-failure.ts';
import { nextStatus, type UpdateEvent } from './update-status.ts';

export interface UpdatesOptions extends Omit<UpdaterOptions, 'feed'> {
  feed: Feed;
  mode: UpdateMode;
  /** The operator has set the mode. */
  isModeFixed: boolean;
  /** Asks what has to be asked and lets go of what a new instance needs; false: the person stays. */
  prepareRestart(): Promise<boolean>;
  /** The restart did not come about: what was let go is taken up again. */
  abandonRestart(): void;
}

const FIRST_LOOK_MS = 15_000;
const LOOK_EVERY_MS = 6 * 3_600_000;

/**
 * Newer versions of the app: looked for when a person asks, or by itself where the person wants that; downloaded, checked by
 * the updater (hash, signature where the system has them) and installed by a restart.
 */
export class Updates extends EventEmitter<{ changed: [UpdateState] }> {
  readonly #options: UpdatesOptions;
  #state: UpdateState;
  #updater: Promise<AppUpdater> | null = null;
  #download: CancellationToken | null = null;
  #timers: NodeJS.Timeout[] = [];

  constructor(options: UpdatesOptions) {
    super();
    this.#options = options;
    const { feed, mode, isModeFixed } = options;
    const status =
      feed.kind === 'none' ? ({ kind: 'unavailable', reason: feed.reason } as const) : { kind: 'idle' as const };
    this.#state = { mode, isModeFixed, status, asked: false };
  }

  get state(): UpdateState {
    return this.#state;
  }

  /** Looks by itself from now on, some seconds after the start and every six hours, where the mode says so. */
  start(): void {
    const look = () => {
      if (this.#state.mode !== 'off') void this.check(false);
    };
    const first = setTimeout(look, FIRST_LOOK_MS);
    const again = setInterval(look, LOOK_EVERY_MS);
    this.#timers = [first.unref(), again.unref()];
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  setMode(mode: UpdateMode): void {
    if (mode === this.#state.mode) return;
    this.#change({ mode, asked: false });
    if (mode !== 'off' && this.#state.status.kind === 'idle') void this.check(false);
  }

  /** Asks the feed; `asked`: a person did, and is told also when there is nothing new. */
  async check(asked: boolean): Promise<void> {
    if (this.#state.status.kind === 'unavailable' || this.#state.status.kind === 'checking') {
      this.#change({ asked });
      return;
    }
    this.#on({ type: 'asked' }, asked);
    if (!this.#isNow('checking')) return;
    await this.#run(async (updater) => {
      const found = await updater.checkForUpdates();
      if (!found) this.#change({ status: { kind: 'unavailable', reason: NOT_INSTALLED } });
      else if (!found.isUpdateAvailable) this.#on({ type: 'none', at: new Date().toISOString() });
      else this.#on({ type: 'found', version: found.updateInfo.version });
    });
    if (this.#state.mode === 'download' && this.#isNow('available')) await this.download();
  }

  /** Downloads the version that is available. */
  async download(): Promise<void> {
    if (this.#state.status.kind !== 'available') return;
    this.#on({ type: 'progress', percent: 0 });
    await this.#run(async (updater) => {
      const { CancellationToken: Token } = await loadTokens();
      const token = new Token();
      this.#download = token;
      try {
        await updater.downloadUpdate(token);
      } catch (error) {
        if (!token.cancelled) throw error;
        this.#on({ type: 'cancelled' });
      } finally {
        this.#download = null;
      }
    });
  }

  cancel(): void {
    this.#download?.cancel();
  }

  /** Quits, installs and starts again. Without something downloaded nothing happens. */
  async install(): Promise<void> {
    if (this.#state.status.kind !== 'ready' || !(await this.#options.prepareRestart())) return;
    await this.#run(async (updater) => updater.quitAndInstall(false, true));
  }

  #isNow(kind: UpdateState['status']['kind']): boolean {
    return this.#state.status.kind === kind;
  }

  async #run(work: (updater: AppUpdater) => Promise<void>): Promise<void> {
    try {
      this.#updater ??= this.#open();
      await work(await this.#updater);
    } catch (error) {
      this.#failed(error);
    }
  }

  async #open(): Promise<AppUpdater> {
    const { feed } = this.#options;
    if (feed.kind === 'none') throw new Error(feed.reason);
    const updater = await openUpdater({ ...this.#options, feed });
    updater.on('download-progress', ({ percent }) => this.#on({ type: 'progress', percent }));
    updater.on('update-downloaded', ({ version }) => this.#on({ type: 'downloaded', version }));
    // Failed checks and downloads are thrown as well; only of an installation nothing else is heard.
    updater.on('error', (error) => {
      if (this.#state.status.kind !== 'ready') return;
      this.#failed(error);
      this.#options.abandonRestart();
    });
    return updater;
  }

  #failed(error: unknown): void {
    this.#options.log(`update: ${error instanceof Error ? error.stack : String(error)}`);
    const { feed } = this.#options;
    const address = feed.kind === 'feed' ? (feed.url ?? 'built into the app') : '';
    this.#on({ type: 'failed', error: told(updateFailure(this.#state.status, error, address)) });
  }

  #on(event: UpdateEvent, asked = this.#state.asked): void {
    this.#change({ status: nextStatus(this.#state.status, event), asked });
  }

  #change(change: Partial<UpdateState>): void {
    this.#state = { ...this.#state, ...change };
    this.emit('changed', this.#state);
  }
}

const NOT_INSTALLED =
  'This copy was not installed by a package that can be replaced: put a newer one in its place by hand.';

const loadTokens = async () => (await import('electron-updater')).default;
