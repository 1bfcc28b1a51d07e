/** Where the node tells its events. */
export const EVENTS = './api/events';

/** What the flow page reads first; addresses as the contract has them, which is not here yet. */
export const flowUrls = (project: string): string[] => [
  `./api/projects/${project}`,
  `./api/projects/${project}/flow`,
  './api/catalog',
];

const answers = new Map<string, Promise<Response>>();
let isOver = false;

/** Asks before the code that wants the answer has come, unless it has by now; each answer is taken once. */
export function askAhead(url: string, headers: Record<string, string>): void {
  if (isOver) return;
  const answer = fetch(url, { headers });
  // Whoever takes it hears of a failure; nobody may.
  answer.catch(() => undefined);
  answers.set(url, answer);
}

/** The answer that was asked for ahead; undefined when it was not, or was taken. */
export function takeAnswer(url: string): Promise<Response> | undefined {
  isOver = true;
  const answer = answers.get(url);
  answers.delete(url);
  return answer;
}
