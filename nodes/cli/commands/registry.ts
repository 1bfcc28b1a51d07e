import type { Command } from 'commander';
import { addBuild } from './build.ts';
import { addCheck } from './check.ts';
import { addConnect } from './connect.ts';
import { addDemo } from './demo.ts';
import { addDeploy } from './deploy.ts';
import { addDesktop } from './desktop.ts';
import { addImport } from './import.ts';
import { addInit } from './init.ts';
import { addNodes } from './nodes.ts';
import { addPack } from './pack.ts';
import { addPair } from './pair.ts';
import { addScore } from './score.ts';
import { addStatus } from './status.ts';
import { addTrain } from './train.ts';
import { addVerify } from './verify.ts';

/** Every command of `millrace`, in the order of the help page. */
export const commands: readonly ((program: Command) => void)[] = [
  addInit,
  addConnect,
  addImport,
  addBuild,
  addCheck,
  addTrain,
  addScore,
  addPack,
  addVerify,
  addPair,
  addDeploy,
  addStatus,
  addNodes,
  addDesktop,
  addDemo,
];
