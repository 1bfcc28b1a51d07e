import { ActionIcon, Button, Menu, Popover, Select, UnstyledButton } from '@mantine/core';
import { IconDots, IconFilter, IconFilterOff, IconFilterPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Column } from '../../../nodes/contract/schema.ts';
import { FilterEditor } from '../../explore/chart-builder/FilterEditor.tsx';
import { filterWords, isOpen as letsAllThrough } from '../../explore/chart-builder/filter-words.ts';
import styles from './dashboards.module.css';
import { changeFilter, type Filter } from './filters.ts';

export interface FilterColumn {
  dataset: string;
  column: Column;
}

interface FilterBarProps {
  projectId: string;
  filters: readonly Filter[];
  /** Those that the dashboard opens with. */
  start: readonly Filter[] | undefined;
  onFilters: (change: (filters: Filter[]) => Filter[]) => void;
  /** Columns that can be filtered by, with the dataset whose values are offered. */
  columns: readonly FilterColumn[];
  /** Keeps these filters as those the dashboard opens with; absent for readers. */
  onKeep?: (() => void) | undefined;
  /** Right end. */
  children?: ReactNode;
}

const none: readonly Filter[] = [];

/** What the dashboard is filtered by. */
export function FilterBar({ projectId, filters, start = none, onFilters, columns, onKeep, children }: FilterBarProps) {
  const isChanged = JSON.stringify(filters) !== JSON.stringify(start);
  return (
    <div className={styles.filters} data-open={filters.length === 0 || undefined}>
      <IconFilter size={14} stroke={1.7} color="var(--mr-dim)" aria-hidden />
      {filters.length === 0 ? <span className={styles.dim}>All rows. Click a mark to filter.</span> : null}
      {filters.map((filter, at) => (
        <FilterChip
          // biome-ignore lint/suspicious/noArrayIndexKey: filters have no identity but their place
          key={`${filter.column} ${at}`}
          projectId={projectId}
          filter={filter}
          found={columns.find(({ column }) => column.name === filter.column)}
          onChange={(next) => onFilters((old) => changeFilter(old, at, next))}
        />
      ))}
      <AddFilter projectId={projectId} columns={columns} onAdd={(filter) => onFilters((old) => [...old, filter])} />
      {filters.length > 1 ? (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => onFilters(() => [])}>
          Clear all
        </Button>
      ) : null}
      {start.length > 0 && isChanged ? (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => onFilters(() => [...start])}>
          As it opens
        </Button>
      ) : null}
      {onKeep ? (
        <Menu>
          <Menu.Target>
            <ActionIcon size={24} aria-label="More about the filters">
              <IconDots size={14} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onKeep}>Open the dashboard with these filters</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
      <span className={styles.grow} />
      {children}
    </div>
  );
}

interface FilterChipProps {
  projectId: string;
  filter: Filter;
  found: FilterColumn | undefined;
  onChange: (filter: Filter | null) => void;
}

function FilterChip({ projectId, filter, found, onChange }: FilterChipProps) {
  const { column } = filter;
  const words = filterWords(filter, found?.column);
  const [open, setOpen] = useState(false);
  const editable = found !== undefined && !filter.width && (filter.bin ?? 'day') === 'day';
  const title = found ? `${column}: ${words}` : `No dataset of this page has a column “${column}”`;
  const name = (
    <span title={title}>
      {column}: <b>{words}</b>
    </span>
  );
  return (
    <span className={styles.chip} data-idle={found ? undefined : true}>
      {found ? null : <IconFilterOff size={13} stroke={1.7} role="img" aria-label={title} style={{ flex: 'none' }} />}
      {editable ? (
        <Popover opened={open} onChange={setOpen} width={280} position="bottom-start" shadow="md" trapFocus returnFocus>
          <Popover.Target>
            <UnstyledButton className={styles.chipName} aria-expanded={open} onClick={() => setOpen(!open)}>
              {name}
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown>
            <FilterEditor
              projectId={projectId}
              dataset={found.dataset}
              column={found.column}
              filter={filter}
              onChange={onChange}
            />
          </Popover.Dropdown>
        </Popover>
      ) : (
        name
      )}
      <ActionIcon
        size={20}
        color="river"
        radius="xl"
        aria-label={`Remove the filter on ${column}`}
        onClick={() => onChange(null)}
      >
        <IconX size={12} />
      </ActionIcon>
    </span>
  );
}

interface AddFilterProps {
  projectId: string;
  columns: readonly FilterColumn[];
  onAdd: (filter: Filter) => void;
}

function AddFilter({ projectId, columns, onAdd }: AddFilterProps) {
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<Filter | null>(null);
  const found = columns.find(({ column }) => column.name === draft?.column);
  const close = () => {
    setOpen(false);
    setDraft(null);
  };
  const ready = draft && !letsAllThrough(draft);
  return (
    <Popover
      opened={open}
      onChange={(next) => (next ? setOpen(true) : close())}
      width={280}
      position="bottom-start"
      shadow="md"
      trapFocus
    >
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconFilterPlus size={14} />}
          onClick={() => (open ? close() : setOpen(true))}
        >
          Add filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Select
          label="Column"
          searchable
          data={columns.map(({ column }) => column.name)}
          value={draft?.column ?? null}
          onChange={(column) => setDraft(column ? { column } : null)}
          comboboxProps={{ withinPortal: false }}
          placeholder="Choose a column"
          mb="sm"
        />
        {draft && found ? (
          <>
            <FilterEditor
              key={draft.column}
              projectId={projectId}
              dataset={found.dataset}
              column={found.column}
              filter={draft}
              onChange={setDraft}
            />
            <Button
              fullWidth
              mt="sm"
              disabled={!ready}
              onClick={() => {
                onAdd(draft);
                close();
              }}
            >
              Filter
            </Button>
          </>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}
