import { IconAbc, IconClock, IconHash, IconToggleLeft } from '@tabler/icons-react';
import { type DataType, isNumeric, isTemporal } from '../../../nodes/contract/schema.ts';

/** The sort of a field in one sign: number, time, truth, text. */
export function TypeMark({ type }: { type: DataType | undefined }) {
  const props = { size: 14, stroke: 1.6, 'aria-hidden': true, style: { flex: 'none', opacity: 0.75 } } as const;
  if (isNumeric(type)) return <IconHash {...props} />;
  if (isTemporal(type)) return <IconClock {...props} />;
  return type === 'boolean' ? <IconToggleLeft {...props} /> : <IconAbc {...props} />;
}
