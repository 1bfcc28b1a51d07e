import { Box, Button } from '@mantine/core';
import type { Schema } from '../../../../nodes/contract/schema.ts';
import { useOwnMeanings } from '../../../state/meanings.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { copiedMeaning } from './copied-meaning.ts';
import type { Step } from './steps.ts';

interface CopiedMeaningNoteProps {
  step: Step;
  /** Columns that the step gets. */
  schema: Schema;
  onFollow: (step: Step) => void;
}

/** Offers to follow a meaning where a step has a copy of what it once said. */
export function CopiedMeaningNote({ step, schema, onFollow }: CopiedMeaningNoteProps) {
  const own = useOwnMeanings();
  const copied = copiedMeaning(step, schema, own);
  if (!copied) return null;
  return (
    <Box mb={12}>
      <Notice
        tone="info"
        title={`A copy of the meaning “${copied.label}”`}
        actions={
          <Button variant="default" onClick={() => onFollow(copied.step)}>
            Follow the meaning
          </Button>
        }
      >
        {copied.isSame
          ? 'When the meaning changes, this formula does not.'
          : 'The meaning has changed since: other values count when the step follows it.'}
      </Notice>
    </Box>
  );
}
