import { askAhead, EVENTS, flowUrls } from './client/early-answers.ts';
import { authHeaders, takeToken } from './client/token.ts';
import { currentPage, currentProject } from './state/current-project.ts';

/**
 * A script of its own, which runs before the rest of the code: the node works out what the flow page will want while the browser
 * reads the code. The events come first, so that none is missed between an answer and them.
 */
takeToken();
const headers = authHeaders();
if (headers.authorization) {
  askAhead(EVENTS, headers);
  whenCodeIsHere(askForFlow);
}

function askForFlow(): void {
  const project = currentProject();
  if (project === null || currentPage() !== 'flow') return;
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
