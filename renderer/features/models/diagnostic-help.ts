import type { Diagnostic } from '../../../nodes/contract/model.ts';

/** What each finding means and what to do about it. */
export const diagnosticHelp: Record<Diagnostic['code'], string> = {
  TOO_GOOD:
    'Results this good usually mean that a column tells the answer. Look at the most important columns: are they known before the outcome?',
  IMBALANCE:
    'One class is rare. Trust PR AUC, precision and recall rather than accuracy; balanced class weights or a cost-based threshold may help.',
  TINY_TEST: 'The figures rest on few rows and may change a lot. Use more rows or a larger test share.',
  ID_LIKE: 'Nearly every row has its own value, so nothing can be learnt from it for new rows. Leave the column out.',
  TARGET_ECHO: 'The column nearly repeats the target. If it is only known afterwards, leave it out.',
  CONSTANT: 'The column has the same value in every row and adds nothing.',
  MANY_CATEGORIES: 'Only the most frequent values are kept. Group rare values, or derive something more general.',
  TARGET_MISSING: 'Rows without a target cannot be learnt from. Check where they come from.',
  NOT_BETTER_THAN_CONSTANT:
    'The model does no better than always giving the same answer. It needs other columns or more rows.',
  OVERFIT:
    'The model does clearly better on rows it has seen. Fewer leaves, a lower learning rate or more rows make it more careful.',
};
