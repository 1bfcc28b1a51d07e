import type { MenuItemConstructorOptions } from 'electron';
import type { CommandItem } from './template.ts';

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/** Everything that works on the flow: run, add, change and arrange what is selected. */
export function flowMenu(command: CommandItem): MenuItemConstructorOptions[] {
  return [
    command('flow.build-all', 'Run All', 'Shift+F7'),
    command('flow.build-selected', 'Run to Here', 'F7'),
    command('flow.run-only', 'Run Only This', 'CmdOrCtrl+F7'),
    command('flow.run-plan', 'Run…', 'CmdOrCtrl+Shift+Enter'),
    { label: 'Run Again', submenu: againMenu(command) },
    command('flow.cancel', 'Cancel the Run', 'F9'),
    command('view.jobs', 'Show Jobs and Logs', 'CmdOrCtrl+J'),
    SEPARATOR,
    command('flow.quick-add', 'Add a Recipe…', 'CmdOrCtrl+.'),
    command('flow.quick-add-before', 'Add What Comes Before…', 'B'),
    command('flow.add-files', 'Add Datasets from Files…', 'CmdOrCtrl+I'),
    command('flow.note', 'Add a Note', 'Shift+T'),
    SEPARATOR,
    { label: 'Selected Nodes', submenu: selectedMenu(command) },
    { label: 'Arrange', submenu: arrangeMenu(command) },
    { label: 'Zones', submenu: zonesMenu(command) },
    { label: 'Lineage and Tests', submenu: checksMenu(command) },
  ];
}

const againMenu = (command: CommandItem): MenuItemConstructorOptions[] => [
  command('flow.run-upstream', 'Run with Everything before It'),
  command('flow.run-downstream', 'Run Everything after It'),
  command('flow.run-everything', 'Run Everything Again'),
];

const selectedMenu = (command: CommandItem): MenuItemConstructorOptions[] => [
  command('flow.rename', 'Rename', 'F2'),
  command('flow.annotate', 'Tags and Notes', 'T'),
  command('flow.duplicate', 'Duplicate', 'CmdOrCtrl+D'),
  command('flow.connect', 'Connect the Selected Nodes', 'CmdOrCtrl+L'),
  command('flow.bypass', 'Bypass', 'D'),
  SEPARATOR,
  command('flow.delete', 'Delete', 'Delete'),
  command('flow.delete-heal', 'Delete and Close the Gap', 'CmdOrCtrl+Delete'),
  SEPARATOR,
  command('flow.select-all', 'Select All'),
  command('flow.select-upstream', 'Select Upstream'),
  command('flow.select-downstream', 'Select Downstream'),
];

const arrangeMenu = (command: CommandItem): MenuItemConstructorOptions[] => [
  command('flow.tidy', 'Tidy Up', 'Shift+A'),
  command('flow.tidy-all', 'Tidy Up Everything, Also What Was Moved by Hand', 'Alt+Shift+A'),
  SEPARATOR,
  command('flow.align-h', 'Align in a Row', 'Shift+H'),
  command('flow.align-v', 'Align in a Column', 'Shift+V'),
  command('flow.distribute-h', 'Distribute Along a Row', 'Alt+H'),
  command('flow.distribute-v', 'Distribute Down a Column', 'Alt+V'),
];

const zonesMenu = (command: CommandItem): MenuItemConstructorOptions[] => [
  command('flow.zone', 'Put into a Zone', 'CmdOrCtrl+G'),
  command('flow.zone-toggle', 'Collapse or Open the Zone', 'C'),
  command('flow.zone-leave', 'Take out of the Zone', 'Shift+G'),
  SEPARATOR,
  command('flow.zone-dissolve', 'Dissolve the Zone', 'CmdOrCtrl+Shift+G'),
  command('flow.zone-delete', 'Delete the Zone with Its Nodes'),
];

const checksMenu = (command: CommandItem): MenuItemConstructorOptions[] => [
  command('flow.lineage', 'Lineage', 'Shift+L'),
  SEPARATOR,
  command('flow.make-test', 'Make a Golden Test…', 'G'),
  command('flow.show-test', 'Show Its Golden Test', 'Shift+E'),
];
