import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';

interface SettingNumberProps extends Omit<NumberInputProps, 'value' | 'onChange' | 'placeholder'> {
  value: number;
  /** In force while the field is empty. */
  standard: number;
  onChange: (value: number) => void;
}

/** A number that can be emptied to type anew: meanwhile its default holds, and stands there as a placeholder. */
export function SettingNumber({ value, standard, onChange, ...rest }: SettingNumberProps) {
  const [isEmptied, setIsEmptied] = useState(false);
  return (
    <NumberInput
      {...rest}
      placeholder={`${standard}${rest.suffix ?? ''}`}
      value={isEmptied && value === standard ? '' : value}
      onChange={(next) => {
        setIsEmptied(next === '');
        if (next === '') onChange(standard);
        else if (typeof next === 'number') onChange(next);
      }}
    />
  );
}
