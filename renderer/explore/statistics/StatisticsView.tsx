import { Select, Tooltip } from '@mantine/core';
import { IconReportAnalytics } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { useCall, useCatalog } from '../../client/hooks.ts';
import { FormulaInput } from '../../forms/formula/FormulaInput.tsx';
import { exampleFormula } from '../../forms/formula/formula-words.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SampleChooser } from '../sample/SampleChooser.tsx';
import { shortWords } from '../sample/sample-words.ts';
import { AddCard } from './AddCard.tsx';
import { CardSettings } from './CardSettings.tsx';
import { CardView } from './CardView.tsx';
import { Starts } from './Starts.tsx';
import styles from './statistics.module.css';
import { type Facts, suggestedSettings } from './suggest.ts';
import { type WorksheetState, worksheetOf } from './worksheet-state.ts';

interface StatisticsViewProps {
  project: Project;
  datasetId: string;
  schema: Schema;
  readOnly: boolean;
}

const none: Facts = [];
const levels = [0.1, 0.05, 0.01, 0.001];

/** The statistics of a dataset: a worksheet of cards over one choice of rows. */
export function StatisticsView({ project, datasetId, schema, readOnly }: StatisticsViewProps) {
  const projectId = project.info.id;
  const { statistics: kinds } = useCatalog();
  const state = worksheetOf(project, datasetId);
  const { worksheet } = state;
  const [active, setActive] = useState<string | null>(null);
  const facts = useCall(
    'datasets.stats',
    { params: { project: projectId, dataset: datasetId }, body: {} },
    { enabled: !readOnly },
  );
  const known = facts.data?.columns ?? none;
  const list = useRef<HTMLDivElement>(null);
  const added = useRef<string | null>(null);
  const { cards } = worksheet;
  useEffect(() => {
    if (!added.current || !cards.some(({ id }) => id === added.current)) return;
    list.current?.querySelector(`[data-card="${added.current}"]`)?.scrollIntoView({ block: 'start' });
    added.current = null;
  }, [cards]);
  const add = (kind: CatalogKind) => {
    const id = state.add(
      [{ kind: kind.id, settings: suggestedSettings(kind, known) }],
      `Add ${kind.label.toLowerCase()}`,
    );
    added.current = id ?? null;
    setActive(id ?? null);
  };
  const chosen = cards.find(({ id }) => id === active);
  const kindOf = (id: string) => kinds.find((one) => one.id === id);
  const chosenKind = chosen && kindOf(chosen.kind);
  return (
    <section className={styles.view} aria-label="Statistics">
      <div className={styles.main}>
        <Bar {...{ state, schema, readOnly, kinds }} onAdd={add} />
        <div className={styles.scroll} ref={list}>
          {cards.length > 0 ? (
            <div className={styles.cards}>
              {cards.map((card) => (
                <CardView
                  key={card.id}
                  {...{ projectId, datasetId, card, state, readOnly }}
                  kind={kindOf(card.kind)}
                  active={active === card.id}
                  onActive={setActive}
                />
              ))}
            </div>
          ) : readOnly ? (
            <EmptyState icon={IconReportAnalytics} title="No statistics">
              Nobody has added cards to this dataset in the design project.
            </EmptyState>
          ) : (
            <Starts
              kinds={kinds}
              facts={known}
              ready={facts.data !== undefined}
              error={facts.error}
              onStart={(start) => state.add(start.cards, start.label)}
            />
          )}
        </div>
      </div>
      {chosen && chosenKind && !readOnly ? (
        <CardSettings
          key={chosen.id}
          {...{ projectId, datasetId, schema }}
          card={chosen}
          kind={chosenKind}
          sample={worksheet.sample}
          onChange={state.change}
          onClose={() => setActive(null)}
        />
      ) : null}
    </section>
  );
}

interface BarProps {
  state: WorksheetState;
  schema: Schema;
  readOnly: boolean;
  kinds: readonly CatalogKind[];
  onAdd: (kind: CatalogKind) => void;
}

const percent = (level: number): string => `${Number((level * 100).toPrecision(3))}%`;

/** Which rows all cards look at, how sure they have to be, and adding one. */
function Bar({ state, schema, readOnly, kinds, onAdd }: BarProps) {
  const { sample, filter = '', level } = state.worksheet;
  const example = exampleFormula(schema, '> 100');
  if (readOnly) {
    return (
      <div className={styles.bar}>
        <span className={styles.dim}>
          {[shortWords(sample), filter && `where ${filter}`, `significance level ${percent(level)}`]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
    );
  }
  const offered = [...new Set([...levels, level])].sort((a, b) => b - a);
  return (
    <div className={styles.bar}>
      <SampleChooser sample={sample} schema={schema} onSample={state.setSample} />
      <div className={styles.filter}>
        <FormulaInput
          value={filter}
          schema={schema}
          placeholder={example ? `Only rows where…  e.g. ${example}` : 'Only rows where…'}
          label="Only rows where this formula is true"
          onCommit={state.setFilter}
        />
      </div>
      <Tooltip
        label="How small a p-value has to be to be called significant; intervals cover the rest"
        multiline
        maw={260}
      >
        <Select
          aria-label="Significance level"
          className={styles.level}
          allowDeselect={false}
          data={offered.map((value) => ({ value: String(value), label: `Level ${percent(value)}` }))}
          value={String(level)}
          onChange={(value) => (value ? state.setLevel(Number(value)) : undefined)}
        />
      </Tooltip>
      <AddCard kinds={kinds} onAdd={onAdd} />
    </div>
  );
}
