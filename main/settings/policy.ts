import { existsSync } from 'node:fs';
import { z } from 'zod';
import { readJsonFile } from './json-file.ts';

const Policy = z.object({
  /** Folder over HTTPS with the files of the newest version, instead of the one built into the app. */
  updateFeed: z.string().max(2048).optional(),
  /** Sets the mode for everyone at this machine. */
  updates: z.enum(['off', 'tell', 'download']).optional(),
});

/** What the operator of this machine has decided. */
export type Policy = z.infer<typeof Policy>;

export interface PolicyPlace {
  platform: NodeJS.Platform;
  isPackaged: boolean;
  env: Record<string, string | undefined>;
}

/**
 * Where the operator's file lies: a folder that only administrators can write, for who names the feed names the code that is
 * installed. `MILLRACE_DESKTOP_POLICY` names another file, in a checkout alone.
 */
export function policyFile({ platform, isPackaged, env }: PolicyPlace): string {
  const own = isPackaged ? undefined : env.MILLRACE_DESKTOP_POLICY;
  if (own) return own;
  if (platform === 'win32') return 'C:\\ProgramData\\Millrace\\desktop.json';
  if (platform === 'darwin') return '/Library/Application Support/Millrace/desktop.json';
  return '/etc/millrace/desktop.json';
}

/** The operator's decisions; none where there is no file. With one that cannot be understood nothing is updated. */
export function readPolicy(file: string): Policy & { isBroken?: boolean } {
  if (!existsSync(file)) return {};
  return readJsonFile(file, Policy) ?? { updates: 'off', isBroken: true };
}
