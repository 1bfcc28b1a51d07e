import type { z } from 'zod';
import { sortKeys } from '../base/canonical-json.ts';
import { type Edit, families, Layout, ProjectInfo, Variables } from '../contract/project/index.ts';

/** Which files a project consists of. Object families are folders of `<id>.json`; these three are single files. */
export const singleFiles = { info: 'millrace.json', variables: 'variables.json', layout: 'layout.json' } as const;

export type EditFamily = Edit['family'];
export type SingleFamily = keyof typeof singleFiles;

export function isSingle(family: EditFamily): family is SingleFamily {
  return family in singleFiles;
}

/** Path of an object's file within the project folder. */
export function objectPath(family: EditFamily, id: string): string {
  return isSingle(family) ? singleFiles[family] : `${family}/${id}.json`;
}

export function schemaOf(family: EditFamily): z.ZodType {
  if (family === 'info') return ProjectInfo;
  if (family === 'variables') return Variables;
  if (family === 'layout') return Layout;
  return families[family];
}

/**
 * The text of a project file: two spaces, the object's own keys in the order of its schema, all deeper keys sorted, a line break at the
 * end. Equal objects give equal text, so version control shows only what changed.
 */
export function fileText(family: EditFamily, value: unknown): string {
  const parsed = schemaOf(family).parse(value);
  const ordered =
    family === 'variables' || parsed === null || typeof parsed !== 'object'
      ? sortKeys(parsed)
      : Object.fromEntries(Object.entries(parsed).map(([key, member]) => [key, sortKeys(member)]));
  return `${family === 'tests' ? withCompactRows(ordered) : JSON.stringify(ordered, null, 2)}\n`;
}

/** JSON with each table row of a golden test, and each column of its schema, on one line. */
function withCompactRows(value: unknown, indent = ''): string {
  const deeper = `${indent}  `;
  const lines = (items: string[], [open, close]: [string, string]) =>
    items.length === 0 ? open + close : `${open}\n${deeper}${items.join(`,\n${deeper}`)}\n${indent}${close}`;
  if (Array.isArray(value)) {
    if (!value.some((item) => item !== null && typeof item === 'object')) return JSON.stringify(value);
    const isTable = value.every((item) => Array.isArray(item) || (item !== null && 'type' in Object(item)));
    const items = value.map((item) => (isTable ? JSON.stringify(item) : withCompactRows(item, deeper)));
    return lines(items, ['[', ']']);
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${withCompactRows(item, deeper)}`,
  );
  return lines(members, ['{', '}']);
}

/** Where in an object a schema complains, and why: `steps.3.column: ` and the reason. */
export function firstIssue(error: z.ZodError): { field: string; problem: string } {
  const issue = error.issues[0];
  return { field: issue?.path.length ? `${issue.path.join('.')}: ` : '', problem: issue?.message ?? 'not as expected' };
}
