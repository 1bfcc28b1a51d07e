import asc from 'assemblyscript/asc';

const common = ['--runtime', 'stub', '--noAssert', '-O3', '--enable', 'simd', '--importMemory'];
const shared = ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536', '--initialMemory', '1'];

/** The kernels of this folder and the compiler's options for each. */
export const kernels = {
  boosting: [...common, ...shared],
  trees: [...common, '--initialMemory', '1'],
} as const satisfies Record<string, readonly string[]>;

export type KernelName = keyof typeof kernels;

/** Compiles AssemblyScript source to a WebAssembly module; same source and compiler, same bytes. Throws with the compiler's messages. */
export async function buildKernel(name: KernelName, source: string): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main([`${name}.ts`, ...kernels[name], '--outFile', `${name}.wasm`], {
    readFile: (file) => (file === `${name}.ts` ? source : null),
    writeFile: (_file, contents) => {
      if (typeof contents !== 'string') bytes = contents;
    },
    listFiles: () => [],
  });
  if (error || !bytes)
    throw new Error(`kernel ${name} does not compile: ${error?.message ?? ''}\n${stderr.toString()}`);
  return bytes;
}

/** The module as a TypeScript source that needs no file at run time. */
export function kernelModule(name: KernelName, bytes: Uint8Array): string {
  return `/** Built from ${name}.as; see README.md of this folder. */\nexport const ${name}Kernel =\n  '${Buffer.from(bytes).toString('base64')}';\n`;
}
