import { defineMacro, type TypedExpr } from '../function-kind.ts';

export const ifElse = defineMacro({
  id: 'if',
  category: 'logic',
  help: 'One value when the condition is true, the other when it is false or empty. More pairs of condition and value may follow.',
  keywords: ['case', 'when', 'else'],
  params: [
    { name: 'condition', type: 'boolean' },
    { name: 'then', type: 'any' },
    { name: 'else', type: 'any', optional: true },
  ],
  rest: { name: 'more', type: 'any' },
  expand: (args, build) => {
    const branches: { if: TypedExpr; then: TypedExpr }[] = [];
    for (let i = 0; i + 1 < args.length; i += 2) branches.push({ if: args[i]!, then: args[i + 1]! });
    return build.choose(branches, args.length % 2 === 1 ? args.at(-1)! : EMPTY);
  },
  cases: [
    [`if(1 < 2, 'yes', 'no')`, 'yes'],
    [`if(null, 'yes', 'no')`, 'no'],
    ['if(false, 1)', null],
    [`if(false, 'a', true, 'b', 'c')`, 'b'],
    ['if(true, 1, 2.5)', 1],
  ],
});

export const switchCase = defineMacro({
  id: 'switch',
  category: 'logic',
  help: 'Compares a value with keys in turn and gives the result beside the first equal key; the last argument is the default.',
  keywords: ['map', 'decode', 'recode'],
  params: [
    { name: 'value', type: 'scalar' },
    { name: 'key', type: 'scalar' },
    { name: 'result', type: 'any' },
  ],
  rest: { name: 'more', type: 'any' },
  expand: ([value, ...pairs], build) => {
    const branches: { if: TypedExpr; then: TypedExpr }[] = [];
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      branches.push({ if: build.call('eq', value!, pairs[i]!), then: pairs[i + 1]! });
    }
    return build.choose(branches, pairs.length % 2 === 1 ? pairs.at(-1)! : EMPTY);
  },
  cases: [
    [`switch('b', 'a', 1, 'b', 2, 0)`, 2],
    [`switch('z', 'a', 1, 'b', 2, 0)`, 0],
    [`switch('z', 'a', 1)`, null],
  ],
});

const EMPTY: TypedExpr = { expr: { op: 'lit', type: 'string', value: null }, type: 'null' };
