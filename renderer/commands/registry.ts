import { checkCommands } from './check.ts';
import type { Command } from './command.ts';
import { editCommands } from './edit.ts';
import { flowCommands } from './flow.ts';
import { goCommands } from './go.ts';
import { helpCommands } from './help.ts';
import { layerCommands } from './layers.ts';
import { runCommandsList } from './run.ts';
import { viewCommands } from './view.ts';
import { walkCommands } from './walk.ts';

/** Every command of the workbench. */
export const commands: readonly Command[] = [
  ...runCommandsList,
  ...editCommands,
  ...flowCommands,
  ...walkCommands,
  ...checkCommands,
  ...layerCommands,
  ...goCommands,
  ...viewCommands,
  ...helpCommands,
];
