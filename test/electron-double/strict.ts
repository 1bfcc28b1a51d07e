/** Asked for by language and tools on any object; answering undefined is what Electron's objects do too. */
const HARMLESS = new Set([
  'then',
  'toJSON',
  'inspect',
  'nodeType',
  'asymmetricMatch',
  '$$typeof',
  'default',
  'module.exports',
]);

/** `target` such that reading a member it does not have fails loudly: what is not there must not seem to work. */
export function strict<T extends object>(target: T, name: string): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || key in object || HARMLESS.has(key)) return Reflect.get(object, key, receiver);
      throw new Error(`electron double: ${name}.${key} is not implemented`);
    },
  });
}
