import { MantineProvider, useMantineColorScheme } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Router } from 'wouter';
import { queryClient } from './client/query-client.ts';
import { watchForTokens } from './client/token.ts';
import { onWindowKey } from './commands/run-commands.ts';
import { OpenBundle } from './features/home/OpenBundle.tsx';
import { ClashDialog } from './features/shell/ClashDialog.tsx';
import { CommandPalette } from './features/shell/CommandPalette.tsx';
import { ConnectionBanner } from './features/shell/ConnectionBanner.tsx';
import { HelpDrawer } from './features/shell/HelpDrawer.tsx';
import { Preferences, useDensity } from './features/shell/Preferences.tsx';
import { ShortcutsOverlay } from './features/shell/ShortcutsOverlay.tsx';
import { Tour } from './features/shell/Tour.tsx';
import { useDesktop } from './features/shell/use-desktop.ts';
import { useEvents } from './features/shell/use-events.ts';
import { useFileDrop } from './features/shell/use-file-drop.ts';
import { useMenuState } from './features/shell/use-menu-state.ts';
import { useUnsentWarning } from './features/shell/use-unsent-warning.ts';
import { useUpdates } from './features/shell/use-updates.ts';
import { Pages } from './routes.tsx';
import { colorSchemeManager, onColorScheme } from './state/color-scheme.ts';
import { useHashLocation } from './state/hash-location.ts';
import { theme } from './styles/theme.ts';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { useKeptFocus } from './ui/use-kept-focus.ts';

function Workbench() {
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => onColorScheme(setColorScheme), [setColorScheme]);
  useEffect(() => {
    window.addEventListener('keydown', onWindowKey);
    return () => window.removeEventListener('keydown', onWindowKey);
  }, []);
  useEffect(watchForTokens, []);
  useEvents();
  useDesktop();
  useFileDrop();
  useMenuState();
  useUnsentWarning();
  useUpdates();
  useDensity();
  useKeptFocus();
  return (
    <Router hook={useHashLocation}>
      <ConnectionBanner />
      <Pages />
      <ErrorBoundary>
        <CommandPalette />
        <ShortcutsOverlay />
        <Preferences />
        <HelpDrawer />
        <Tour />
        <OpenBundle />
        <ClashDialog />
      </ErrorBoundary>
    </Router>
  );
}

/** The whole page: theme, cache, events, keys, routes. */
export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colorSchemeManager}>
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" limit={4} containerWidth={360} />
        <Workbench />
      </QueryClientProvider>
    </MantineProvider>
  );
}
