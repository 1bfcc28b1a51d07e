import type { Covariance } from './covariance.ts';

export interface Components {
  isStandardised: boolean;
  /** Variances of the components, the largest first, and their shares of the whole. */
  eigenvalues: number[];
  shares: number[];
  /** By component: the weight of each column, of unit length; the largest is positive. */
  weights: number[][];
  /** By component: its correlation with each column. */
  loadings: number[][];
  /** Spread that each column is divided by. */
  scales: number[];
}

/**
 * Principal components of the columns `kept`: H. Hotelling, “Analysis of a complex of statistical variables into principal components”,
 * Journal of Educational Psychology 24 (1933). Of standardised columns they are those of the correlation matrix.
 */
export async function principalComponents(
  { covariance }: Covariance,
  { kept, standardise }: { kept: readonly number[]; standardise: boolean },
): Promise<Components> {
  const { EigenvalueDecomposition, Matrix } = await import('ml-matrix');
  const deviations = kept.map((at) => Math.sqrt(covariance[at]![at]!));
  const scales = standardise ? deviations : deviations.map(() => 1);
  const matrix = kept.map((i, row) => kept.map((j, column) => covariance[i]![j]! / (scales[row]! * scales[column]!)));
  const found = new EigenvalueDecomposition(new Matrix(matrix), { assumeSymmetric: true });
  const order = kept.map((_, at) => at).sort((a, b) => found.realEigenvalues[b]! - found.realEigenvalues[a]!);
  const eigenvalues = order.map((at) => Math.max(0, found.realEigenvalues[at]!));
  const total = eigenvalues.reduce((sum, value) => sum + value, 0);
  const weights = order.map((at) => withPositiveLargest(found.eigenvectorMatrix.getColumn(at)));
  const loadings = weights.map((component, place) =>
    component.map((weight, at) => (weight * Math.sqrt(eigenvalues[place]!) * scales[at]!) / deviations[at]!),
  );
  return {
    isStandardised: standardise,
    eigenvalues,
    shares: eigenvalues.map((value) => value / total),
    weights,
    loadings,
    scales,
  };
}

/** An eigenvector is one with either sign: the one in which the largest weight is positive. */
function withPositiveLargest(vector: readonly number[]): number[] {
  const largest = vector.reduce((a, b) => (Math.abs(b) > Math.abs(a) + 1e-12 ? b : a), 0);
  return vector.map((value) => (largest < 0 ? -value : value));
}
