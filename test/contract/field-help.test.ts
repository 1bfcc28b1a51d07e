import { expect, test } from 'vitest';
import { sourceFiles } from '../architecture/source-files.ts';

/** Where forms are made by hand. Forms of kinds come from the catalogue, which has its own test; charts have theirs. */
const areas =
  /^renderer\/(features\/(connections|datasets|deploy|flow|home|models|quality|scenarios|shell|tests)|explore\/source|golden|lineage|ui)\//;

const fields = [
  ...['TextInput', 'Textarea', 'PasswordInput', 'NumberInput', 'Select', 'MultiSelect', 'TagsInput', 'Autocomplete'],
  ...['Switch', 'Checkbox'],
];

/** Their label says all there is to say: switches in a tool bar. */
const selfExplaining = new Set(['Active', 'Only columns that differ', 'Also what decides which rows there are']);

/** The opening tag that begins at `start`: up to the `>` outside braces. */
function openingTag(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '{') depth += 1;
    else if (letter === '}') depth -= 1;
    else if (letter === '>' && depth === 0 && text[at - 1] !== '=') return text.slice(start, at);
  }
  return text.slice(start);
}

const labelled = sourceFiles()
  .filter(({ path }) => path.endsWith('.tsx') && areas.test(path))
  .flatMap(({ path, text }) =>
    [...text.matchAll(new RegExp(`<(${fields.join('|')})\\b`, 'g'))].flatMap(({ index }) => {
      const tag = openingTag(text, index);
      const label = /\slabel="([^"]+)"/.exec(tag)?.[1];
      return label === undefined || selfExplaining.has(label) ? [] : [{ path, label, tag }];
    }),
  );

test('every field of a hand-made form says what it is for', () => {
  expect(labelled.length).toBeGreaterThan(40);
  const silent = labelled.filter(({ tag }) => !/\sdescription=/.test(tag));
  expect(silent.map(({ path, label }) => `${path}: ${label}`)).toEqual([]);
});

test('help says more than the label', () => {
  const repeating = labelled.filter(({ label, tag }) => {
    const help = /\sdescription="([^"]+)"/.exec(tag)?.[1];
    return help !== undefined && (help.length < 8 || help.toLowerCase().startsWith(label.toLowerCase()));
  });
  expect(repeating.map(({ path, label }) => `${path}: ${label}`)).toEqual([]);
});
