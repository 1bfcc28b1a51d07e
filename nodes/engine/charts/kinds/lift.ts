import { fail } from '../../../contract/errors/index.ts';
import { call, castTo, choose, column, literal } from '../../expr/build.ts';
import type { Plan } from '../../sql/plan.ts';
import { chartKind } from '../chart-kind.ts';
import { columnExpr } from '../columns.ts';
import { withNumbers, withValues } from '../raw.ts';
import { value } from '../wells.ts';

/** Parts of equal size that the rows are divided into, the most probable first. */
const PARTS = 20;

export const lift = chartKind({
  id: 'lift',
  label: 'Lift',
  category: 'Model',
  icon: 'chart-arrows',
  keywords: ['gain', 'model', 'probability', 'deciles'],
  help: 'Of a scored dataset whose outcome is known: how many more hits are among the most probable rows than among all.',
  wells: [
    value('target', 'Outcome', 'The field that says what came true.', { accepts: 'any' }),
    value('probability', 'Probability', 'The score that orders the rows.'),
  ],
  options: ['palette'],
  example: { target: { column: 'flag', value: 'true' }, probability: 'a' },
  async read(context) {
    const { chart, schema, run } = context;
    const { target, probability } = chart;
    if (!target || !probability) {
      throw fail('CHART_INCOMPLETE', { kind: chart.kind, missing: 'an outcome and a probability' });
    }
    const rows = withNumbers({ ...context, rows: withValues(context, [target.column]) }, [probability]);
    const outcome = castTo(columnExpr(schema, target.column), 'string');
    const hit = choose([{ if: call('eq', outcome, literal(target.value)), then: literal(1) }], literal(0));
    const score = castTo(columnExpr(schema, probability), 'double');
    const scored: Plan = {
      op: 'project',
      input: rows,
      columns: [
        { name: 'hit', expr: hit.expr },
        { name: 'score', expr: score.expr },
      ],
    };
    const by = [{ expr: column('score', 'double').expr, descending: true }];
    const parts: Plan = {
      op: 'window',
      input: scored,
      columns: [{ name: 'part', fn: 'ntile', parameter: PARTS, partitionBy: [], orderBy: by }],
    };
    const part = column('part', 'bigint').expr;
    const result = await run({
      op: 'sort',
      input: {
        op: 'aggregate',
        input: parts,
        keys: [{ name: 'part', expr: part }],
        aggregates: [
          { name: 'rows', fn: 'count' },
          { name: 'hits', fn: 'sum', arg: column('hit', 'int').expr },
          { name: 'least', fn: 'min', arg: column('score', 'double').expr },
        ],
      },
      by: [{ expr: part, descending: false }],
    });
    return result;
  },
});
