import { join } from 'node:path';
import type { PreloadReport } from '../../contract/deploy.ts';
import { openProjectFiles } from '../../store/project-files.ts';
import { runGoldenTests } from '../tests/golden-run.ts';
import { bundledModels } from './bundled-models.ts';

type Check = PreloadReport['checks'][number];

/** The enabled golden tests of a bundle, on its own models. One that was accepted as failing when it was packed may fail here too. */
export async function goldenChecks(folder: string, accepted: readonly string[]): Promise<Check[]> {
  const project = await (await openProjectFiles(join(folder, 'project'), { readOnly: true })).load();
  const tests = Object.values(project.tests).filter(({ enabled }) => enabled);
  if (tests.length === 0) return [];
  const models = new Map((await bundledModels(folder)).map((model) => [model.model, model]));
  const model = async (id: string) => models.get(id);
  const results = await runGoldenTests({ project, model }, tests, new AbortController().signal);
  return results.map(({ test, name, status, message }): Check => {
    const check = { name: `golden test ${name}`, kind: 'test' as const };
    if (status === 'passed' || !accepted.includes(test)) return { ...check, ok: status === 'passed', message };
    return { ...check, ok: true, message: `fails, as was accepted when the bundle was made: ${message}` };
  });
}
