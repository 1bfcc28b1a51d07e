/** The functions of the library that are used; its own types are out of reach of its `exports`. */
declare module 'cephes' {
  /** Resolves when the functions can be called. */
  export const compiled: Promise<void>;
  export function erfc(x: number): number;
  export function igamc(a: number, x: number): number;
  export function incbet(a: number, b: number, x: number): number;
  export function incbi(a: number, b: number, y: number): number;
  export function kolmogorov(x: number): number;
  export function lgam(x: number): number;
  export function ndtri(y: number): number;
}
