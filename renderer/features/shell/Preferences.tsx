import { Button, Modal, SegmentedControl, Select, Switch, useMantineColorScheme } from '@mantine/core';
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { UpdateMode } from '../../../nodes/contract/desktop/updates.ts';
import { bridge } from '../../client/bridge.ts';
import { runCommand } from '../../commands/run-commands.ts';
import { askForNotifications, notificationPermission } from '../../state/notifications.ts';
import { useUpdateState } from '../../state/updates.ts';
import { usePreferences, useWorkbench } from '../../state/workbench.ts';
import styles from './shell.module.css';

interface RowProps {
  label: string;
  help: string;
  children: (ids: { 'aria-labelledby': string; 'aria-describedby': string }) => ReactNode;
}

function Row({ label, help, children }: RowProps) {
  const id = useId();
  return (
    <div className={styles.preference}>
      <div>
        <div id={`${id}l`} className={styles.preferenceLabel}>
          {label}
        </div>
        <div id={`${id}h`} className={styles.preferenceHelp}>
          {help}
        </div>
      </div>
      {children({ 'aria-labelledby': `${id}l`, 'aria-describedby': `${id}h` })}
    </div>
  );
}

const schemes = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'System' },
];
const commandOf: Record<string, string> = {
  light: 'view.theme-light',
  dark: 'view.theme-dark',
  auto: 'view.theme-system',
};

const permissionHelp = {
  granted: 'A message of the system when a run of more than ten seconds ends and you look elsewhere.',
  unasked: 'A message of the system when a long run ends and you look elsewhere. The browser asks you once.',
  denied: 'The browser refuses messages of this page. Allow them in the settings of the site, beside the address.',
  missing: 'This browser cannot show messages of the system.',
} as const;

/** What a person likes; kept in this browser or on this desktop, for nobody else. */
export function Preferences() {
  const opened = useWorkbench((state) => state.preferencesOpen);
  const close = () => useWorkbench.getState().set({ preferencesOpen: false });
  return (
    <Modal opened={opened} onClose={close} title="Preferences" size={560}>
      <Fields />
      <div className={styles.dialogEnd}>
        <Button onClick={close}>Done</Button>
      </div>
    </Modal>
  );
}

function Fields() {
  const { colorScheme } = useMantineColorScheme();
  const { density, previewRows, notifications, set } = usePreferences();
  const [permission, setPermission] = useState(notificationPermission);
  const isDesktop = bridge() !== undefined;
  const onNotifications = async (wanted: boolean) => {
    if (wanted) setPermission(await askForNotifications());
    set({ notifications: wanted });
  };
  const blocked = permission === 'denied' || permission === 'missing';
  return (
    <>
      <Row label="Theme" help="System follows the light and dark of your computer.">
        {(ids) => (
          <SegmentedControl
            {...ids}
            size="xs"
            data={schemes}
            value={colorScheme}
            onChange={(value) => runCommand(commandOf[value] ?? '')}
          />
        )}
      </Row>
      <Row label="Density" help="Compact shows more rows of tables and lists.">
        {(ids) => (
          <SegmentedControl
            {...ids}
            size="xs"
            data={[
              { value: 'comfortable', label: 'Comfortable' },
              { value: 'compact', label: 'Compact' },
            ]}
            value={density}
            onChange={(value) => set({ density: value === 'compact' ? 'compact' : 'comfortable' })}
          />
        )}
      </Row>
      <Row label="Rows of a preview" help="How many rows the preview of a recipe shows. More rows take longer.">
        {(ids) => (
          <Select
            aria-label="Rows of a preview"
            aria-describedby={ids['aria-describedby']}
            w={120}
            data={['50', '200', '500', '1000']}
            value={String(previewRows)}
            allowDeselect={false}
            onChange={(value) => set({ previewRows: Number(value ?? 200) })}
          />
        )}
      </Row>
      <Row label="Tell me when long runs end" help={permissionHelp[permission]}>
        {(ids) => (
          <Switch
            {...ids}
            disabled={blocked}
            checked={notifications && !blocked}
            onChange={(event) => void onNotifications(event.currentTarget.checked)}
          />
        )}
      </Row>
      <UpdateRow />
      <Row
        label="Size"
        help={
          isDesktop
            ? 'Make everything larger or smaller in the View menu; it is kept for the next start.'
            : 'Make everything larger or smaller with Ctrl and + or − of the browser.'
        }
      >
        {() => null}
      </Row>
      <Row
        label="Saving"
        help="Every change is saved at once, and Undo goes back without limit. Without the node changes are kept in this window and sent later."
      >
        {() => null}
      </Row>
    </>
  );
}

const updateModes = [
  { value: 'off', label: 'Off' },
  { value: 'tell', label: 'Tell me' },
  { value: 'download', label: 'Download' },
];

/** How the desktop app looks for newer versions; in a browser there is nothing to choose. */
function UpdateRow() {
  const state = useUpdateState((updates) => updates.state);
  if (!state) return null;
  const isOff = state.status.kind === 'unavailable';
  const help = isOff
    ? `Not possible here. ${state.status.kind === 'unavailable' ? state.status.reason : ''}`
    : `${state.isModeFixed ? 'Set by the operator of this machine. ' : ''}Tell me: you decide about each. Download: it is installed when you quit.`;
  return (
    <Row label="Check for updates" help={help}>
      {(ids) => (
        <SegmentedControl
          {...ids}
          size="xs"
          data={updateModes}
          value={state.mode}
          disabled={isOff || state.isModeFixed}
          onChange={(mode) => {
            useUpdateState.setState({ state: { ...state, mode: mode as UpdateMode } });
            void bridge()?.setUpdateMode(mode as UpdateMode);
          }}
        />
      )}
    </Row>
  );
}

/** Puts the density on the page, where the styles look for it. */
export function useDensity(): void {
  const density = usePreferences((state) => state.density);
  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);
}
