type Labels = Record<string, string>;

interface Counter {
  add(labels?: Labels, amount?: number): void;
}

/** Numbers of a node, printed in the Prometheus text format (version 0.0.4). */
export interface Metrics {
  counter(name: string, help: string): Counter;
  /** Asked each time the page is printed. */
  collect(name: string, help: string, read: () => Iterable<{ labels?: Labels; value: number }>): void;
  print(): string;
}

interface Series {
  help: string;
  type: 'counter' | 'gauge';
  values: Map<string, number>;
  read?: () => Iterable<{ labels?: Labels; value: number }>;
}

export function createMetrics(): Metrics {
  const all = new Map<string, Series>();
  const series = (name: string, help: string, type: Series['type']): Series => {
    const made: Series = all.get(name) ?? { help, type, values: new Map() };
    all.set(name, made);
    return made;
  };
  return {
    counter(name, help) {
      const { values } = series(name, help, 'counter');
      return {
        add: (labels = {}, amount = 1) => {
          const key = printLabels(labels);
          values.set(key, (values.get(key) ?? 0) + amount);
        },
      };
    },
    collect(name, help, read) {
      series(name, help, 'gauge').read = read;
    },
    print: () => [...all].map(([name, one]) => printSeries(name, one)).join(''),
  };
}

function printSeries(name: string, { help, type, values, read }: Series): string {
  const lines = [...values].map(([labels, value]) => `${name}${labels} ${value}\n`);
  for (const { labels, value } of read?.() ?? []) lines.push(`${name}${printLabels(labels ?? {})} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

/** `{a="1",b="2"}` with the values escaped as the format asks; empty without labels. */
function printLabels(labels: Labels): string {
  const escaped = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
