import type { Role } from '../../contract/catalog.ts';

export const oneInput: readonly Role[] = [{ id: 'input', label: 'Input', accepts: 'dataset', min: 1, max: 1 }];
export const someInputs: readonly Role[] = [{ id: 'input', label: 'Inputs', accepts: 'dataset', min: 2, max: 30 }];
export const oneOutput: readonly Role[] = [{ id: 'output', label: 'Output', accepts: 'dataset', min: 1, max: 1 }];
export const someOutputs: readonly Role[] = [{ id: 'output', label: 'Outputs', accepts: 'dataset', min: 1, max: 30 }];
export const modelInput: Role = { id: 'model', label: 'Model', accepts: 'model', min: 1, max: 1 };
export const modelOutput: readonly Role[] = [{ id: 'model', label: 'Model', accepts: 'model', min: 1, max: 1 }];
