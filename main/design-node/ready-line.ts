import { z } from 'zod';

const ReadyLine = z.object({
  event: z.literal('ready'),
  url: z.url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost)$/ }),
  token: z.string().min(16),
});

/** Where the running Design node listens, and the token of this launch. */
export interface DesignAddress {
  origin: string;
  port: number;
  token: string;
}

/** Reads the Design node's ready line; null for any other line. Only loopback addresses count. */
export function parseReadyLine(line: string): DesignAddress | null {
  if (!line.startsWith('{')) return null;
  try {
    const { url, token } = ReadyLine.parse(JSON.parse(line));
    const { origin, port } = new URL(url);
    return { origin, port: Number(port), token };
  } catch {
    return null;
  }
}

/** Splits a stream of chunks into lines; a half line waits for its rest. */
export function lineSplitter(onLine: (line: string) => void): (chunk: Buffer | string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
}
