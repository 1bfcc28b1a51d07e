/**
 * Reads a stream to its end. One that says nothing for `silenceMs` counts as ended: whoever sends it is stopped, or the way to
 * it is cut without anybody telling.
 */
export async function readStream(
  body: ReadableStream<Uint8Array>,
  onText: (text: string) => void,
  silenceMs: number,
): Promise<void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listen = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void reader.cancel().catch(() => undefined), silenceMs);
  };
  try {
    listen();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      listen();
      onText(decoder.decode(part.value, { stream: true }));
    }
  } finally {
    clearTimeout(timer);
  }
}
