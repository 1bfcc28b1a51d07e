import {
  IconBoxMultiple,
  IconBoxOff,
  IconFold,
  IconLogout2,
  IconNote,
  IconPalette,
  IconTrash,
} from '@tabler/icons-react';
import { canvasColours } from '../../nodes/contract/project/index.ts';
import * as layers from '../flow/layer-actions.ts';
import { canEditFlow, defineCommands } from './command.ts';
import { editing, onSelected } from './flow.ts';

/** Zones and notes of the canvas. */
export const layerCommands = defineCommands([
  onSelected('zone', 'Put into a zone', { icon: IconBoxMultiple, keys: ['mod+g'], run: layers.zoneSelected }),
  onSelected('zone-dissolve', 'Dissolve the zone', {
    icon: IconBoxOff,
    keys: ['mod+shift+g'],
    when: (context) => canEditFlow(context) && layers.isPicked('zone'),
    run: layers.dissolveSelected,
  }),
  onSelected('zone-toggle', 'Collapse or open the zone', {
    icon: IconFold,
    keys: ['c'],
    when: (context) => canEditFlow(context) && (layers.isPicked('zone') || layers.isInZone()),
    run: () => layers.toggleZones(),
  }),
  onSelected('zone-leave', 'Take out of the zone', {
    icon: IconLogout2,
    keys: ['shift+g'],
    when: (context) => canEditFlow(context) && layers.isInZone(),
    run: layers.leaveZone,
  }),
  onSelected('zone-delete', 'Delete the zone with its nodes', {
    icon: IconTrash,
    when: (context) => canEditFlow(context) && layers.isPicked('zone'),
    run: layers.deleteZonesWithNodes,
  }),
  editing('note', 'Add a note', { icon: IconNote, keys: ['shift+t'], run: layers.addNote }),
  ...canvasColours.map((colour) =>
    onSelected(`colour-${colour}`, `Colour it ${colour}`, {
      icon: IconPalette,
      when: (context) => canEditFlow(context) && (layers.isPicked('zone') || layers.isPicked('note')),
      run: () => layers.colourSelected(colour),
    }),
  ),
]);
