/** Names as people expect them: empty ones numbered, repeated ones suffixed. */
export function nameCells(cells: readonly string[]): string[] {
  const used = new Set<string>();
  return cells.map((cell, index) => {
    const name =
      cell
        .replaceAll('\0', '')
        .trim()
        .replace(/^"(.+)"$/, '$1') || `column${index}`;
    let unique = name;
    for (let count = 1; used.has(unique.toLowerCase()); count += 1) unique = `${name}_${count}`;
    used.add(unique.toLowerCase());
    return unique;
  });
}
