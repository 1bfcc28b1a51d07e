import { expect, test } from 'vitest';
import { Project, renameVariable, variableUses } from './index.ts';

const project = Project.parse({
  info: { format: 1, id: 'p', name: 'P', variables: { day: 'The day that is scored' } },
  variables: { day: '2026-06-01', dayly: 'x' },
  layout: { nodes: {} },
  datasets: {
    in: {
      id: 'in',
      name: 'Arrivals',
      source: { kind: 'files', connection: 'c', path: 'in/${day}.csv', format: { kind: 'csv' } },
    },
  },
  recipes: {
    keep: {
      id: 'keep',
      name: 'Keep ${day}',
      kind: 'prepare',
      inputs: {},
      outputs: {},
      settings: { steps: [{ settings: { formula: "a > '${day}' or b = '${dayly}' or c = '${day}'" } }] },
    },
  },
  models: {},
  quality: { in: { id: 'in', rules: [{ id: 'r', kind: 'formula-holds', settings: { formula: 'd = ${day}' } }] } },
  scenarios: {
    daily: {
      id: 'daily',
      name: 'Daily',
      triggers: [],
      steps: [
        { id: 's', kind: 'set-variables', settings: { variables: { before: '1', day: '${yesterday}' } } },
        { id: 'm', kind: 'send-message', settings: { url: 'https://x', text: 'done ${day}' } },
      ],
    },
  },
  dashboards: {
    board: {
      id: 'board',
      name: 'Board',
      pages: [
        {
          id: 'p',
          title: 'P',
          tiles: [
            { id: 't', x: 0, y: 0, w: 3, h: 3, content: { kind: 'text', markdown: '${day}' } },
            {
              id: 'c',
              x: 0,
              y: 0,
              w: 3,
              h: 3,
              content: {
                kind: 'chart',
                chart: { kind: 'bars', dataset: 'in', filter: "at = '${day}'", dimension: { column: '${day}' } },
              },
            },
          ],
        },
      ],
    },
  },
  services: {},
  tests: { t: { id: 't', name: 'Test', variables: { day: '1' }, inputs: {}, outputs: {} } },
});

test('every place that reads, sets or pins a variable is found, by name and way', () => {
  const found = variableUses(project).filter(({ variable }) => variable === 'day');
  expect(found.map(({ how, family, name, path }) => `${how} ${family} ${name} ${path.join('.')}`)).toEqual([
    'reads datasets Arrivals source.path',
    'reads recipes Keep ${day} settings.steps.0.settings.formula',
    'reads quality Arrivals rules.0.settings.formula',
    'reads scenarios Daily steps.1.settings.text',
    'sets scenarios Daily steps.0.settings.variables.day',
    'reads dashboards Board pages.0.tiles.1.content.chart.filter',
    'pins tests Test variables.day',
  ]);
});

test('a rename changes its uses, and nothing that only looks like one', () => {
  const edits = renameVariable(project, 'day', 'date');
  expect(edits.map(({ family, id }) => `${family} ${id}`)).toEqual([
    'variables -',
    'info -',
    'datasets in',
    'recipes keep',
    'quality in',
    'scenarios daily',
    'dashboards board',
    'tests t',
  ]);
  const text = JSON.stringify(edits);
  expect(text).not.toMatch(/'\$\{day\}'|"day":/);
  expect(text).toContain("a > '${date}' or b = '${dayly}' or c = '${date}'");
  expect(text).toContain('"name":"Keep ${day}"');
  expect(text).toContain('"markdown":"${day}"');
  expect(edits[0]?.value).toEqual({ date: '2026-06-01', dayly: 'x' });
  expect(
    Object.keys((edits[5]?.value as typeof project.scenarios.daily)!.steps[0]!.settings.variables as object),
  ).toEqual(['before', 'date']);
});

test('what is not used anywhere is renamed alone', () => {
  expect(renameVariable({ ...project, tests: {} }, 'nothing', 'x')).toEqual([]);
});
