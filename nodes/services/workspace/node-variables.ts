import { join } from 'node:path';
import { z } from 'zod';
import { VariableValue } from '../../contract/variables.ts';
import { writeFileAtomic } from '../../platform/atomic-write.ts';
import { exists, readJson } from '../../platform/files.ts';

const NodeVariablesFile = z.object({ version: z.literal(1), variables: z.record(z.string(), VariableValue) });

/** Values of variables that a project has on this node alone: with its data, never in its files. */
export class NodeVariables {
  private readonly path: string;
  private readonly known: Map<string, string>;

  private constructor(path: string, known: Map<string, string>) {
    this.path = path;
    this.known = known;
  }

  static async open(stateDir: string): Promise<NodeVariables> {
    const path = join(stateDir, 'variables.json');
    const stored = (await exists(path)) ? (await readJson(path, NodeVariablesFile)).variables : {};
    return new NodeVariables(path, new Map(Object.entries(stored)));
  }

  values(): Record<string, string> {
    return Object.fromEntries(this.known);
  }

  /** Null takes the value away. */
  async set(name: string, value: string | null): Promise<void> {
    const next = new Map(this.known);
    if (value === null) next.delete(name);
    else next.set(name, value);
    const variables = Object.fromEntries([...next].sort(([a], [b]) => (a < b ? -1 : 1)));
    await writeFileAtomic(this.path, `${JSON.stringify({ version: 1, variables }, null, 2)}\n`);
    this.known.clear();
    for (const [each, text] of next) this.known.set(each, text);
  }
}
