import type { CardCase } from '../card-kind.ts';
import { trial } from '../trial.ts';

export const relationCases: readonly CardCase[] = [
  {
    title: 'two numbers',
    settings: { column: 'y', against: ['x'] },
    ...trial,
    expect: {
      figures: {
        'Rows with both': 26,
        'Left out': 4,
        'Pearson’s r': 0.509655838199336,
        'p of r': 0.007823834706257063,
        'Spearman’s ρ': 0.377094017094017,
        'p of ρ': 0.057560273472891145,
        Slope: 0.649449190541438,
        Intercept: 8.086663674746099,
        'R²': 0.2597490734106678,
      },
    },
  },
  {
    title: 'a number by groups',
    settings: { column: 'x', against: ['g3'] },
    ...trial,
    expect: {
      figures: {
        Groups: 3,
        Values: 28,
        'Left out': 2,
        'Explained variance (η²)': 0.07926708063074685,
        'p of equal means': 0.3561811131784164,
      },
    },
  },
  {
    title: 'two groupings',
    settings: { column: 'g2', against: ['g3'] },
    ...trial,
    expect: {
      figures: {
        'Rows with both': 29,
        'Left out': 1,
        'Cramér’s V': 0.246885359939347,
        'χ²': 1.7676190476190468,
        'Degrees of freedom': 2,
        'p of independence': 0.41320579224808773,
      },
    },
  },
  {
    title: 'codes as numbers',
    settings: { column: 'k', against: ['y'], codes: 'numbers' },
    ...trial,
    expect: {
      figures: { 'Pearson’s r': -0.6678572161247704, 'p of ρ': 0.00025425426563413864, Slope: -0.16383939975036726 },
    },
  },
  {
    title: 'nothing to relate to',
    settings: { column: 'x', against: ['x'] },
    ...trial,
    expect: { error: 'STATISTICS_INCOMPLETE' },
  },
];
