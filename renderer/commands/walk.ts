import { IconArrowsMove, IconFocusCentered, IconMenu2, IconSelectAll } from '@tabler/icons-react';
import { nudge } from '../flow/arrange-actions.ts';
import * as actions from '../flow/walk-actions.ts';
import { useSelection } from '../state/selection.ts';
import { defineCommands, onFlow } from './command.ts';
import { onCanvas } from './flow.ts';

const selected = () => useSelection.getState().ids.length > 0;
const where = { left: 'before', right: 'after', up: 'above', down: 'below' } as const;
const directions = ['left', 'right', 'up', 'down'] as const;

/** Going about the canvas without a mouse. */
export const walkCommands = defineCommands([
  ...directions.map((way) =>
    onCanvas(`walk-${way}`, `Select the node ${where[way]}`, {
      icon: IconFocusCentered,
      keys: [`arrow${way}`],
      run: ({ project }) => actions.walk(project, way),
    }),
  ),
  ...(['up', 'down'] as const).map((way) =>
    onCanvas(`extend-${way}`, `Add the node ${where[way]} to the selection`, {
      icon: IconSelectAll,
      keys: [`shift+arrow${way}`],
      run: ({ project }) => actions.walk(project, way, true),
    }),
  ),
  ...(['up', 'down'] as const).map((way) =>
    onCanvas(`select-${way}stream`, `Select ${way}stream`, {
      icon: IconSelectAll,
      keys: [way === 'up' ? 'shift+arrowleft' : 'shift+arrowright'],
      when: (context) => onFlow(context) && selected(),
      run: ({ project }) => actions.selectStream(project, way),
    }),
  ),
  ...directions.map((way) =>
    onCanvas(`nudge-${way}`, `Move what is selected, else the view, ${way}`, {
      icon: IconArrowsMove,
      keys: [`mod+arrow${way}`],
      when: (context) => onFlow(context) && !(context.readOnly && selected()),
      run: ({ project }) => nudge(project, way),
    }),
  ),
  onCanvas('menu', 'Menu of the selection', {
    icon: IconMenu2,
    keys: ['shift+f10', 'contextmenu'],
    run: actions.openMenu,
  }),
]);
