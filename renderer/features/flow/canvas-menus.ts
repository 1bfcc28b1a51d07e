import { noteIdOf, zoneIdOf } from '../../flow/zones.ts';

/** What the menus of the right mouse button offer, by what was clicked: groups of commands. */
export const menus = {
  node: [
    ['flow.build-selected', 'flow.run-only', 'flow.run-upstream', 'flow.run-downstream', 'flow.run-plan'],
    ['flow.open-settings', 'flow.rename', 'flow.annotate', 'flow.bypass'],
    ['flow.quick-add', 'flow.quick-add-before', 'flow.select-upstream', 'flow.select-downstream'],
    ['flow.make-test', 'flow.show-test', 'flow.lineage'],
    ['flow.zone', 'flow.zone-leave', 'flow.zone-toggle'],
    ['flow.copy', 'flow.cut', 'flow.duplicate'],
    ['flow.delete', 'flow.delete-heal'],
  ],
  nodes: [
    ['flow.build-selected', 'flow.run-only', 'flow.run-upstream', 'flow.run-downstream', 'flow.run-plan'],
    ['flow.connect', 'flow.quick-add', 'flow.bypass'],
    ['flow.make-test'],
    ['flow.zone', 'flow.zone-leave'],
    ['flow.align-h', 'flow.align-v', 'flow.distribute-h', 'flow.distribute-v', 'flow.tidy'],
    ['flow.copy', 'flow.cut', 'flow.duplicate'],
    ['flow.delete', 'flow.delete-heal'],
  ],
  wire: [['flow.quick-add'], ['flow.delete']],
  zone: [
    ['flow.build-selected', 'flow.run-only', 'flow.run-plan'],
    ['flow.zone-toggle', 'flow.rename'],
    ['flow.tidy', 'flow.copy', 'flow.duplicate'],
    ['flow.zone-dissolve', 'flow.zone-delete'],
  ],
  note: [['flow.rename'], ['flow.copy', 'flow.duplicate'], ['flow.delete']],
  pane: [
    ['flow.quick-add', 'flow.add-files', 'flow.note', 'flow.paste'],
    ['flow.select-all', 'edit.find'],
    ['flow.tidy', 'flow.tidy-all', 'flow.fit', 'flow.zoom-reset'],
    ['flow.build-all', 'flow.run-everything', 'flow.run-plan'],
  ],
} as const;

export type MenuKind = keyof typeof menus;

/** What commands are called where their usual name would puzzle. */
export const names: Partial<Record<MenuKind, Readonly<Record<string, string>>>> = {
  wire: { 'flow.quick-add': 'Insert a recipe…', 'flow.delete': 'Remove the wire' },
  node: { 'flow.quick-add': 'Add a recipe after it…', 'flow.quick-add-before': 'Add before it…' },
  nodes: {
    'flow.quick-add': 'Add a recipe after them…',
    'flow.build-selected': 'Run to these',
    'flow.run-only': 'Run only these',
    'flow.run-upstream': 'Run with everything before them',
    'flow.run-downstream': 'Run everything after them',
  },
  note: { 'flow.rename': 'Write', 'flow.delete': 'Delete the note' },
  zone: { 'flow.build-selected': 'Run to the end of the zone', 'flow.run-only': 'Run only the zone' },
};

/** Which menu belongs to what was clicked, while `count` things are selected. */
export function menuKind(on: string | null, count: number): MenuKind {
  if (on === null) return 'pane';
  if (on.startsWith('wire:')) return 'wire';
  if (count > 1) return 'nodes';
  if (zoneIdOf(on)) return 'zone';
  return noteIdOf(on) ? 'note' : 'node';
}
