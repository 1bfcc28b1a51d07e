import type { JobLogLine } from '../../contract/flow.ts';
import type { Project } from '../../contract/project/index.ts';

/** A line of a log where there is no other place to say of which recipe it is. */
export const logWords = ({ recipe, text }: JobLogLine, { recipes }: Project): string =>
  recipe === null ? text : `${recipes[recipe]?.name ?? recipe}: ${text}`;
