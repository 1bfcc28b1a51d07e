import protobuf from 'protobufjs/light.js';

/** A value of an operator's attribute; only the kinds that the models here use. */
export interface Attribute {
  name: string;
  type: number;
  f?: number;
  i?: number;
  s?: Uint8Array;
  floats?: number[];
  ints?: number[];
  strings?: Uint8Array[];
}

export interface OnnxNode {
  input: string[];
  output: string[];
  name?: string;
  opType: string;
  domain?: string;
  attribute: Attribute[];
}

export interface ValueInfo {
  name: string;
  type: {
    tensorType: { elemType: number; shape: { dim: { dimValue?: number; dimParam?: string }[] } };
  };
}

/** A constant of the graph, its numbers in the field of its element type. */
export interface Tensor {
  name: string;
  dataType: number;
  dims: number[];
  floatData?: number[];
  stringData?: Uint8Array[];
  int64Data?: number[];
  doubleData?: number[];
  rawData?: Uint8Array;
}

/** The part of ONNX's ModelProto that Millrace writes and reads. */
export interface OnnxModel {
  irVersion: number;
  producerName?: string;
  opsetImport: { domain: string; version: number }[];
  metadataProps?: { key: string; value: string }[];
  graph: { name: string; node: OnnxNode[]; initializer?: Tensor[]; input: ValueInfo[]; output: ValueInfo[] };
}

/** Element types of tensors (TensorProto.DataType). */
export const ELEMENT = { float: 1, int64: 7, string: 8, double: 11 } as const;

const repeated = (type: string, id: number, packed?: boolean) => ({
  rule: 'repeated',
  type,
  id,
  ...(packed === undefined ? {} : { options: { packed } }),
});

/** Field numbers from onnx.proto; unknown fields are skipped when reading. */
const root = protobuf.Root.fromJSON({
  nested: {
    ModelProto: {
      fields: {
        irVersion: { type: 'int64', id: 1 },
        producerName: { type: 'string', id: 2 },
        graph: { type: 'GraphProto', id: 7 },
        opsetImport: repeated('OperatorSetIdProto', 8),
        metadataProps: repeated('StringStringEntryProto', 14),
      },
    },
    StringStringEntryProto: { fields: { key: { type: 'string', id: 1 }, value: { type: 'string', id: 2 } } },
    OperatorSetIdProto: { fields: { domain: { type: 'string', id: 1 }, version: { type: 'int64', id: 2 } } },
    GraphProto: {
      fields: {
        node: repeated('NodeProto', 1),
        name: { type: 'string', id: 2 },
        initializer: repeated('TensorProto', 5),
        input: repeated('ValueInfoProto', 11),
        output: repeated('ValueInfoProto', 12),
      },
    },
    NodeProto: {
      fields: {
        input: repeated('string', 1),
        output: repeated('string', 2),
        name: { type: 'string', id: 3 },
        opType: { type: 'string', id: 4 },
        attribute: repeated('AttributeProto', 5),
        domain: { type: 'string', id: 7 },
      },
    },
    AttributeProto: {
      fields: {
        name: { type: 'string', id: 1 },
        f: { type: 'float', id: 2 },
        i: { type: 'int64', id: 3 },
        s: { type: 'bytes', id: 4 },
        floats: repeated('float', 7, true),
        ints: repeated('int64', 8, true),
        strings: repeated('bytes', 9),
        type: { type: 'int32', id: 20 },
      },
    },
    TensorProto: {
      fields: {
        dims: repeated('int64', 1, true),
        dataType: { type: 'int32', id: 2 },
        floatData: repeated('float', 4, true),
        stringData: repeated('bytes', 6),
        int64Data: repeated('int64', 7, true),
        name: { type: 'string', id: 8 },
        rawData: { type: 'bytes', id: 9 },
        doubleData: repeated('double', 10, true),
      },
    },
    ValueInfoProto: { fields: { name: { type: 'string', id: 1 }, type: { type: 'TypeProto', id: 2 } } },
    TypeProto: { fields: { tensorType: { type: 'TensorType', id: 1 } } },
    TensorType: { fields: { elemType: { type: 'int32', id: 1 }, shape: { type: 'TensorShapeProto', id: 2 } } },
    TensorShapeProto: { fields: { dim: repeated('Dimension', 1) } },
    Dimension: { fields: { dimValue: { type: 'int64', id: 1 }, dimParam: { type: 'string', id: 2 } } },
  },
});
const modelType = root.lookupType('ModelProto');

export function encodeModel(model: OnnxModel): Uint8Array {
  return modelType.encode(modelType.fromObject(model)).finish();
}

/** Reads a model; throws when the bytes are not a protocol buffer. */
export function decodeModel(bytes: Uint8Array): OnnxModel {
  const decoded = modelType.decode(bytes);
  return modelType.toObject(decoded, { longs: Number, arrays: true, defaults: false }) as OnnxModel;
}

const text = new TextEncoder();

/** Builders of attributes, with the type number each needs. */
export const attribute = {
  float: (name: string, f: number): Attribute => ({ name, type: 1, f }),
  int: (name: string, i: number): Attribute => ({ name, type: 2, i }),
  string: (name: string, s: string): Attribute => ({ name, type: 3, s: text.encode(s) }),
  floats: (name: string, floats: number[]): Attribute => ({ name, type: 6, floats }),
  ints: (name: string, ints: number[]): Attribute => ({ name, type: 7, ints }),
  strings: (name: string, strings: string[]): Attribute => ({
    name,
    type: 8,
    strings: strings.map((item) => text.encode(item)),
  }),
};
