import { Select } from '@mantine/core';
import { Hinted } from '../../ui/Hinted.tsx';
import { inPlace } from './settings-look.ts';

interface OptionalChoiceProps<T extends string> {
  label: string;
  hint: string;
  data: readonly { value: T; label: string }[];
  /** Undefined: nothing is chosen, and `placeholder` says what then holds. */
  value: T | undefined;
  placeholder?: string;
  /** It stands in a pop-up. */
  isInPlace?: boolean;
  onChange: (value: T | undefined) => void;
}

/** A choice of few that can be taken back. */
export function OptionalChoice<T extends string>(props: OptionalChoiceProps<T>) {
  const { label, hint, data, value, placeholder = 'automatic', isInPlace = false, onChange } = props;
  return (
    <Hinted hint={hint}>
      <Select
        label={label}
        data={data}
        value={value ?? null}
        placeholder={placeholder}
        clearable
        {...(isInPlace && { comboboxProps: inPlace })}
        onChange={(chosen) => onChange((chosen ?? undefined) as T | undefined)}
      />
    </Hinted>
  );
}
