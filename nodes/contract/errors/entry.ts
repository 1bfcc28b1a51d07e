/** One entry of the error catalogue. `{name}` in the texts is filled from the error's data. */
export interface ErrorEntry {
  /** HTTP status the error maps to at the edge. */
  status: number;
  /** What happened and where. */
  message: string;
  /** What to do about it. */
  hint: string;
}
