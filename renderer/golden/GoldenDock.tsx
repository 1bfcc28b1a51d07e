import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Project } from '../../nodes/contract/project/index.ts';
import { useGolden } from '../state/golden.ts';
import { usePreferences } from '../state/workbench.ts';
import { Resizer } from '../ui/Resizer.tsx';
import styles from './golden.module.css';
import { NewTest } from './NewTest.tsx';
import { TestView } from './TestView.tsx';
import { useTests } from './use-golden.ts';

/** The pane below the canvas with a golden test, or with the making of one. */
export function GoldenDock({ projectId, project }: { projectId: string; project: Project }) {
  const { open, running, set } = useGolden();
  const { dockHeight, set: prefer } = usePreferences();
  const { states } = useTests(projectId);
  if (!open) return null;
  const test = 'test' in open ? project.tests[open.test] : undefined;
  if ('test' in open && !test) return null;
  const onClose = () => set({ open: null });
  const close = (
    <ActionIcon aria-label="Close the test" onClick={onClose}>
      <IconX size={16} stroke={1.7} />
    </ActionIcon>
  );
  return (
    <>
      <Resizer
        axis="y"
        direction={-1}
        size={dockHeight}
        min={200}
        max={Math.max(240, window.innerHeight - 240)}
        label="Height of the pane"
        onResize={(height) => prefer({ dockHeight: height })}
      />
      <section className={styles.dock} style={{ height: dockHeight }} aria-label="Golden test">
        {test ? (
          <TestView
            key={test.id}
            {...{ projectId, project, test, running }}
            state={states.get(test.id)}
            end={close}
            onGone={onClose}
          />
        ) : null}
        {'part' in open ? (
          <NewTest
            {...{ projectId, project }}
            part={open.part}
            onMade={(made) => set({ open: { test: made.id } })}
            onCancel={onClose}
          />
        ) : null}
      </section>
    </>
  );
}
