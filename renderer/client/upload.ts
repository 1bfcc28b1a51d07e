/** A file on its way to the node. */
interface Upload {
  url: string;
  headers: Record<string, string>;
  file: Blob;
  method: string;
  signal?: AbortSignal | undefined;
  /** Bytes sent so far, of how many. */
  onProgress: (sent: number, total: number) => void;
}

/**
 * Sends a file as the raw body and tells how far it is, which `fetch` cannot. Rejects with a TypeError when nobody answers and
 * with the signal's reason when it is aborted.
 */
export function upload({ url, method, headers, file, signal, onProgress }: Upload): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.responseType = 'blob';
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onload = () => {
      const { status, statusText, response } = request;
      resolve(new Response(response as Blob, { status, statusText }));
    };
    request.onerror = () => reject(new TypeError('Failed to send'));
    request.onabort = () => reject(signal?.reason ?? new DOMException('Aborted', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    if (signal?.aborted) request.abort();
    else request.send(file);
  });
}
