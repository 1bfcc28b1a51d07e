/** Upper bounds of the latency buckets in seconds. */
export const latencyBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1] as const;

export interface EndpointNumbers {
  service: string;
  endpoint: string;
  version: string;
  requests: number;
  errors: number;
  records: number;
  seconds: number;
  /** Requests per bucket, one more for all slower ones. */
  buckets: number[];
}

/** Which endpoint numbers belong to. */
export interface CountedEndpoint {
  readonly service: string;
  readonly name: string;
  readonly version: string;
}

/** Counts of one worker process, by service, endpoint and version. */
export interface RequestMetrics {
  of(endpoint: CountedEndpoint): EndpointNumbers;
  snapshot(): EndpointNumbers[];
}

export function createRequestMetrics(): RequestMetrics {
  const all = new Map<string, EndpointNumbers>();
  const byEndpoint = new WeakMap<CountedEndpoint, EndpointNumbers>();
  const find = ({ service, name, version }: CountedEndpoint): EndpointNumbers => {
    const key = `${service}/${name}/${version}`;
    const known = all.get(key);
    if (known) return known;
    const buckets = new Array<number>(latencyBounds.length + 1).fill(0);
    const made = { service, endpoint: name, version, requests: 0, errors: 0, records: 0, seconds: 0, buckets };
    all.set(key, made);
    return made;
  };
  return {
    of(endpoint) {
      const known = byEndpoint.get(endpoint);
      if (known) return known;
      const found = find(endpoint);
      byEndpoint.set(endpoint, found);
      return found;
    },
    snapshot: () => [...all.values()],
  };
}

export function countRequest(numbers: EndpointNumbers, seconds: number, records: number): void {
  numbers.requests += 1;
  numbers.records += records;
  numbers.seconds += seconds;
  let bucket = 0;
  while (bucket < latencyBounds.length && seconds > latencyBounds[bucket]!) bucket += 1;
  numbers.buckets[bucket]! += 1;
}

/** The numbers of all workers in the Prometheus text format. */
export function printRequestMetrics(workers: readonly EndpointNumbers[][]): string {
  const sums = new Map<string, EndpointNumbers>();
  for (const one of workers.flat()) {
    const key = `${one.service}/${one.endpoint}/${one.version}`;
    const sum = sums.get(key);
    if (!sum) sums.set(key, { ...one, buckets: [...one.buckets] });
    else {
      sum.requests += one.requests;
      sum.errors += one.errors;
      sum.records += one.records;
      sum.seconds += one.seconds;
      for (const [i, count] of one.buckets.entries()) sum.buckets[i]! += count;
    }
  }
  const labels = (one: EndpointNumbers) =>
    `service="${one.service}",endpoint="${one.endpoint}",version="${one.version}"`;
  const family = (name: string, type: string, lines: (one: EndpointNumbers) => string[]) =>
    `# TYPE ${name} ${type}\n${[...sums.values()].flatMap(lines).join('')}`;
  return [
    family('millrace_errors_total', 'counter', (one) => [`millrace_errors_total{${labels(one)}} ${one.errors}\n`]),
    family('millrace_records_total', 'counter', (one) => [`millrace_records_total{${labels(one)}} ${one.records}\n`]),
    family('millrace_request_seconds', 'histogram', (one) => {
      let below = 0;
      const lines = one.buckets.map((count, i) => {
        below += count;
        return `millrace_request_seconds_bucket{${labels(one)},le="${latencyBounds[i] ?? '+Inf'}"} ${below}\n`;
      });
      lines.push(`millrace_request_seconds_sum{${labels(one)}} ${one.seconds}\n`);
      lines.push(`millrace_request_seconds_count{${labels(one)}} ${one.requests}\n`);
      return lines;
    }),
  ].join('');
}
