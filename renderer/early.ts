import { askAhead, EVENTS, flowUrls } from './client/early-answers.ts';
import { authHeaders, takeToken } from './client/token.ts';
import { currentPage, currentProject } from './state/current-project.ts';

/**
 * A script of its own, which runs before the rest of the code: the browser fetches the flow page side by side with that, and the
 * node works out what the page will want while the browser reads the code. The events come first, so that none is missed between
 * an answer and them.
 */
takeToken();
const headers = authHeaders();
const project = currentPage() === 'flow' ? currentProject() : null;
if (headers.authorization) askAhead(EVENTS, headers);
if (project !== null) {
  // Whoever shows the page asks again, and hears of a failure.
  import('./features/flow/FlowPage.tsx').catch(() => undefined);
  if (headers.authorization) whenCodeIsHere(() => askForFlow(project));
}

function askForFlow(project: string): void {
  for (const url of flowUrls(project)) askAhead(url, headers);
}

/** The node would answer before it gives the code, which is wanted first. */
function whenCodeIsHere(then: () => void): void {
  const code = document.querySelector<HTMLScriptElement>('script[type=module]:not([async])')?.src;
  const watch = (entries: PerformanceObserverEntryList, observer: PerformanceObserver) => {
    if (!entries.getEntries().some(({ name }) => name === code)) return;
    observer.disconnect();
    then();
  };
  new PerformanceObserver(watch).observe({ type: 'resource', buffered: true });
}
