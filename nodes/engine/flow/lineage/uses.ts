import { isAppError } from '../../../base/app-error.ts';
import type { LineageUse } from '../../../contract/lineage.ts';
import { fillChart } from '../../../contract/project/chart-texts.ts';
import { type Chart, type QualityRules, wellColumns, wellIds } from '../../../contract/project/index.ts';
import type { Schema } from '../../../contract/schema.ts';
import { compileFormula } from '../../expr/check.ts';
import { columnsIn } from '../../expr/lineage/plan-lineage.ts';
import { filledRule } from '../../quality/check-dataset.ts';
import { ruleKinds } from '../../quality/registry.ts';
import { namesIn } from '../../statistics/columns.ts';
import { cardKinds } from '../../statistics/registry.ts';
import type { FlowStatus } from '../status.ts';

/** A look at columns from outside the flow; `*` stands for a count of rows. */
export interface Use extends Omit<LineageUse, 'influence' | 'column'> {
  columns: readonly string[];
}

/** Everything outside the flow that looks at columns: charts, quality rules, statistics, endpoints, golden tests. */
export function usesOf(status: FlowStatus): Use[] {
  return [...chartUses(status), ...ruleUses(status), ...cardUses(status), ...endpointUses(status), ...testUses(status)];
}

function schemaOf(status: FlowStatus, node: string): Schema {
  return status.nodes.get(node)?.schema ?? [];
}

function chartUses(status: FlowStatus): Use[] {
  return Object.values(status.project.dashboards).flatMap((dashboard) =>
    dashboard.pages.flatMap((page) =>
      page.tiles.flatMap(({ id, title, content }): Use[] => {
        if (content.kind !== 'chart') return [];
        const { chart } = content;
        const columns = columnsOfChart(filledChart(chart, status), schemaOf(status, chart.dataset));
        const label = `${title || chart.kind} · ${dashboard.name}`;
        return [{ kind: 'chart', id: dashboard.id, part: `${page.id}/${id}`, label, node: chart.dataset, columns }];
      }),
    ),
  );
}

/** A chart whose variables are not known is looked at as it is written. */
function filledChart(chart: Chart, { variables }: FlowStatus): Chart {
  try {
    return fillChart(chart, variables);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return chart;
  }
}

/** Columns a chart looks at: in its wells, its tooltip, its filters. A chart of counts alone looks at the rows. */
export function columnsOfChart(chart: Chart, schema: Schema): string[] {
  const found = [
    ...wellIds.flatMap((well) => wellColumns(chart, well)),
    ...(chart.columns ?? []),
    ...(chart.where ?? []).map(({ column }) => column),
    ...(chart.filter ? formulaColumns(chart.filter, schema) : []),
  ].map((column) => column || '*');
  return [...new Set(found)];
}

function ruleUses(status: FlowStatus): Use[] {
  return Object.values(status.project.quality).flatMap(({ id, rules }) =>
    rules
      .filter(({ enabled }) => enabled)
      .map((rule): Use => {
        const node = status.nodes.get(id);
        const columns = columnsOfRule(rule, { schema: node?.schema ?? [], status });
        const label = `${rule.label ?? ruleKinds.find(rule.kind)?.label ?? rule.kind} · ${node?.name ?? id}`;
        return { kind: 'rule', id, part: rule.id, label, node: id, columns };
      }),
  );
}

/** A rule without columns of its own is about the rows as a whole. */
function columnsOfRule(
  written: QualityRules['rules'][number],
  { schema, status }: { schema: Schema; status: FlowStatus },
): string[] {
  const kind = ruleKinds.find(written.kind);
  if (!kind) return [];
  try {
    const rule = filledRule(written, status.variables);
    const good = kind.good(rule.settings, { schema, meanings: status.project.meanings });
    const found = [...kind.columns(rule.settings), ...(good ? formulaColumns(good, schema) : [])];
    return found.length > 0 ? [...new Set(found)] : ['*'];
  } catch (error) {
    if (!isAppError(error)) throw error;
    return [];
  }
}

function cardUses(status: FlowStatus): Use[] {
  return Object.values(status.project.statistics).flatMap(({ id, filter, cards }) => {
    const node = status.nodes.get(id);
    const filtered = filter ? formulaColumns(filter, node?.schema ?? []) : [];
    return cards.map((card): Use => {
      const kind = cardKinds.find(card.kind);
      const chosen = kind?.slots.flatMap((slot) => namesIn(card.settings, slot)) ?? [];
      const label = `${card.title || (kind?.label ?? card.kind)} · ${node?.name ?? id}`;
      const columns = chosen.length > 0 ? [...new Set([...chosen, ...filtered])] : ['*'];
      return { kind: 'card', id, part: card.id, label, node: id, columns };
    });
  });
}

/** A prediction needs the features of its model in the rows that its recipe scores. */
function endpointUses(status: FlowStatus): Use[] {
  return Object.values(status.project.services).flatMap((service) =>
    service.endpoints.flatMap((endpoint): Use[] => {
      const result = status.recipes.get(endpoint.recipe);
      const node = result?.recipe.inputs.input?.[0];
      if (node === undefined) return [];
      const spec = result?.context?.models.model?.[0]?.spec;
      const columns = spec ? spec.columns.map(({ name }) => name) : schemaOf(status, node).map(({ name }) => name);
      const label = `${endpoint.id} · ${service.name}`;
      return [{ kind: 'endpoint', id: service.id, part: endpoint.id, label, node, columns }];
    }),
  );
}

function testUses(status: FlowStatus): Use[] {
  return Object.values(status.project.tests).flatMap((test) =>
    Object.entries(test.outputs).map(([node, { schema, ignore }]): Use => {
      const columns = schema.map(({ name }) => name).filter((name) => !ignore.includes(name));
      return { kind: 'test', id: test.id, part: node, label: test.name, node, columns };
    }),
  );
}

/** Columns of a formula; none when it is faulty. */
function formulaColumns(formula: string, schema: Schema): string[] {
  try {
    return columnsIn(compileFormula(formula, schema).expr);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return [];
  }
}
