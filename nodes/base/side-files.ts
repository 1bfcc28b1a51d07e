const marks =
  /^(?:\.|_(?:SUCCESS|started|committed|metadata|common_metadata)(?:$|[._])|Thumbs\.db$|desktop\.ini$)|\.crc$/;

/** Whether a file of a folder is no data: hidden, or left beside them by what wrote them (`_SUCCESS`, checksums, table logs). */
export function isSideFile(path: string): boolean {
  return path.split('/').some((part) => marks.test(part) || part === '_delta_log' || part === '__MACOSX');
}
