import { untilWorthAsking } from './connection.ts';

const nodeAnswers = () =>
  fetch(window.location.pathname, { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  );

/**
 * Fetches a part of the workbench when it is needed first. While the node is away it waits and asks again. A part that a node
 * which answers does not have twice, because another version was installed meanwhile, fails: the page is to be loaded anew.
 */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  let refusals = 0;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await load();
    } catch (error) {
      refusals = (await nodeAnswers()) ? refusals + 1 : 0;
      if (refusals > 1) throw error;
      await untilWorthAsking(attempt);
    }
  }
}
