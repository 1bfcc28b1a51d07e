import { fail } from '../../contract/errors/index.ts';
import { fillVariables } from '../../contract/fill-variables.ts';
import type { OwnMeanings } from '../../contract/project/index.ts';
import { withRemarks } from '../../contract/remarks.ts';
import { type SampleChoice, sampleOf } from '../../contract/sample.ts';
import type { Schema } from '../../contract/schema.ts';
import { columnValues } from '../../engine/data/column-values.ts';
import { csvSelect } from '../../engine/data/csv-export.ts';
import { DrawnSamples } from '../../engine/data/drawn-samples.ts';
import { FileCopies } from '../../engine/data/file-copies.ts';
import { explainReadError } from '../../engine/data/read-error.ts';
import { RowIndexes } from '../../engine/data/row-index.ts';
import { countRows, type Rows, readPage } from '../../engine/data/rows.ts';
import { detectFiles, readFrom } from '../../engine/data/source.ts';
import { columnStats } from '../../engine/data/stats.ts';
import { compileFormula } from '../../engine/expr/check.ts';
import { duckDb } from '../../engine/expr/dialect.ts';
import { type BoundRows, currentRows } from '../../engine/flow/bind.ts';
import { flowPlans } from '../../engine/flow/flow-plans.ts';
import type { FlowStorage } from '../../engine/flow/ports.ts';
import type { FlowStatus, NodeStatus } from '../../engine/flow/status.ts';
import { printExpr } from '../../engine/sql/print-expr.ts';
import { quoteText } from '../../engine/sql/quote.ts';
import type { Session } from '../../engine/sql/session.ts';
import { queryCard } from '../../engine/statistics/query-card.ts';
import { createAtomicFile } from '../../platform/atomic-write.ts';
import { knownErrorBody } from '../error-body.ts';
import { checkSource, detectSource } from './source-detection.ts';
import type {
  CardRequest,
  DatasetRelation,
  DetectRequest,
  DetectResult,
  FlowReader,
  RowsRequest,
  Workspace,
} from './types.ts';

/** What reading needs of the workspace. The session keeps the order of rows. */
export interface ReaderPorts {
  session: Session;
  storage: FlowStorage;
  evaluate(): Promise<FlowStatus>;
  variables(): Readonly<Record<string, string>>;
  folderOf(connection: string): string | undefined;
  /** What a person has said about the columns of a dataset. */
  remarks(dataset: string): Schema | undefined;
  /** The project's own meanings. */
  meanings(): OwnMeanings;
}

/** Everything that reads rows without changing anything. */
export class DatasetReader implements FlowReader {
  private readonly ports: ReaderPorts;
  private readonly indexes: RowIndexes;
  private readonly draws: DrawnSamples;
  private readonly copies: FileCopies;

  constructor(ports: ReaderPorts) {
    this.ports = ports;
    this.indexes = new RowIndexes(ports.session);
    this.draws = new DrawnSamples(ports.session);
    this.copies = new FileCopies(ports.session);
  }

  async rows(dataset: string, request: RowsRequest = {}, signal?: AbortSignal) {
    const rows = await this.readable(dataset, signal);
    const { offset = 0, limit = 200, sort = [], sample = 'head' } = request;
    const where = this.conditionOf(request.filter, rows.schema);
    const page = { offset, limit, sort, sample, ...(where && { where }), ...(signal && { signal }) };
    if (RowIndexes.fits(rows, page)) return this.indexes.readPage(rows, page);
    const read = (from: Rows, chosen: SampleChoice) => readPage(this.ports.session, from, { ...page, sample: chosen });
    // The first of the first rows can be looked at though a later one is broken.
    const found = await (sampleOf(sample).kind === 'head' ? read(rows, sample) : this.draws.use(rows, page, read));
    if (found.total !== null) return found;
    this.copies.begin(rows, rows.bytes);
    const uncounted = knownErrorBody(this.copies.failureOf(rows));
    // Another failure, such as a full disk, says nothing of the rows.
    return uncounted?.code.startsWith('DATA_') ? { ...found, uncounted } : found;
  }

  async stats(dataset: string, options: Parameters<Workspace['stats']>[1] = {}) {
    const rows = await this.readable(dataset, options.signal);
    const { column, filter, signal } = options;
    const wanted = { sample: options.sample ?? 'head', signal };
    const where = this.conditionOf(filter, rows.schema);
    const asked = { own: this.ports.meanings(), ...(signal && { signal }), ...(where && { where }) };
    return this.draws.use(rows, wanted, (from, sample) =>
      columnStats(this.ports.session, from, { ...asked, sample, ...(column !== undefined && { column }) }),
    );
  }

  async statistics(dataset: string, { card, ...request }: CardRequest, signal?: AbortSignal) {
    const rows = await this.readable(dataset, signal);
    return this.draws.use(rows, { sample: request.sample, signal }, (from, sample) =>
      queryCard(this.ports.session, from, { ...card, ...request, sample, signal }),
    );
  }

  async values(dataset: string, options: Parameters<Workspace['values']>[1]) {
    return columnValues(this.ports.session, await this.readable(dataset, options.signal), options);
  }

  async exportRows(dataset: string, options: Parameters<Workspace['exportRows']>[1]) {
    const rows = await this.readable(dataset, options.signal);
    const pending = await createAtomicFile(options.file);
    const query = options.signal ? { signal: options.signal } : {};
    try {
      const count = await this.copyRows(rows, { path: pending.path, format: options.format, query });
      await pending.commit();
      return { rows: count };
    } catch (error) {
      await pending.discard();
      throw explainReadError(error);
    }
  }

  async detect(request: DetectRequest, signal?: AbortSignal): Promise<DetectResult> {
    return detectSource({ ...request, path: this.filled(request.path, 'The path') }, this.ports, signal);
  }

  async checkTypes(...[request, signal]: Parameters<Workspace['checkTypes']>) {
    return checkSource({ ...request, path: this.filled(request.path, 'The path') }, this.ports, signal);
  }

  async schemaOf(dataset: string) {
    return (await this.nodeOf(dataset)).schema;
  }

  async relation(dataset: string, { looked = false } = {}): Promise<DatasetRelation> {
    const node = await this.nodeOf(dataset);
    const reportsNew = node.source?.newColumns === 'report';
    const bound = reportsNew ? await this.allColumns(node) : await this.current(node);
    const written = { dataset: node.name, ...bound, total: bound.rows };
    const found = isCopied(node) ? await this.copies.find(written) : written;
    if (looked && isCopied(node) && found === written) this.copies.begin(written, bytesOf(node));
    const { sql, schema, key, total: rows } = found;
    return { dataset, sql, schema, key, rows, builtAt: node.source ? null : (node.current?.builtAt ?? null) };
  }

  evaluated(): Promise<FlowStatus> {
    return this.ports.evaluate();
  }

  async plans() {
    return flowPlans(await this.evaluated());
  }

  /** The condition of a filter's formula in SQL; undefined when it says nothing. FORMULA_*. */
  private conditionOf(formula: string | undefined, schema: Schema): string | undefined {
    const filter = formula && this.filled(formula, 'The filter');
    return filter?.trim() ? printExpr(compileFormula(filter, schema, 'boolean').expr, duckDb) : undefined;
  }

  private filled(text: string, where: string): string {
    return fillVariables(text, this.ports.variables(), where).value;
  }

  private async nodeOf(dataset: string): Promise<NodeStatus> {
    const node = (await this.evaluated()).nodes.get(dataset);
    if (node?.type !== 'dataset') throw fail('NOT_FOUND', { kind: 'dataset', id: dataset, suggestion: '' });
    return node;
  }

  private current(node: NodeStatus, signal?: AbortSignal): Promise<BoundRows> {
    const { storage, session } = this.ports;
    return currentRows(node, { storage, session, ...(signal && { signal }) });
  }

  private async readable(dataset: string, signal?: AbortSignal) {
    const node = await this.nodeOf(dataset);
    const { rows: total, ...bound } = await this.current(node, signal);
    const schema = withRemarks(bound.schema, this.ports.remarks(dataset));
    const rows = { dataset: node.name, total, bytes: bytesOf(node), ...bound, schema };
    if (isCopied(node)) return this.copies.find(rows);
    if (!node.source) return rows;
    return { ...rows, total: await countRows(this.ports.session, rows.sql, signal ? { signal } : {}) };
  }

  /** For rules about the schema: what the files hold, new columns included. */
  private async allColumns(node: NodeStatus): Promise<BoundRows> {
    const { source, files } = node;
    if (!source?.schema || !files?.length) return this.current(node);
    const { dataset, format, schema } = source;
    const reading = { session: this.ports.session };
    const found = await detectFiles({ dataset, format, ...readFrom(files) }, reading);
    const known = new Set(schema.map((column) => column.name));
    const extra = found.schema.filter((column) => !known.has(column.name));
    return this.current({ ...node, source: { ...source, schema: [...schema, ...extra] } });
  }

  private async copyRows(
    rows: Pick<Rows, 'sql' | 'schema'>,
    target: { path: string; format: 'csv' | 'parquet'; query: { signal?: AbortSignal } },
  ): Promise<number> {
    const { session } = this.ports;
    const { path, format, query } = target;
    if (format === 'parquet') return session.copyToParquet(`SELECT * FROM ${rows.sql}`, path, query);
    const { columns } = await session.query(`SELECT count(*) FROM ${rows.sql}`, query);
    await session.run(`COPY (${csvSelect(rows)}) TO ${quoteText(path)} (FORMAT csv, HEADER true)`, query);
    return Number(columns[0]?.[0] ?? 0);
  }
}

/** Parquet files tell their number of rows without being read, and any page of them is quick: they need no copy. */
const isCopied = ({ source }: NodeStatus): boolean => source !== undefined && source.format.kind !== 'parquet';

const bytesOf = ({ files = [] }: NodeStatus): number => files.reduce((sum, file) => sum + file.size, 0);
