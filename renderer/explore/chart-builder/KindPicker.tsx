import { Tooltip, UnstyledButton } from '@mantine/core';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Chart, ChartKindId } from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { iconOf } from '../../ui/icons.ts';
import styles from './chart-builder.module.css';
import { canDraw, suggestedKinds } from './suggest.ts';

interface KindPickerProps {
  chart: Chart;
  kinds: readonly CatalogKind[];
  schema: Schema;
  onKind: (kind: ChartKindId) => void;
}

/** All kinds of charts; those that the chosen fields cannot fill yet step back, those that suit them best are named. */
export function KindPicker({ chart, kinds, schema, onKind }: KindPickerProps) {
  const suggested = suggestedKinds(chart, kinds, schema).filter(({ id }) => id !== chart.kind);
  const button = ({ id, label, icon, help }: CatalogKind, weak: boolean) => {
    const IconView = iconOf(icon);
    return (
      <Tooltip key={id} label={`${label}. ${help}`} multiline maw={240}>
        <UnstyledButton
          className={styles.kind}
          aria-label={label}
          aria-pressed={chart.kind === id}
          data-weak={weak || undefined}
          onClick={() => onKind(id as ChartKindId)}
        >
          <IconView size={18} stroke={1.6} />
        </UnstyledButton>
      </Tooltip>
    );
  };
  return (
    <section aria-label="Kind of chart">
      <div className={styles.kinds}>
        {kinds.map((kind) => button(kind, chart.kind !== kind.id && !canDraw(chart, kind, schema)))}
      </div>
      <div className={styles.suggested}>
        {suggested.length > 0 ? <span>Suits these fields:</span> : null}
        {suggested.slice(0, 2).map(({ id, label }) => (
          <UnstyledButton
            key={id}
            className={styles.suggestion}
            aria-label={`Change to ${label}`}
            onClick={() => onKind(id as ChartKindId)}
          >
            {label}
          </UnstyledButton>
        ))}
      </div>
    </section>
  );
}
