import { Button, Tooltip } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import type { Project } from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { meaningRuleFor, type Rule, uncheckedMeanings } from './quality-data.ts';

interface MeaningOfferProps {
  project: Project;
  dataset: string;
  schema: Schema;
  rules: readonly Rule[];
  onAdd: (rules: Rule[]) => void;
}

/** Offers rules for the columns that mean something and that no rule checks for it; nothing when there are none. */
export function MeaningOffer({ project, dataset, schema, rules, onAdd }: MeaningOfferProps) {
  const declared = project.datasets[dataset]?.schema;
  const columns = uncheckedMeanings(schema, { declared, rules, own: project.meanings });
  if (columns.length === 0) return null;
  const add = () => {
    const added: Rule[] = [];
    for (const column of columns) added.push(meaningRuleFor(column, [...rules, ...added]));
    onAdd(added);
  };
  return (
    <Tooltip
      multiline
      maw={320}
      label={`Adds a rule for each column that means something and is not checked for it: ${columns.join(', ')}`}
    >
      <Button variant="default" leftSection={<IconShieldCheck size={14} />} onClick={add}>
        {columns.length === 1 ? 'Check a meaning' : `Check ${columns.length} meanings`}
      </Button>
    </Tooltip>
  );
}
