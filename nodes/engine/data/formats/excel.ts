import { z } from 'zod';
import type { Problem } from '../../../base/problem.ts';
import type { Schema } from '../../../contract/schema.ts';
import { quoteIdentifier, quoteText } from '../../sql/quote.ts';
import { inferTypes, strictCast, tryCast } from '../cast-text.ts';
import { extraColumns, fileList, fileName, missingColumn } from '../file-sql.ts';
import { defineFormat, type FilesInput } from '../format-kind.ts';
import { declaredKeys, groupByFolders, partitionColumns } from '../partitions.ts';
import { type ConvertedSheet, convertSheet } from '../workbook/convert.ts';
import { excelCases } from './excel-cases.ts';
import { excelForm } from './excel-form.ts';

const settingsSchema = z.object({
  /** Undefined: the first sheet that is shown and holds something. */
  sheet: z.string().min(1).optional(),
  range: z.string().min(1).optional(),
  /** Rows above the table; undefined: found. */
  skip: z.number().int().min(0).optional(),
  header: z.boolean().optional(),
  fillMerged: z.boolean().default(false),
  nulls: z.array(z.string()).default([]),
  dateFormat: z.string().optional(),
  timestampFormat: z.string().optional(),
  decimalSeparator: z.enum(['.', ',']).optional(),
  misfits: z.enum(['stop', 'empty']).optional(),
  newColumns: z.enum(['error', 'ignore']).default('error'),
});
type Settings = z.output<typeof settingsSchema>;
type Input = FilesInput<Settings>;

function sheetOf({ session, settings, signal }: Input, file: string): Promise<ConvertedSheet> {
  const { sheet, range, skip, header, fillMerged } = settings;
  return convertSheet(session, file, { choice: { sheet, range, skip, header, fillMerged }, signal });
}

/** Texts of converted sheets; those that mean empty are. */
function textSql(settings: Settings, sheets: readonly ConvertedSheet[], names: readonly string[]): string {
  const nulls = settings.nulls.map((text) => quoteText(text)).join(', ');
  const cells = names.map((name) => {
    const quoted = quoteIdentifier(name);
    return nulls ? `CASE WHEN trim(${quoted}) IN (${nulls}) THEN NULL ELSE ${quoted} END AS ${quoted}` : quoted;
  });
  const union = sheets.length > 1 ? ', union_by_name = true' : '';
  return `SELECT ${cells.join(', ')} FROM read_parquet(${fileList(sheets.map(({ file }) => file))}${union})`;
}

const asSchema = (names: readonly string[]): Schema => names.map((name) => ({ name, type: 'string' }));

function remarks({ facts }: ConvertedSheet): Problem[] {
  const hint = (severity: Problem['severity'], message: string): Problem => ({
    code: 'DATA_LAYOUT',
    severity,
    message,
  });
  const others = facts.sheets.filter(({ name }) => name !== facts.sheet);
  return [
    ...(facts.errors > 0
      ? [
          hint(
            'warning',
            `${facts.errors} ${facts.errors === 1 ? 'cell holds the error' : 'cells hold errors'} of a formula: empty here`,
          ),
        ]
      : []),
    ...(others.length > 0
      ? [
          hint(
            'info',
            `From the sheet “${facts.sheet}”. There are others: ${others.map(({ name }) => name).join(', ')}`,
          ),
        ]
      : []),
  ];
}

export const excelFormat = defineFormat({
  id: 'excel',
  version: 1,
  label: 'Excel',
  category: 'text',
  icon: 'file-spreadsheet',
  keywords: ['xlsx', 'xls', 'xlsm', 'xlsb', 'ods', 'spreadsheet', 'workbook', 'sheet', 'libreoffice'],
  help: 'A sheet of a workbook (xlsx, xlsm, xlsb, xls, ods), or a range of it. Formulas count as their last values. Titles above the table are skipped, and rows without a value left out.',
  extensions: ['xlsx', 'xlsm', 'xlsb', 'xls', 'xltx', 'ods', 'fods'],
  settings: settingsSchema,
  form: excelForm,
  async detect(input) {
    const sheet = await sheetOf(input, input.files[0]!);
    const { facts } = sheet;
    const { schema, style } = await inferTypes(input.session, `(${textSql(input.settings, [sheet], facts.names)})`, {
      names: facts.names,
      style: input.settings,
      signal: input.signal,
    });
    const { dateFormat, timestampFormat } = style;
    return {
      settings: {
        ...input.settings,
        ...(input.settings.range === undefined && { sheet: facts.sheet }),
        skip: facts.skip,
        header: facts.header,
        ...(dateFormat && { dateFormat }),
        ...(timestampFormat && { timestampFormat }),
      },
      schema: [...schema, ...(await partitionColumns(input.session, input.files, { ...input, known: schema }))],
      choices: {
        sheet: facts.sheets.map(({ name, isHidden }) => ({ value: name, label: isHidden ? `${name} (hidden)` : name })),
        range: facts.ranges.map((name) => ({ value: name, label: name })),
      },
      problems: remarks(sheet),
    };
  },
  async relation(input, schema) {
    const sheets: ConvertedSheet[] = [];
    let keys: string[] | undefined;
    for (const file of input.files) {
      const sheet = await sheetOf(input, file);
      const names = new Set(sheet.facts.names);
      keys ??= declaredKeys(input, sheet.facts.names, schema);
      for (const { name } of schema)
        if (!names.has(name) && !keys.includes(name))
          throw missingColumn(name, asSchema(sheet.facts.names), fileName(file));
      sheets.push(sheet);
    }
    const cast = input.settings.misfits === 'empty' ? castOrEmpty : strictCast;
    const own = schema.filter(({ name }) => !keys?.includes(name));
    const names = own.map(({ name }) => name);
    const cells = own.map((column) => `${cast(column, input.settings)} AS ${quoteIdentifier(column.name)}`);
    const placed = sheets.map((file, at) => ({ path: input.files[at]!, file }));
    const parts = groupByFolders(placed, { keys: keys ?? [], schema, folder: input.folder }).map(
      ({ files, columns }) =>
        `SELECT ${[...cells, ...columns].join(', ')} FROM (${textSql(input.settings, files, names)})`,
    );
    const select = schema.map(({ name }) => quoteIdentifier(name)).join(', ');
    const found = asSchema([...new Set(sheets.flatMap(({ facts }) => facts.names))]);
    return {
      sql: `(SELECT ${select} FROM (${parts.join('\nUNION ALL\n')}))`,
      schema,
      extra: extraColumns(found, schema),
      derived: sheets.map(({ file }) => file),
    };
  },
  cast: (settings, text, type) => tryCast(text, type, settings),
  cases: excelCases,
});

const castOrEmpty = (column: Schema[number], settings: Settings) =>
  tryCast(quoteIdentifier(column.name), column.type, settings);
