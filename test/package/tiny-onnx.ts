/** Length-delimited protobuf field. */
const bytes = (field: number, ...parts: number[][]): number[] => {
  const content = parts.flat();
  return [(field << 3) | 2, content.length, ...content];
};
const number = (field: number, value: number): number[] => [field << 3, value];
const text = (field: number, value: string): number[] => bytes(field, [...Buffer.from(value)]);

/** One float in, the same float out: the smallest ONNX model there is (`Identity`, opset 13). */
export function tinyOnnxModel(): Uint8Array {
  const oneFloat = (name: string) => {
    const shape = bytes(2, bytes(1, number(1, 1)));
    return [...text(1, name), ...bytes(2, bytes(1, number(1, 1), shape))];
  };
  const node = bytes(1, text(1, 'x'), text(2, 'y'), text(4, 'Identity'));
  const graph = bytes(7, node, text(2, 'tiny'), bytes(11, oneFloat('x')), bytes(12, oneFloat('y')));
  return Uint8Array.from([...number(1, 8), ...graph, ...bytes(8, number(2, 13))]);
}
