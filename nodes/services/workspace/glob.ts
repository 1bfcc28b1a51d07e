/**
 * A path pattern: `*` and `?` match within a folder, `**` across folders. Matching follows all ways through the pattern at once, so its time
 * is the product of both lengths at most, whatever pattern a caller makes up.
 */
export function globPattern(glob: string): { test(path: string): boolean } {
  const tokens = glob.match(/\*\*\/|\*\*|\*|\?|[^*?]/gsu) ?? [];
  return {
    test(path) {
      let states = through(new States(tokens.length), tokens, { enter: 0 });
      for (const character of path) {
        const next = new States(tokens.length);
        for (const [at, token] of tokens.entries()) {
          if (states.before[at]) advance(next, { at, token, character });
          if (!states.within[at]) continue;
          next.within[at] = 1;
          if (character === '/') next.before[at + 1] = 1;
        }
        states = through(next, tokens);
      }
      return states.before[tokens.length] === 1;
    },
  };
}

/** Where in the pattern a path may be: before a token, or within the folders that a `**` and its slash stand for. */
class States {
  readonly before: Uint8Array;
  readonly within: Uint8Array;
  constructor(tokens: number) {
    this.before = new Uint8Array(tokens + 1);
    this.within = new Uint8Array(tokens + 1);
  }
}

function advance(next: States, { at, token, character }: { at: number; token: string; character: string }): void {
  const isSlash = character === '/';
  if (token === '**/') next.within[at] = 1;
  if (token === '**' || (token === '*' && !isSlash)) next.before[at] = 1;
  if (token === character || (token === '?' && !isSlash) || (token === '**/' && isSlash)) next.before[at + 1] = 1;
}

/** Every `*` may also stand for nothing. */
function through(states: States, tokens: readonly string[], how: { enter?: number } = {}): States {
  if (how.enter !== undefined) states.before[how.enter] = 1;
  for (const [at, token] of tokens.entries()) if (states.before[at] && token.startsWith('*')) states.before[at + 1] = 1;
  return states;
}
