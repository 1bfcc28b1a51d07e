/** The `.millrace` bundle among the arguments of a start, as the system passes it for a double click; null without one. */
export function bundleArgument(args: readonly string[]): string | null {
  return args.find((arg) => !arg.startsWith('-') && arg.toLowerCase().endsWith('.millrace')) ?? null;
}
