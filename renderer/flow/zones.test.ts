import { describe, expect, test } from 'vitest';
import type { FlowNode } from '../../nodes/contract/flow.ts';
import type { Project } from '../../nodes/contract/project/index.ts';
import { applyEdits } from '../state/apply-edits.ts';
import {
  changeZones,
  dissolveZones,
  frameOf,
  makeZone,
  moveToZone,
  newNote,
  notesEdit,
  shownId,
  visiblePlaces,
  withMembers,
  worstState,
  zoneAt,
  zoneByNode,
} from './zones.ts';

const managed = (id: string) => ({ id, name: id, source: { kind: 'managed' as const } });
const start: Project = {
  info: { format: 1, id: 'p', name: 'P', description: '' },
  variables: {},
  layout: { nodes: { a: { x: 0, y: 100 }, b: { x: 300, y: 200 }, c: { x: 900, y: 100 } } },
  datasets: { a: managed('a'), b: managed('b'), c: managed('c') },
  recipes: {},
  models: {},
  quality: {},
  scenarios: {},
  dashboards: {},
  services: {},
  statistics: {},
  tests: {},
  meanings: {},
} as Project;
const grouped = () => applyEdits(start, [makeZone(start, ['a', 'b'], 'Cleaning').edit]);

describe('zones', () => {
  test('hold their members by id and are framed around where they stand', () => {
    const project = grouped();
    const zone = project.layout.zones?.cleaning;
    expect(zone?.nodes).toEqual(['a', 'b']);
    const frame = frameOf(project, zone!, project.layout.nodes);
    expect(frame).toEqual({ x: -16, y: 48, width: 508, height: 224 });
    expect(zoneAt(project, 'a', project.layout.nodes)?.id).toBe('cleaning');
    expect(zoneAt(project, 'c', project.layout.nodes)).toBeNull();
  });

  test('a node is in one zone at most, and an empty zone goes', () => {
    const project = grouped();
    const moved = applyEdits(project, [makeZone(project, ['a'], 'Other').edit]);
    expect(moved.layout.zones?.cleaning?.nodes).toEqual(['b']);
    const emptied = applyEdits(moved, [moveToZone(moved, ['b'], 'other')]);
    expect(Object.keys(emptied.layout.zones ?? {})).toEqual(['other']);
    const none = applyEdits(emptied, [moveToZone(emptied, ['a', 'b'], null)]);
    expect(none.layout).toEqual(start.layout);
  });

  test('dissolving gives the layout back as it was', () => {
    const project = grouped();
    expect(applyEdits(project, [dissolveZones(project, ['cleaning'])]).layout).toEqual(start.layout);
  });

  test('collapsed they stand for their members', () => {
    const project = applyEdits(grouped(), [changeZones(grouped(), ['cleaning'], () => ({ collapsed: true }))]);
    expect(shownId(zoneByNode(project), 'a')).toBe('zone:cleaning');
    expect(shownId(zoneByNode(project), 'c')).toBe('c');
    expect(Object.keys(visiblePlaces(project, project.layout.nodes)).sort()).toEqual(['c', 'zone:cleaning']);
    expect(withMembers(project, ['zone:cleaning', 'c', 'note:x'])).toEqual(['a', 'b', 'c']);
  });

  test('show the state of the member that most wants to be seen', () => {
    const node = (state: FlowNode['state']) => ({ state, reason: state }) as FlowNode;
    expect(worstState([node('done'), undefined, node('failed'), node('stale')]).state).toBe('failed');
    expect(worstState([]).state).toBe('ready');
  });
});

test('notes are added, changed and taken away without a trace', () => {
  const note = newNote(start, { x: 10.4, y: 20 });
  const added = applyEdits(start, [notesEdit(start, { [note.id]: note })]);
  expect(added.layout.notes?.note).toMatchObject({ x: 10, y: 20, text: '' });
  expect(newNote(added, { x: 0, y: 0 }).id).toBe('note_2');
  expect(applyEdits(added, [notesEdit(added, { note: null })]).layout).toEqual(start.layout);
});
