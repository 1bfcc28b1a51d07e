import { z } from 'zod';
import { readJsonFile, writeJsonFile } from './json-file.ts';

const DesktopSettings = z.object({
  /** What the app does about newer versions by itself: nothing, unless a person wants it. */
  updates: z.enum(['off', 'tell', 'download']).default('off'),
});

/** What a person chose for the shell itself; all else is kept by the page. */
export type DesktopSettings = z.infer<typeof DesktopSettings>;

/** The kept settings; the defaults where there are none. */
export function readDesktopSettings(file: string): DesktopSettings {
  return readJsonFile(file, DesktopSettings) ?? DesktopSettings.parse({});
}

export function writeDesktopSettings(file: string, settings: DesktopSettings): void {
  writeJsonFile(file, settings);
}
