import { join } from 'node:path';
import { fail } from '../../contract/errors/index.ts';
import { copyFile, copyFolder, listFolder, makeFolder } from '../../platform/files.ts';
import { samples } from '../../services/projects/samples.ts';

/** The bank's files for the demo: what has arrived, and the days that arrive one by one while it runs. */
export interface BankData {
  /** Folder that the Design node reads: everything but the last days. */
  design: string;
  /** Folder of the Automation node, the same at first. */
  automation: string;
  /** The last day that has arrived, and those that will, as `YYYY-MM-DD`. */
  lastDay: string;
  newDays: readonly string[];
  /** The file of a new day arrives at the Automation node. */
  arrive(day: string): Promise<void>;
}

/** Days that arrive while the demo runs. */
const arrivingDays = 3;
const dailyName = /^transactions_(\d{4}-\d\d-\d\d)\.csv$/;

/** Prepares two folders from `source`, or from simulated data when there is none. INPUT_INVALID when `source` has not the files. */
export async function prepareBank(folder: string, source: string | undefined): Promise<BankData> {
  const from = source ?? (await samples.makeData('credit-card-fraud', join(folder, 'simulated')));
  const days = (await listFolder(join(from, 'daily'))).flatMap((name) => dailyName.exec(name)?.[1] ?? []).sort();
  const newDays = days.splice(-arrivingDays);
  const lastDay = days.at(-1);
  if (!lastDay) {
    const problem = `“${from}” needs daily/transactions_YYYY-MM-DD.csv of more than ${arrivingDays} days`;
    throw fail('INPUT_INVALID', { where: '--data', problem });
  }
  const hasArrived = (path: string) => !newDays.some((day) => path.endsWith(`transactions_${day}.csv`));
  const design = join(folder, 'bank-design');
  const automation = join(folder, 'bank-automation');
  for (const to of [design, automation]) await copyFolder(from, to, hasArrived);
  return {
    design,
    automation,
    lastDay,
    newDays,
    arrive: async (day) => {
      const file = join('daily', `transactions_${day}.csv`);
      await makeFolder(join(automation, 'daily'));
      await copyFile(join(from, file), join(automation, file));
    },
  };
}
