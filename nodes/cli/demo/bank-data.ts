import { join } from 'node:path';
import { fail } from '../../contract/errors/index.ts';
import { copyFile, copyFolder, listFolder, makeFolder } from '../../platform/files.ts';
import { samples } from '../../services/projects/samples.ts';

/** The bank's files for the demo: what has arrived, and the day that arrives while it runs. */
export interface BankData {
  /** Folder that the Design node reads: everything but the last day. */
  design: string;
  /** Folder of the Automation node, the same at first. */
  automation: string;
  /** The last day that has arrived, and the one that will, as `YYYY-MM-DD`. */
  lastDay: string;
  newDay: string;
  /** The new day's file arrives at the Automation node. */
  arrive(): Promise<void>;
}

const dailyName = /^transactions_(\d{4}-\d\d-\d\d)\.csv$/;

/** Prepares two folders from `source`, or from simulated data when there is none. INPUT_INVALID when `source` has not the files. */
export async function prepareBank(folder: string, source: string | undefined): Promise<BankData> {
  const from = source ?? (await samples.makeData('credit-card-fraud', join(folder, 'simulated')));
  const days = (await listFolder(join(from, 'daily'))).flatMap((name) => dailyName.exec(name)?.[1] ?? []).sort();
  const [newDay, lastDay] = [days.at(-1), days.at(-2)];
  if (!newDay || !lastDay)
    throw fail('INPUT_INVALID', {
      where: '--data',
      problem: `“${from}” needs daily/transactions_YYYY-MM-DD.csv of two days or more`,
    });
  const withoutNewDay = (path: string) => !path.endsWith(`transactions_${newDay}.csv`);
  const design = join(folder, 'bank-design');
  const automation = join(folder, 'bank-automation');
  for (const to of [design, automation]) await copyFolder(from, to, withoutNewDay);
  const file = join('daily', `transactions_${newDay}.csv`);
  return {
    design,
    automation,
    lastDay,
    newDay,
    arrive: async () => {
      await makeFolder(join(automation, 'daily'));
      await copyFile(join(from, file), join(automation, file));
    },
  };
}
