import { Position } from '@xyflow/react';
import { type NodeType, sizes } from './graph.ts';

const HANDLE = 10;
/** Room between a recipe's box and its circle. */
const INSET = 4;

const ends = (type: NodeType) => {
  const { width, height } = sizes[type];
  const inset = type === 'recipe' ? INSET : 0;
  const box = { y: (height - HANDLE) / 2, width: HANDLE, height: HANDLE };
  return [
    { ...box, type: 'target' as const, position: Position.Left, x: inset - HANDLE / 2 },
    { ...box, type: 'source' as const, position: Position.Right, x: width - inset - HANDLE / 2 },
  ];
};

/** Where the wires end, told beforehand: nodes out of sight need not be drawn to be measured. */
export const handlesOf: Record<NodeType, ReturnType<typeof ends>> = {
  dataset: ends('dataset'),
  recipe: ends('recipe'),
  model: ends('model'),
};
