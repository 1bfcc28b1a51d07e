import type { ChartFilter } from '../../../nodes/contract/project/index.ts';
import type { Column, Schema } from '../../../nodes/contract/schema.ts';
import type { Drop } from './drag.ts';
import { FieldChip } from './FieldChip.tsx';
import { FilterEditor } from './FilterEditor.tsx';
import { filterWords } from './filter-words.ts';
import { WellBox } from './WellBox.tsx';

interface FilterWellProps {
  projectId: string;
  dataset: string;
  schema: Schema;
  filters: readonly ChartFilter[];
  onChange: (filters: ChartFilter[]) => void;
  onDrop: (drop: Drop) => void;
}

/** Fields by which the rows of this chart are filtered. */
export function FilterWell({ projectId, dataset, schema, filters, onChange, onDrop }: FilterWellProps) {
  return (
    <WellBox
      id="filters"
      label="Filters"
      help="Only rows that pass all of these are shown."
      takes={() => true}
      needed={false}
      empty={filters.length === 0}
      hint="Drop a field to filter by it"
    >
      {filters.map((filter, at) => {
        const column: Column = schema.find(({ name }) => name === filter.column) ?? {
          name: filter.column,
          type: 'string',
        };
        return (
          <FieldChip
            // biome-ignore lint/suspicious/noArrayIndexKey: filters have no identity but their place
            key={`${filter.column} ${at}`}
            well="filters"
            at={at}
            column={column}
            label={`${filter.column}: ${filterWords(filter, column)}`}
            sort="filter"
            onDrop={onDrop}
            onRemove={() => onChange(filters.filter((_, index) => index !== at))}
            moves={[]}
          >
            <FilterEditor
              projectId={projectId}
              dataset={dataset}
              column={column}
              filter={filter}
              onChange={(next) => onChange(filters.map((one, index) => (index === at ? next : one)))}
            />
          </FieldChip>
        );
      })}
    </WellBox>
  );
}
