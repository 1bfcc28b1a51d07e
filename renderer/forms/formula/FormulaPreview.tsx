import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Recipe } from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { useCall } from '../../client/hooks.ts';
import { cellText } from '../../ui/cell-text.ts';
import type { FormSources } from '../form-context.ts';
import { columnsUsed } from './formula-words.ts';

interface FormulaPreviewProps {
  formula: string;
  schema: Schema;
  sample: NonNullable<FormSources['sample']>;
}

const resultColumn = '#result';
const shownRows = 4;
const shownColumns = 3;

/** What a sound formula gives on the first rows, beside the columns it uses. */
export function FormulaPreview({ formula, schema, sample }: FormulaPreviewProps) {
  const [asked] = useDebouncedValue(formula, 400);
  const { projectId, input, steps } = sample;
  const recipe = useMemo(
    (): Recipe => ({
      id: 'question',
      name: 'Question',
      kind: 'prepare',
      version: 1,
      inputs: { input: [input] },
      outputs: {},
      settings: {
        steps: [
          ...(steps ?? []),
          { id: 'question', kind: 'formula', settings: { column: resultColumn, formula: asked } },
        ],
      },
    }),
    [asked, input, steps],
  );
  const answer = useCall(
    'flow.preview',
    { params: { project: projectId }, body: { recipe, limit: shownRows } },
    { enabled: asked.trim() !== '', placeholderData: keepPreviousData, gcTime: 30_000 },
  );
  const page = answer.data?.page;
  if (!page || asked.trim() === '') return null;
  const used = columnsUsed(asked, schema).slice(0, shownColumns);
  const shown = [...used, resultColumn].flatMap((name) => {
    const at = page.schema.findIndex((column) => column.name === name);
    const column = page.schema[at];
    return column ? [{ name, type: column.type, cells: page.columns[at] ?? [] }] : [];
  });
  const count = shown.at(-1)?.cells.length ?? 0;
  return (
    <table className="mr-formula-preview" aria-label="The formula on the first rows">
      <thead>
        <tr>
          {shown.map(({ name }) => (
            <th key={name} data-result={name === resultColumn || undefined}>
              {name === resultColumn ? 'Result' : name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: Math.min(count, shownRows) }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <tr key={row}>
            {shown.map(({ name, type, cells }) => {
              const text = cellText(cells[row], type);
              return (
                <td key={name} data-result={name === resultColumn || undefined} data-empty={text === null || undefined}>
                  {text ?? 'empty'}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
