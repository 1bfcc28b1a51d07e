import type { Icon } from '../ui/icons.ts';

/** What a command needs to know when it runs. */
export interface CommandContext {
  /** The open project, if any. */
  project: string | null;
  /** The page in the address: `flow`, `datasets`, …; `home` without a project. */
  page: string;
  readOnly: boolean;
}

/** One thing a person can do. Palette, menus, tool bars and shortcuts are views of the same list. */
export interface Command {
  id: string;
  label: string;
  group: 'Project' | 'Edit' | 'Flow' | 'Run' | 'Go to' | 'View' | 'Help';
  icon: Icon;
  /** Shortcuts such as `mod+k`, `shift+a`, `f7`; `mod` is Ctrl, or Cmd on a Mac. */
  keys?: readonly string[];
  /** The browser does it on these keys and tells by an event of its own; here they are only shown. */
  native?: readonly string[];
  /** `canvas`: its keys work only while the canvas has the focus. */
  scope?: 'global' | 'canvas';
  when?: (context: CommandContext) => boolean;
  /** It would change something now; menus grey it where not, its keys work all the same. */
  useful?: (context: CommandContext) => boolean;
  /** `keys` are those that were pressed, when it was keys. */
  run: (context: CommandContext, keys?: string) => void | Promise<void>;
}

/** All keys of a command, those that the browser listens to as well. */
export const keysOf = ({ keys = [], native = [] }: Pick<Command, 'keys' | 'native'>): readonly string[] => [
  ...keys,
  ...native,
];

/** Defines the commands of one area; several areas make the registry. */
export const defineCommands = <const T extends readonly Command[]>(commands: T): readonly Command[] => commands;

export const inProject = ({ project }: CommandContext): boolean => project !== null;
export const onFlow = ({ page }: CommandContext): boolean => page === 'flow';
export const canEditFlow = (context: CommandContext): boolean => onFlow(context) && !context.readOnly;
