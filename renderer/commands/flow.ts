import { defineCommands } from './command.ts';

export const flowCommands = defineCommands([]);
