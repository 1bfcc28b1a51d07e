/** A column as it stands in a formula. */
export function columnText(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text or number as it stands in a formula. */
export function valueText(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
