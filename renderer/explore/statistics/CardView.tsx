import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconTrash,
} from '@tabler/icons-react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { StatisticsCard } from '../../../nodes/contract/project/index.ts';
import { iconOf } from '../../ui/icons.ts';
import { CardBody } from './CardBody.tsx';
import styles from './statistics.module.css';
import { subjectOf } from './worksheet.ts';
import type { WorksheetState } from './worksheet-state.ts';

interface CardViewProps {
  projectId: string;
  datasetId: string;
  card: StatisticsCard;
  kind: CatalogKind | undefined;
  state: WorksheetState;
  readOnly: boolean;
  active: boolean;
  onActive: (id: string | null) => void;
}

/** What a card is about when no columns are chosen: `all columns`. */
function wholeOf(kind: CatalogKind | undefined): string {
  const [slot] = kind?.slots ?? [];
  const field = kind?.form.flatMap(({ fields }) => fields).find(({ key }) => key === slot?.key);
  return slot?.min === 0 ? (field?.placeholder?.toLowerCase() ?? '') : '';
}

/** A card of the worksheet: what it is about, what can be done with it, what it found. */
export function CardView({ projectId, datasetId, card, kind, state, readOnly, active, onActive }: CardViewProps) {
  const IconView = iconOf(kind?.icon);
  const label = card.title || kind?.label || card.kind;
  const subject = subjectOf(card, kind) || wholeOf(kind);
  const { cards } = state.worksheet;
  const at = cards.findIndex(({ id }) => id === card.id);
  const onThreshold = readOnly
    ? undefined
    : (threshold: number) => state.change({ ...card, threshold }, 'Change the threshold of a matrix');
  return (
    <article className={styles.card} data-active={active || undefined} data-card={card.id} aria-label={label}>
      <header className={styles.cardHead}>
        <IconView size={16} stroke={1.7} color="var(--mr-dim)" aria-hidden />
        <h2>
          {label}
          {subject ? (
            <small className={styles.subject} title={subject}>
              {subject}
            </small>
          ) : null}
        </h2>
        {readOnly ? null : (
          <>
            <Tooltip label="Settings of the card">
              <ActionIcon
                aria-label={`Settings of ${label}`}
                aria-pressed={active}
                variant={active ? 'light' : 'subtle'}
                onClick={() => onActive(active ? null : card.id)}
              >
                <IconAdjustmentsHorizontal size={16} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
            <Menu position="bottom-end" width={180}>
              <Menu.Target>
                <ActionIcon aria-label={`More for ${label}`}>
                  <IconDots size={16} stroke={1.7} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => onActive(state.copy(card.id))}>
                  Duplicate
                </Menu.Item>
                <Menu.Item
                  leftSection={<IconArrowUp size={14} />}
                  disabled={at === 0}
                  onClick={() => state.move(card.id, -1)}
                >
                  Move up
                </Menu.Item>
                <Menu.Item
                  leftSection={<IconArrowDown size={14} />}
                  disabled={at === cards.length - 1}
                  onClick={() => state.move(card.id, 1)}
                >
                  Move down
                </Menu.Item>
                <Menu.Divider />
                <Menu.Item
                  c="red"
                  leftSection={<IconTrash size={14} />}
                  onClick={() => {
                    state.remove(card.id);
                    if (active) onActive(null);
                  }}
                >
                  Delete
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        )}
      </header>
      <CardBody {...{ projectId, datasetId, card, worksheet: state.worksheet, onThreshold }} />
    </article>
  );
}
