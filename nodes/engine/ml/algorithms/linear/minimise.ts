/** A smooth function of a vector: returns its value and writes its gradient. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export interface MinimiseOptions {
  /** L1 penalty by component; zeros for none. */
  l1: Float64Array;
  maxIterations: number;
  /** Stop when the largest component of the (pseudo-)gradient is below this. */
  tolerance: number;
}

const MEMORY = 10;

interface Pair {
  s: Float64Array;
  y: Float64Array;
  rho: number;
}

/**
 * Minimises objective + Σ l1ᵢ |xᵢ| from `x`, in place: L-BFGS (Nocedal 1980) in its orthant-wise form OWL-QN (Andrew and
 * Gao, ICML 2007), which is plain L-BFGS where l1 is 0. Yields the value after each iteration, so that the caller may pause.
 */
export function* minimise(objective: Objective, x: Float64Array, options: MinimiseOptions): Generator<number, number> {
  const { l1, maxIterations, tolerance } = options;
  const gradient = new Float64Array(x.length);
  const pairs: Pair[] = [];
  let value = objective(x, gradient) + penalty(x, l1);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const pseudo = pseudoGradient(x, gradient, l1);
    if (pseudo.every((component) => Math.abs(component) < tolerance)) break;
    const direction = descent(pseudo, pairs, l1);
    const step = lineSearch({ objective, x, value, direction, pseudo, l1, first: pairs.length === 0 });
    if (!step) break;
    remember(pairs, { s: subtract(step.point, x), y: subtract(step.gradient, gradient) });
    x.set(step.point);
    gradient.set(step.gradient);
    const gained = value - step.value;
    value = step.value;
    yield value;
    if (gained < 1e-12 * Math.max(1, Math.abs(value))) break;
  }
  return value;
}

function penalty(x: Float64Array, l1: Float64Array): number {
  return x.reduce((sum, component, i) => sum + l1[i]! * Math.abs(component), 0);
}

function pseudoGradient(x: Float64Array, gradient: Float64Array, l1: Float64Array): Float64Array {
  return gradient.map((g, i) => {
    const strength = l1[i]!;
    if (strength === 0) return g;
    if (x[i] !== 0) return g + strength * Math.sign(x[i]!);
    return g + strength < 0 ? g + strength : g - strength > 0 ? g - strength : 0;
  });
}

/** −H·pseudo by the two-loop recursion, with components of the wrong sign removed where l1 acts. */
function descent(pseudo: Float64Array, pairs: readonly Pair[], l1: Float64Array): Float64Array {
  const q = pseudo.slice();
  const alphas: number[] = [];
  for (const pair of pairs.toReversed()) {
    const alpha = pair.rho * dot(pair.s, q);
    alphas.push(alpha);
    addScaled(q, pair.y, -alpha);
  }
  const last = pairs.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.y, last.y));
    for (let i = 0; i < q.length; i++) q[i]! *= scale;
  }
  for (const pair of pairs) addScaled(q, pair.s, alphas.pop()! - pair.rho * dot(pair.y, q));
  return q.map((component, i) => (l1[i]! > 0 && component * pseudo[i]! <= 0 ? 0 : -component));
}

interface Search {
  objective: Objective;
  x: Float64Array;
  value: number;
  direction: Float64Array;
  pseudo: Float64Array;
  l1: Float64Array;
  first: boolean;
}

/** Backtracking to sufficient decrease (Armijo), each trial projected to the orthant of `x`. */
function lineSearch(search: Search): { point: Float64Array; gradient: Float64Array; value: number } | null {
  const { objective, x, direction, pseudo, l1 } = search;
  let length = search.first ? 1 / Math.max(1, Math.sqrt(dot(direction, direction))) : 1;
  for (let trial = 0; trial < 40; trial++, length /= 2) {
    const point = x.map((component, i) => {
      const next = component + length * direction[i]!;
      if (l1[i] === 0) return next;
      const orthant = component !== 0 ? Math.sign(component) : -Math.sign(pseudo[i]!);
      return next * orthant <= 0 ? 0 : next;
    });
    const gradient = new Float64Array(x.length);
    const value = objective(point, gradient) + penalty(point, l1);
    const decrease = dot(pseudo, subtract(point, x));
    if (Number.isFinite(value) && value <= search.value + 1e-4 * decrease) return { point, gradient, value };
  }
  return null;
}

function remember(pairs: Pair[], step: { s: Float64Array; y: Float64Array }): void {
  const curvature = dot(step.s, step.y);
  if (curvature <= 1e-14 * dot(step.y, step.y)) return;
  pairs.push({ ...step, rho: 1 / curvature });
  if (pairs.length > MEMORY) pairs.shift();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function addScaled(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i]! += factor * b[i]!;
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((component, i) => component - b[i]!);
}
