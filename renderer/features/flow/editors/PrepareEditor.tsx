import { Button } from '@mantine/core';
import {
  IconClipboard,
  IconCopy,
  IconEyeOff,
  IconFolder,
  IconPlus,
  IconTrash,
  IconWand,
  IconX,
} from '@tabler/icons-react';
import { type ClipboardEvent, type ReactNode, useMemo, useState } from 'react';
import type { CatalogKind } from '../../../../nodes/contract/catalog.ts';
import { useCatalog } from '../../../client/hooks.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import type { EditorProps } from './editor.ts';
import styles from './editors.module.css';
import { KindPicker } from './KindPicker.tsx';
import { StepCard } from './StepCard.tsx';
import { StepGroup } from './StepGroup.tsx';
import { atFields, blocksOf, problemsOfStep, stepsText } from './steps.ts';
import { useStepColumns } from './use-step-columns.ts';
import { type StepList, useSteps } from './use-steps.ts';

const AddStep = ({ kinds, onAdd }: { kinds: readonly CatalogKind[]; onAdd: (kind: CatalogKind) => void }) => (
  <KindPicker kinds={kinds} label="Search steps" onPick={onAdd}>
    {(open) => (
      <Button variant="light" leftSection={<IconPlus size={14} />} onClick={open}>
        Add step
      </Button>
    )}
  </KindPicker>
);

const Paste = ({ list }: { list: StepList }) => (
  <Button
    variant="subtle"
    color="gray"
    leftSection={<IconClipboard size={14} />}
    onClick={() => void list.fromClipboard()}
  >
    Paste steps
  </Button>
);

/** The steps of a prepare recipe: add, reorder, group, switch off, copy; the open one is where the preview stops. */
export function PrepareEditor(props: EditorProps) {
  const { projectId, recipe, sources, problems } = props;
  const { steps: kinds } = useCatalog();
  const byId = useMemo(() => new Map(kinds.map((kind) => [kind.id, kind])), [kinds]);
  const list = useSteps(props);
  const { steps, active } = list;
  const [from, start] = useState<number | null>(null);
  const columns = useStepColumns(projectId, recipe, active, sources);
  if (steps.length === 0) {
    return (
      <StepsArea list={list}>
        <EmptyState
          icon={IconWand}
          title="No steps yet"
          actions={
            <>
              <AddStep kinds={kinds} onAdd={list.add} />
              <Paste list={list} />
            </>
          }
        >
          Each step cleans or computes columns. Add one, or take one from the menu of a column in the preview.
        </EmptyState>
      </StepsArea>
    );
  }
  return (
    <StepsArea list={list}>
      <ChosenBar list={list} />
      {blocksOf(steps).map((block) => {
        const cards = block.steps.map((step, offset) => {
          const index = block.from + offset;
          return (
            <StepCard
              key={step.id}
              list={list}
              step={step}
              index={index}
              kind={byId.get(step.kind)}
              sources={index === active ? columns : sources}
              problems={atFields(problemsOfStep(problems, index), byId.get(step.kind))}
              drag={{ from, start }}
            />
          );
        });
        if (block.group === undefined) return cards;
        return (
          <StepGroup key={`${block.group}-${block.steps[0]?.id}`} list={list} block={block}>
            {cards}
          </StepGroup>
        );
      })}
      <div style={{ display: 'flex', gap: 4, marginTop: 8 }}>
        <AddStep kinds={kinds} onAdd={list.add} />
        <Paste list={list} />
      </div>
    </StepsArea>
  );
}

/** Takes copy, cut and paste for the steps inside it. */
function StepsArea({ list, children }: { list: StepList; children: ReactNode }) {
  const isTyping = (event: ClipboardEvent) =>
    event.target instanceof Element && event.target.closest('input, textarea, [contenteditable="true"]') !== null;
  const some = () => list.targets(list.chosen.length > 0 ? undefined : (list.active ?? undefined));
  const take = (event: ClipboardEvent, cut: boolean) => {
    const steps = some();
    if (isTyping(event) || steps.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    event.clipboardData.setData('text/plain', stepsText(steps));
    if (cut) list.remove(steps);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the clipboard events of the lines inside
    <div
      className={styles.steps}
      data-steps
      onCopy={(event) => take(event, false)}
      onCut={(event) => take(event, true)}
      onPaste={(event) => {
        if (isTyping(event) || !list.paste(event.clipboardData.getData('text/plain'))) return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onKeyDown={(event) => {
        // The canvas has the same keys for nodes.
        if ((event.ctrlKey || event.metaKey) && ['c', 'x', 'v'].includes(event.key.toLowerCase()))
          event.stopPropagation();
        if (event.key === 'Escape' && list.chosen.length > 0) {
          event.stopPropagation();
          list.clear();
        }
      }}
    >
      {children}
    </div>
  );
}

/** What can be done with the chosen steps together. */
function ChosenBar({ list }: { list: StepList }) {
  const some = list.targets();
  if (some.length === 0) return null;
  const button = (label: string, icon: ReactNode, run: () => void) => (
    <Button variant="subtle" color="gray" size="compact-xs" leftSection={icon} onClick={run}>
      {label}
    </Button>
  );
  return (
    <div className={styles.chosenBar} role="toolbar" aria-label="Chosen steps">
      <strong>{some.length === 1 ? '1 step' : `${some.length} steps`}</strong>
      {button('Group', <IconFolder size={13} />, () => list.group(some))}
      {button('Off', <IconEyeOff size={13} />, () => list.setDisabled(some, true))}
      {button('Copy', <IconCopy size={13} />, () => list.toClipboard(some))}
      {button('Delete', <IconTrash size={13} />, () => list.remove(some))}
      {button('Done', <IconX size={13} />, list.clear)}
    </div>
  );
}
