import { z } from 'zod';
import { variableName } from '../base/variable-refs.ts';
import { variableLayers } from './variable-layers.ts';

export * from './variable-layers.ts';

export const VariableName = z.string().regex(variableName, 'letters, digits and _, a digit not first').max(80);
export const VariableValue = z.string().max(10_000);

/** A variable on this node: the value in effect and what each layer says; null: nothing. */
export const VariableState = z.object({
  name: z.string(),
  value: z.string(),
  from: z.enum(variableLayers),
  project: z.string().nullable(),
  deployment: z.string().nullable(),
  node: z.string().nullable(),
  description: z.string(),
});
export type VariableState = z.infer<typeof VariableState>;

export const VariableUseShape = z.object({
  variable: z.string(),
  how: z.enum(['reads', 'sets', 'pins']),
  family: z.string(),
  id: z.string(),
  name: z.string(),
  path: z.array(z.string()),
  text: z.string(),
});
