import {
  IconArrowForward,
  IconArrowsDiagonalMinimize2,
  IconClipboard,
  IconColumnInsertLeft,
  IconCopy,
  IconCut,
  IconFocusCentered,
  IconForms,
  IconLayoutAlignCenter,
  IconLayoutAlignMiddle,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
  IconLink,
  IconMap,
  IconPlayerTrackNext,
  IconPlus,
  IconSelectAll,
  IconSpacingVertical,
  IconTag,
  IconTrash,
  IconUpload,
  IconZoomIn,
  IconZoomOut,
  IconZoomReset,
} from '@tabler/icons-react';
import * as actions from '../flow/actions.ts';
import * as arrange from '../flow/arrange-actions.ts';
import { showOutput } from '../flow/walk-actions.ts';
import { isLayer, noteIdOf } from '../flow/zones.ts';
import { canvas } from '../state/canvas.ts';
import { firstField } from '../state/regions.ts';
import { useSelection } from '../state/selection.ts';
import { hasMap, usePreferences } from '../state/workbench.ts';
import { type Command, canEditFlow, defineCommands, onFlow } from './command.ts';

const selected = () => useSelection.getState().ids.length > 0;
export const onCanvas = (
  id: string,
  label: string,
  rest: Omit<Command, 'id' | 'label' | 'group' | 'scope'>,
): Command => ({
  id: `flow.${id}`,
  label,
  group: 'Flow',
  scope: 'canvas',
  when: onFlow,
  ...rest,
});
export const editing = (id: string, label: string, rest: Omit<Command, 'id' | 'label' | 'group' | 'scope'>): Command =>
  onCanvas(id, label, { when: canEditFlow, ...rest });
export const onSelected = (
  id: string,
  label: string,
  rest: Omit<Command, 'id' | 'label' | 'group' | 'scope'>,
): Command => onCanvas(id, label, { when: (context) => canEditFlow(context) && selected(), ...rest });

export const flowCommands = defineCommands([
  editing('quick-add', 'Add a recipe…', {
    icon: IconPlus,
    keys: ['tab', 'mod+.'],
    run: ({ project }) => actions.openQuickAdd(project),
  }),
  editing('quick-add-before', 'Add what comes before…', {
    icon: IconColumnInsertLeft,
    keys: ['b'],
    when: (context) => canEditFlow(context) && actions.canAddBefore(context.project),
    run: ({ project }) => actions.openQuickAddBefore(project),
  }),
  editing('add-files', 'Add datasets from files…', {
    icon: IconUpload,
    keys: ['mod+i'],
    run: ({ project }) => actions.askForFiles(project),
  }),
  onSelected('rename', 'Rename', {
    icon: IconForms,
    keys: ['f2'],
    run: () => useSelection.getState().set({ renaming: useSelection.getState().ids[0] ?? null }),
  }),
  editing('delete', 'Delete', {
    icon: IconTrash,
    keys: ['delete', 'backspace'],
    when: (context) => canEditFlow(context) && (selected() || useSelection.getState().wires.length > 0),
    run: ({ project }) => actions.deleteSelected(project),
  }),
  onSelected('delete-heal', 'Delete and close the gap', {
    icon: IconArrowsDiagonalMinimize2,
    keys: ['mod+delete'],
    run: ({ project }) => actions.deleteAndHeal(project),
  }),
  onSelected('duplicate', 'Duplicate', {
    icon: IconCopy,
    keys: ['mod+d'],
    run: ({ project }) => actions.duplicateSelected(project),
  }),
  onSelected('copy', 'Copy', { icon: IconCopy, keys: ['mod+c'], run: ({ project }) => actions.copySelected(project) }),
  onSelected('cut', 'Cut', {
    icon: IconCut,
    keys: ['mod+x'],
    run: ({ project }) => actions.cutSelected(project),
  }),
  editing('paste', 'Paste', {
    icon: IconClipboard,
    native: ['mod+v'],
    run: ({ project }) => actions.pasteCopied(project),
  }),
  onSelected('connect', 'Connect the selected nodes', {
    icon: IconLink,
    keys: ['mod+l'],
    run: ({ project }) => actions.connectSelected(project),
  }),
  editing('tidy', 'Tidy up', {
    icon: IconLayoutDistributeVertical,
    keys: ['shift+a'],
    run: ({ project }) => arrange.tidy(project),
  }),
  editing('tidy-all', 'Tidy up everything, also what was moved by hand', {
    icon: IconLayoutDistributeVertical,
    keys: ['alt+shift+a'],
    run: ({ project }) => arrange.tidyAll(project),
  }),
  onSelected('align-h', 'Align in a row', {
    icon: IconLayoutAlignMiddle,
    keys: ['shift+h'],
    run: ({ project }) => arrange.alignSelected(project, 'y'),
  }),
  onSelected('align-v', 'Align in a column', {
    icon: IconLayoutAlignCenter,
    keys: ['shift+v'],
    run: ({ project }) => arrange.alignSelected(project, 'x'),
  }),
  onSelected('distribute-h', 'Distribute along a row', {
    icon: IconLayoutDistributeHorizontal,
    keys: ['alt+h'],
    run: ({ project }) => arrange.distributeSelected(project, 'x'),
  }),
  onSelected('distribute-v', 'Distribute down a column', {
    icon: IconSpacingVertical,
    keys: ['alt+v'],
    run: ({ project }) => arrange.distributeSelected(project, 'y'),
  }),
  onSelected('bypass', 'Bypass', {
    icon: IconPlayerTrackNext,
    keys: ['d'],
    when: (context) => canEditFlow(context) && actions.hasRecipe(context.project),
    run: ({ project }) => actions.bypassSelected(project),
  }),
  onCanvas('select-all', 'Select all', {
    icon: IconSelectAll,
    keys: ['mod+a'],
    run: () => canvas()?.select(Object.keys(canvas()?.places() ?? {})),
  }),
  onCanvas('fit', 'Show the whole flow', { icon: IconFocusCentered, keys: ['1'], run: () => canvas()?.fit() }),
  onCanvas('zoom-reset', 'Zoom to 100 %', { icon: IconZoomReset, keys: ['0'], run: () => canvas()?.zoomTo(1) }),
  onCanvas('zoom-in', 'Zoom in', { icon: IconZoomIn, keys: ['plus', 'mod+plus'], run: () => canvas()?.zoomBy(1.25) }),
  onCanvas('zoom-out', 'Zoom out', { icon: IconZoomOut, keys: ['-', 'mod+-'], run: () => canvas()?.zoomBy(0.8) }),
  onCanvas('minimap', 'Show or hide the map', {
    icon: IconMap,
    keys: ['mod+m'],
    run: () => {
      const { minimapOpen, set } = usePreferences.getState();
      const nodes = Object.keys(canvas()?.places() ?? {}).filter((id) => !isLayer(id));
      const isShown = hasMap({ minimapOpen }, nodes.length) && !canvas()?.isMapAway();
      set({ minimapOpen: !isShown });
    },
  }),
  onCanvas('show-output', 'Select output 1 to 9', {
    icon: IconArrowForward,
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => `shift+${digit}`),
    when: (context) => onFlow(context) && selected(),
    run: ({ project }, keys = '') => showOutput(project, Number(keys.slice(-1)) || 1),
  }),
  onSelected('annotate', 'Tags and notes', {
    icon: IconTag,
    keys: ['t'],
    when: (context) => canEditFlow(context) && actions.selectedNodes(context.project).length === 1,
    run: () => useSelection.getState().set({ annotating: true }),
  }),
  onCanvas('open-settings', 'Go to the settings', {
    icon: IconForms,
    keys: ['enter'],
    when: (context) => onFlow(context) && selected(),
    run: () => {
      const [first = ''] = useSelection.getState().ids;
      if (noteIdOf(first)) useSelection.getState().set({ renaming: first });
      const dock = document.querySelector('[data-dock]');
      if (dock) (firstField(dock) ?? dock.querySelector<HTMLElement>('input, button'))?.focus();
    },
  }),
  onCanvas('clear', 'Clear the selection', {
    icon: IconSelectAll,
    keys: ['escape'],
    when: (context) => onFlow(context) && (selected() || useSelection.getState().searching),
    run: () => {
      if (useSelection.getState().searching) {
        useSelection.getState().set({ searching: false });
        return;
      }
      useSelection.getState().set({ wires: [] });
      canvas()?.select([]);
    },
  }),
]);
