import { askAhead } from './client/early-answers.ts';
import { authHeaders, takeToken } from './client/token.ts';
import { currentPage, currentProject } from './state/current-project.ts';

/**
 * A script of its own that runs while the rest of the code is on its way: the node works out what the flow page will want
 * while the browser reads the code. The events come first, so that none is missed between an answer and them.
 */
takeToken();
const headers = authHeaders();
if (headers.authorization) {
  askAhead('./api/events', headers);
  const project = currentProject();
  if (project !== null && currentPage() === 'flow') {
    askAhead(`./api/projects/${project}`, headers);
    askAhead(`./api/projects/${project}/flow`, headers);
    askAhead('./api/catalog', headers);
  }
}
