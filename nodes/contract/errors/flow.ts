import type { ErrorEntry } from './entry.ts';

export const flowErrors = {
  FLOW_VARIABLE_UNKNOWN: {
    status: 400,
    message: '{where} uses the variable “{variable}”, which is not defined{suggestion}',
    hint: 'Define the variable in the project, on this node or for this run, or correct the name.',
  },
  FLOW_VARIABLE_VALUE: {
    status: 400,
    message: 'Setting {path} needs another value than “{value}”, which the variable “{variable}” has',
    hint: 'Give the variable a value that this setting takes: a number, or true or false.',
  },
  FLOW_CYCLE: {
    status: 400,
    message: 'The flow goes in a circle: {path}',
    hint: 'Let one of these recipes write to another dataset.',
  },
  FLOW_OUTPUT_TWICE: {
    status: 400,
    message: '“{node}” is written by more than one recipe: {recipes}',
    hint: 'Let each recipe write to a dataset of its own; a stack recipe can unite them.',
  },
  FLOW_OUTPUT_NOT_MANAGED: {
    status: 400,
    message: 'The recipe “{recipe}” writes to “{node}”, which reads files',
    hint: 'Choose a managed dataset as output.',
  },
  FLOW_NODE_UNKNOWN: {
    status: 400,
    message: 'The recipe “{recipe}” names the {type} “{node}”, which does not exist{suggestion}',
    hint: 'Connect the recipe to an existing one.',
  },
  FLOW_INPUT_UNKNOWN: {
    status: 409,
    message: 'The columns of “{node}”, which the recipe “{recipe}” reads, are not known yet',
    hint: 'Configure what makes it, or declare its schema.',
  },
  FLOW_PORTS: {
    status: 400,
    message: 'The recipe “{recipe}” has {found} at “{role}” and needs {needed}',
    hint: 'Connect the missing ones or take the superfluous ones away.',
  },
  FLOW_NOT_MADE: {
    status: 400,
    message: 'No recipe writes to “{node}”',
    hint: 'Connect it to a recipe, or build something else.',
  },
  FLOW_SOURCE_TARGET: {
    status: 400,
    message: '“{node}” reads files and cannot be built',
    hint: 'Build a dataset that a recipe writes to.',
  },
  FLOW_RULES_FAILED: {
    status: 409,
    message: 'The new rows of “{dataset}” break its quality rules, the former rows stay: {rules}',
    hint: 'Look at the quality page; correct the data or the rules.',
  },
  FLOW_INPUT_FAILED: {
    status: 409,
    message: '“{recipe}” was not run because {failed} failed',
    hint: 'Correct the named recipe and build again.',
  },
  FLOW_NOTHING_FAILED: {
    status: 409,
    message: 'Nothing of the job “{job}” is left to do again',
    hint: 'Run it from the start, or choose another job.',
  },
  FLOW_BYPASS_REFUSED: {
    status: 400,
    message: 'The recipe “{recipe}” cannot be bypassed: {reason}',
    hint: 'Switch the bypass off (D), or take the recipe out of the flow.',
  },
  RECIPE_KIND_UNKNOWN: {
    status: 400,
    message: 'There is no recipe kind “{kind}”{suggestion}',
    hint: 'Use a newer version of Millrace or another recipe.',
  },
  RECIPE_SETTINGS: {
    status: 400,
    message: 'Setting {path}: {problem}',
    hint: 'Correct the named setting of the recipe.',
  },
  RECIPE_COLUMN_UNKNOWN: {
    status: 400,
    message: '{where}: the input “{input}” has no column “{column}”{suggestion}',
    hint: 'Choose a column of the input.',
  },
  RECIPE_COLUMN_TWICE: {
    status: 400,
    message: '{where}: the output would have two columns “{column}”',
    hint: 'Give one of them another name or a prefix. Names that differ only in upper and lower case count as the same.',
  },
  RECIPE_COLUMN_TYPE: {
    status: 400,
    message: '{where}: the column “{column}” is {found}, but {expected} is needed',
    hint: 'Choose another column, or change its type with a prepare recipe before.',
  },
  RECIPE_FORMULA: {
    status: 400,
    message: '{where}: {problem}',
    hint: 'Correct the formula.',
  },
  RECIPE_JOIN_WITHOUT_KEYS: {
    status: 400,
    message: 'The join with “{input}” has no condition',
    hint: 'Choose the columns that must match, or make it a cross join.',
  },
  RECIPE_PIVOT_DRIFT: {
    status: 409,
    message: 'The column “{column}” has values that the pivot gives no column: {values}',
    hint: 'Read the values from the data again, or ignore new values in the settings of the pivot.',
  },
  RECIPE_SETTING_MISSING: {
    status: 400,
    message: '{where} is not set',
    hint: 'Choose it in the settings of the recipe.',
  },
  MODEL_NOT_TRAINED: {
    status: 409,
    message: 'The model “{model}” has no version yet',
    hint: 'Train it first.',
  },
  MODEL_VERSION_MISSING: {
    status: 404,
    message: 'The model “{model}” has no version “{version}”',
    hint: 'Choose one of its versions.',
  },
} as const satisfies Record<string, ErrorEntry>;
