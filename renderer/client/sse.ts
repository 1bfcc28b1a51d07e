/** Splits a server-sent event stream into the payloads of its `data:` lines. Keeps an unfinished line for the next chunk. */
export function createSseParser(onData: (text: string) => void): (chunk: string) => void {
  let rest = '';
  let data: string[] = [];
  return (chunk) => {
    rest += chunk;
    let end = rest.indexOf('\n');
    while (end >= 0) {
      const line = rest.slice(0, end).replace(/\r$/, '');
      rest = rest.slice(end + 1);
      if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
      else if (line === '' && data.length > 0) {
        onData(data.join('\n'));
        data = [];
      }
      end = rest.indexOf('\n');
    }
  };
}
