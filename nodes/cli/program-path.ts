/** The program that runs now, to be started once more: the command line, from source or packed. */
export function programPath(): string {
  return process.argv[1] ?? '';
}
