/** Names as people expect them: empty ones numbered, repeated ones suffixed. */
export function nameCells(cells: readonly string[]): string[] {
  const used = new Map<string, number>();
  return cells.map((cell, index) => {
    const name =
      cell
        .replaceAll('\0', '')
        .trim()
        .replace(/^"(.+)"$/, '$1') || `column${index}`;
    const count = used.get(name.toLowerCase());
    used.set(name.toLowerCase(), (count ?? 0) + 1);
    return count === undefined ? name : `${name}_${count}`;
  });
}
