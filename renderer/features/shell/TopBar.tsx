import { ActionIcon, Kbd, Tooltip, UnstyledButton, useComputedColorScheme } from '@mantine/core';
import { IconEye, IconMoon, IconSearch, IconSun } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useNodeInfo } from '../../client/hooks.ts';
import { palette } from '../../commands/palette.ts';
import { runCommand } from '../../commands/run-commands.ts';
import logo from '../../styles/logo.svg';
import { HelpMenu } from './HelpMenu.tsx';
import { ProjectSwitcher } from './ProjectSwitcher.tsx';
import { RunControls } from './RunControls.tsx';
import styles from './shell.module.css';
import { TourOffer } from './Tour.tsx';
import { UndoButtons } from './UndoButtons.tsx';

function ThemeButton() {
  const dark = useComputedColorScheme('light') === 'dark';
  const label = dark ? 'Light theme' : 'Dark theme';
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => runCommand(dark ? 'view.theme-light' : 'view.theme-dark')}>
        {dark ? <IconSun size={16} stroke={1.7} /> : <IconMoon size={16} stroke={1.7} />}
      </ActionIcon>
    </Tooltip>
  );
}

export function TopBar({ projectId }: { projectId?: string | undefined }) {
  const info = useNodeInfo();
  return (
    <header className={styles.topBar}>
      <Link href="/" className={styles.logo} aria-label="All projects">
        <img src={logo} alt="" />
      </Link>
      <ProjectSwitcher projectId={projectId} />
      {info?.readOnly ? (
        <Tooltip label="This node runs deployed projects. They are changed in Design and deployed again.">
          <span className={styles.readOnly}>
            <IconEye size={14} stroke={1.7} /> {info.name} · read-only
          </span>
        </Tooltip>
      ) : null}
      <div className={styles.spacer} />
      {projectId ? <TourOffer /> : null}
      <UnstyledButton
        data-tour="search"
        className={styles.search}
        onClick={palette.open}
        aria-label="Search or run… Ctrl K"
      >
        <IconSearch size={14} stroke={1.8} />
        <span>Search or run…</span>
        <Kbd size="xs">Ctrl K</Kbd>
      </UnstyledButton>
      <ThemeButton />
      <HelpMenu />
      {projectId ? (
        <>
          {info?.readOnly ? null : (
            <>
              <div className={styles.divider} />
              <UndoButtons projectId={projectId} />
            </>
          )}
          <div className={styles.divider} />
          <RunControls projectId={projectId} />
        </>
      ) : null}
    </header>
  );
}
