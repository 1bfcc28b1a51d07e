import type { Cdp } from './cdp.ts';

type Answer = 'allow' | 'deny';

interface Attached {
  sessionId: string;
  waitingForDebugger: boolean;
  targetInfo: { targetId: string; type: string };
}

/**
 * New pages start paused. The app's own ones go on at once; for a pop-up two events come in either order, the paused page
 * and the answer of its opener's handler, and are brought together here.
 */
export class PopUps {
  private readonly answers: Answer[] = [];
  private readonly waiting: Array<(answer: Answer) => void> = [];
  private readonly ownPages = new Set<string>();
  private creating: Array<Promise<unknown>> = [];

  /** Marks the page that `created` is about to make as the app's own. */
  async expectOwnPage(created: Promise<{ targetId: string }>): Promise<{ targetId: string }> {
    const noted = created.then(({ targetId }) => this.ownPages.add(targetId));
    this.creating.push(noted);
    await noted;
    this.creating = this.creating.filter((other) => other !== noted);
    return created;
  }

  /** A page wanted to open a window and its handler has answered. */
  onAnswer(answer: Answer): void {
    const next = this.waiting.shift();
    if (next) next(answer);
    else this.answers.push(answer);
  }

  watch(cdp: Cdp): void {
    cdp.listen('', ({ method, params }) => {
      const attached = params as unknown as Attached;
      if (method !== 'Target.attachedToTarget' || !attached.waitingForDebugger) return;
      // The page may be gone before it is decided.
      void this.decide(cdp, attached).catch(() => undefined);
    });
    void cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  }

  private async decide(cdp: Cdp, { sessionId, targetInfo }: Attached): Promise<void> {
    if (targetInfo.type === 'page' && (await this.answerFor(targetInfo.targetId)) === 'deny') {
      // It shares its opener's process, which stays blocked until the page goes on: let it go on, but load nothing.
      await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, sessionId);
      await cdp.send('Runtime.runIfWaitingForDebugger', {}, sessionId);
      await cdp.send('Target.closeTarget', { targetId: targetInfo.targetId });
      return;
    }
    await cdp.send('Runtime.runIfWaitingForDebugger', {}, sessionId);
    await cdp.send('Target.detachFromTarget', { sessionId });
  }

  private async answerFor(targetId: string): Promise<Answer> {
    await Promise.all(this.creating);
    if (this.ownPages.has(targetId)) return 'allow';
    const known = this.answers.shift();
    return known ?? new Promise((resolve) => this.waiting.push(resolve));
  }
}
