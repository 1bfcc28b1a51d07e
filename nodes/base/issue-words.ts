interface Issue {
  code?: string;
  message: string;
}

/** What a schema complains about, in words for a person: a value that is not there has not been set yet. */
export function issueWords(issue: Issue | undefined, otherwise = 'not as expected'): string {
  if (!issue) return otherwise;
  return issue.code === 'invalid_type' && issue.message.endsWith('received undefined') ? 'not set yet' : issue.message;
}
