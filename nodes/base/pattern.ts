/** Patterns are written so that both engines (RE2 in DuckDB, JavaScript) understand them alike. */

const CLASSES: Record<string, string> = { s: '[\\t\\n\\f\\r ]', S: '[^\\t\\n\\f\\r ]' };

/** What a pattern holds that one of the engines lacks, or why it is no pattern. */
export function patternProblem(pattern: string): string | undefined {
  if (/\(\?<?[=!]/.test(pattern)) return 'look-ahead and look-behind are not supported';
  if (/\\[1-9]/.test(pattern)) return 'back references are not supported';
  if (/\\[^dDwWsSbBntrfv.*+?^$()[\]{}|/\\\-A-Za-z]/.test(pattern)) return 'an escaped character is not supported';
  if (/\\(?![dDwWsSbBntrfv])[A-Za-z]/.test(pattern)) return 'an escaped letter is not supported';
  if (/\[:\w+:\]/.test(pattern)) return 'write \\d, \\w or \\s instead of a named class';
  if (/\(\?(?!:|i\))/.test(pattern) || pattern.indexOf('(?i)') > 0)
    return 'only (?: … ) and a leading (?i) are supported';
  if (/\[[^\]]*\\S/.test(pattern)) return 'write [^\\s…] instead of \\S in a class';
  try {
    compilePattern(pattern);
    return undefined;
  } catch {
    return 'this is not a valid pattern';
  }
}

/** The JavaScript regular expression that matches what RE2 matches. */
export function compilePattern(pattern: string, flags = ''): RegExp {
  const ignoreCase = pattern.startsWith('(?i)');
  const body = ignoreCase ? pattern.slice(4) : pattern;
  let source = '';
  let inClass = false;
  for (let i = 0; i < body.length; i++) {
    const character = body.charAt(i);
    if (character === '\\') {
      const next = body.charAt(++i);
      const translated = CLASSES[next];
      source += translated === undefined ? escaped(next, inClass) : inClass ? translated.slice(1, -1) : translated;
      continue;
    }
    if (character === '[') inClass = true;
    if (character === ']') inClass = false;
    source += character === '.' && !inClass ? '[^\\n]' : character;
  }
  return new RegExp(source, `${flags}u${ignoreCase ? 'i' : ''}`);
}

/** The Unicode mode of JavaScript knows `\-` in a class only. */
function escaped(character: string, inClass: boolean): string {
  return character === '-' && !inClass ? '-' : `\\${character}`;
}

/** How many groups a pattern has. */
export function countGroups(pattern: string): number {
  return (compilePattern(`${pattern}|`).exec('')?.length ?? 1) - 1;
}
