/** The `.millrace` bundle among the arguments of a start, as the system passes it for a double click; null without one. */
export function bundleArgument(args: readonly string[]): string | null {
  return args.find((arg) => !arg.startsWith('-') && arg.toLowerCase().endsWith('.millrace')) ?? null;
}

/** The folder after `--data` among the arguments of a start: the Design node's data folder; null without one. */
export function dataArgument(args: readonly string[]): string | null {
  const index = args.indexOf('--data');
  return index < 0 ? null : (args[index + 1] ?? null);
}
