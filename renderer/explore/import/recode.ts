import type { ApiError } from '../../client/call.ts';

/** Larger files are not changed in the browser. */
const mostBytes = 300_000_000;

/** An encoding that the node does not read but a browser does; null when the error is about something else. */
export function otherEncoding(error: ApiError): { label: string; name: string } | null {
  if (error.code === 'DATA_ENCODING') return { label: 'windows-1252', name: 'Windows-1252' };
  if (error.code === 'DATA_FILE_FOREIGN' && String(error.data.what).includes('UTF-16'))
    return { label: 'utf-16be', name: 'UTF-16, big-endian' };
  return null;
}

/** The file as UTF-8; null when it is too large for that. */
export async function recoded(file: File, label: string): Promise<File | null> {
  if (file.size > mostBytes) return null;
  const text = new TextDecoder(label).decode(await file.arrayBuffer());
  return new File([text], file.name, { type: file.type });
}
