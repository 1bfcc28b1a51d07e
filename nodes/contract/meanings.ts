import { compilePattern } from '../base/pattern.ts';
import type { OwnMeaning, OwnMeanings } from './project/meanings.ts';
import {
  type Column,
  type ColumnMeaning,
  type DataType,
  type Meaning,
  numericTypes,
  type OwnMeaningId,
} from './schema.ts';

/** What a column may mean, in words, and how a value is known to fit. */
export interface MeaningRule {
  readonly label: string;
  readonly help: string;
  /** Storage types that can carry it. */
  readonly types: readonly DataType[];
  /** The whole text must match; written so that JavaScript and the database (RE2) read it alike. */
  readonly pattern?: string;
  /** The text must be one of these, trimmed; they are in lower case unless the case counts. */
  readonly values?: () => ReadonlySet<string>;
  /** Small and capital letters differ; a pattern tells them apart unless this is false. */
  readonly caseSensitive?: boolean;
  /** Numbers must lie in it, ends included. */
  readonly range?: readonly [number, number];
}

const texts: readonly DataType[] = ['string'];
const numbers: readonly DataType[] = numericTypes;

const states =
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY';
const stateNames =
  'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|District of Columbia|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Puerto Rico|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming';
/** ISO 3166-1, two letters and three letters of the same country side by side. */
const countryCodes =
  'AFAFG ALALB DZDZA ASASM ADAND AOAGO AIAIA AQATA AGATG ARARG AMARM AWABW AUAUS ATAUT AZAZE BSBHS BHBHR BDBGD BBBRB BYBLR BEBEL BZBLZ BJBEN BMBMU BTBTN BOBOL BQBES BABIH BWBWA BVBVT BRBRA IOIOT BNBRN BGBGR BFBFA BIBDI CVCPV KHKHM CMCMR CACAN KYCYM CFCAF TDTCD CLCHL CNCHN CXCXR CCCCK COCOL KMCOM CGCOG CDCOD CKCOK CRCRI CICIV HRHRV CUCUB CWCUW CYCYP CZCZE DKDNK DJDJI DMDMA DODOM ECECU EGEGY SVSLV GQGNQ ERERI EEEST SZSWZ ETETH FKFLK FOFRO FJFJI FIFIN FRFRA GFGUF PFPYF TFATF GAGAB GMGMB GEGEO DEDEU GHGHA GIGIB GRGRC GLGRL GDGRD GPGLP GUGUM GTGTM GGGGY GNGIN GWGNB GYGUY HTHTI HMHMD VAVAT HNHND HKHKG HUHUN ISISL ININD IDIDN IRIRN IQIRQ IEIRL IMIMN ILISR ITITA JMJAM JPJPN JEJEY JOJOR KZKAZ KEKEN KIKIR KPPRK KRKOR KWKWT KGKGZ LALAO LVLVA LBLBN LSLSO LRLBR LYLBY LILIE LTLTU LULUX MOMAC MGMDG MWMWI MYMYS MVMDV MLMLI MTMLT MHMHL MQMTQ MRMRT MUMUS YTMYT MXMEX FMFSM MDMDA MCMCO MNMNG MEMNE MSMSR MAMAR MZMOZ MMMMR NANAM NRNRU NPNPL NLNLD NCNCL NZNZL NINIC NENER NGNGA NUNIU NFNFK MKMKD MPMNP NONOR OMOMN PKPAK PWPLW PSPSE PAPAN PGPNG PYPRY PEPER PHPHL PNPCN PLPOL PTPRT PRPRI QAQAT REREU ROROU RURUS RWRWA BLBLM SHSHN KNKNA LCLCA MFMAF PMSPM VCVCT WSWSM SMSMR STSTP SASAU SNSEN RSSRB SCSYC SLSLE SGSGP SXSXM SKSVK SISVN SBSLB SOSOM ZAZAF GSSGS SSSSD ESESP LKLKA SDSDN SRSUR SJSJM SESWE CHCHE SYSYR TWTWN TJTJK TZTZA THTHA TLTLS TGTGO TKTKL TOTON TTTTO TNTUN TRTUR TMTKM TCTCA TVTUV UGUGA UAUKR AEARE GBGBR USUSA UMUMI UYURY UZUZB VUVUT VEVEN VNVNM VGVGB VIVIR WFWLF EHESH YEYEM ZMZMB ZWZWE';
const otherCountryNames =
  'britain|great britain|england|scotland|wales|uk|u.k.|u.s.|u.s.a.|united states of america|russia|russian federation|south korea|north korea|ivory coast|czech republic|holland|the netherlands|turkey|türkiye|republic of korea|viet nam|macedonia|iran|syria|laos|bolivia|tanzania|moldova|venezuela|brunei|cape verde|swaziland|burma|congo|hong kong|macau|macao|taiwan|palestine|vatican|kosovo|deutschland|österreich|schweiz|españa|italia';

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
const lower = (list: readonly string[]) => new Set(list.map((one) => one.toLowerCase()));

const countries = once(() => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const codes = countryCodes.split(' ').flatMap((pair) => [pair.slice(0, 2), pair.slice(2)]);
  const named = codes.flatMap((code) => (code.length === 2 ? [names.of(code) ?? code] : []));
  return lower([...codes, ...named, ...otherCountryNames.split('|')]);
});

const day = '(0?[1-9]|[12][0-9]|3[01])';
const month = '(0?[1-9]|1[0-2])';
const monthName =
  '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*';
const time = '([T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?( ?(am|pm|AM|PM))?(Z| ?[+-][0-9]{2}:?[0-9]{2})?)?';
const byte = '(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])';

/** Every meaning. Text, id and category fit anything: they say how a column is used. */
export const meaningRules: Readonly<Record<Meaning, MeaningRule>> = {
  text: { label: 'Text', help: 'Any text', types: texts },
  decimal: {
    label: 'Decimal number',
    help: 'A number, with a point or a comma before the decimals',
    types: [...numbers, 'string'],
    pattern: "[+-]?([0-9]{1,3}([., ' ][0-9]{3})*|[0-9]+)([.,][0-9]+)?([eE][+-]?[0-9]+)?%?",
  },
  integer: {
    label: 'Whole number',
    help: 'A number without decimals',
    types: [...numbers, 'string'],
    pattern: '[+-]?[0-9]+([.]0+)?',
  },
  boolean: {
    label: 'Yes or no',
    help: 'true and false, yes and no, 1 and 0',
    types: ['boolean', 'string', 'int', 'bigint'],
    values: once(() => lower(['true', 'false', 't', 'f', 'yes', 'no', 'y', 'n', '1', '0', 'on', 'off'])),
  },
  date: {
    label: 'Date',
    help: 'A day, with or without the time, in any usual order',
    types: ['date', 'timestamp', 'timestamptz', 'string'],
    pattern: `([0-9]{4}[-/.]${month}[-/.]${day}|${day}[-/.]${month}[-/.]([0-9]{4}|[0-9]{2})|${month}[-/.]${day}[-/.]([0-9]{4}|[0-9]{2})|${day}[. -]+${monthName}[., -]+[0-9]{4}|${monthName}[. ]+${day},? [0-9]{4})${time}`,
  },
  email: {
    label: 'E-mail address',
    help: 'name@domain',
    types: texts,
    pattern: '[^@\\s"<>,;]+@[^@\\s.]+([.][^@\\s.]+)+',
  },
  url: {
    label: 'Web address',
    help: 'http:// or https://',
    types: texts,
    pattern: '(https?|ftp)://[^\\s/?#.]+[^\\s]*',
  },
  ip: {
    label: 'IP address',
    help: 'Version 4 or 6',
    types: texts,
    pattern: `(${byte}[.]){3}${byte}|[0-9a-fA-F]{0,4}:[0-9a-fA-F:]*:[0-9a-fA-F:.]*[0-9a-fA-F.:]*`,
  },
  country: { label: 'Country', help: 'ISO code of two or three letters, or the name', types: texts, values: countries },
  'us-state': {
    label: 'US state',
    help: 'Two letters, or the name',
    types: texts,
    values: once(() => lower([...states.split(' '), ...stateNames.split('|')])),
  },
  latitude: {
    label: 'Latitude',
    help: '-90 to 90 degrees',
    types: [...numbers, 'string'],
    pattern: '[+-]?([0-8]?[0-9]([.][0-9]+)?|90([.]0+)?)',
    range: [-90, 90],
  },
  longitude: {
    label: 'Longitude',
    help: '-180 to 180 degrees',
    types: [...numbers, 'string'],
    pattern: '[+-]?((1[0-7][0-9]|[0-9]?[0-9])([.][0-9]+)?|180([.]0+)?)',
    range: [-180, 180],
  },
  currency: {
    label: 'Currency',
    help: 'An amount of money, or a currency code such as EUR',
    types: [...numbers, 'string'],
    pattern: '([A-Z]{3}|[$€£¥₹]|[+-]) ?[+-]?[0-9][0-9., ]*|[+-]?[0-9][0-9., ]*( ?([A-Z]{3}|[$€£¥₹]))?|[A-Z]{3}',
  },
  id: {
    label: 'Identifier',
    help: 'Names one thing; never computed with',
    types: ['string', 'int', 'bigint', 'decimal'],
  },
  category: { label: 'Category', help: 'One of a few values', types: [...texts, 'int', 'bigint', 'boolean'] },
};

/** A column with the rule of a meaning that is the project's own. */
export type RuledColumn = Column & { readonly rule?: MeaningRule | undefined };
type Ruled = Pick<RuledColumn, 'type' | 'meaning' | 'rule'>;

const isOwn = (meaning: ColumnMeaning): meaning is OwnMeaningId => meaning.startsWith('own:');

export const ownMeaningId = (id: string): OwnMeaningId => `own:${id}`;

const ownTypes: readonly DataType[] = ['string', 'int', 'bigint'];
const ownRules = new WeakMap<OwnMeaning, MeaningRule>();

/** The rule of one of a project's own meanings. */
export function ruleOfOwn(meaning: OwnMeaning): MeaningRule {
  const known = ownRules.get(meaning);
  if (known) return known;
  const { name, notes, caseSensitive } = meaning;
  const rule: MeaningRule = {
    label: name,
    help: notes || (meaning.kind === 'values' ? 'One of a list of values' : 'Text of a pattern'),
    types: ownTypes,
    caseSensitive,
    ...(meaning.kind === 'pattern'
      ? { pattern: meaning.pattern }
      : { values: once(() => new Set(meaning.values.map((value) => folded(value.trim(), caseSensitive)))) }),
  };
  ownRules.set(meaning, rule);
  return rule;
}

/** The rule of any meaning; undefined for one that the project does not have any more: then anything fits. */
export function ruleOfMeaning(meaning: ColumnMeaning, own: OwnMeanings): MeaningRule | undefined {
  if (!isOwn(meaning)) return meaningRules[meaning];
  const found = own[meaning.slice('own:'.length)];
  return found && ruleOfOwn(found);
}

/** Columns with the rules of the project's own meanings. */
export function withRules<C extends Column>(schema: readonly C[], own: OwnMeanings): (C & RuledColumn)[] {
  return schema.map((column) =>
    column.meaning && isOwn(column.meaning) ? { ...column, rule: ruleOfMeaning(column.meaning, own) } : column,
  );
}

/** The rule of what a column means; undefined when it means nothing in particular. */
export function ruleOf({ meaning, rule }: Pick<RuledColumn, 'meaning' | 'rule'>): MeaningRule | undefined {
  return meaning && (isOwn(meaning) ? rule : meaningRules[meaning]);
}

const folded = (text: string, caseSensitive: boolean | undefined) => (caseSensitive ? text : text.toLowerCase());

const compiled = new WeakMap<MeaningRule, RegExp>();

/** A pattern that the whole text must match, as formulas write it too. */
export const wholePattern = (pattern: string, { caseSensitive }: Pick<MeaningRule, 'caseSensitive'>): string =>
  `${caseSensitive === false ? '(?i)' : ''}^(?:${pattern})$`;

function patternOf(rule: MeaningRule): RegExp | undefined {
  if (!rule.pattern) return undefined;
  const known = compiled.get(rule) ?? compilePattern(wholePattern(rule.pattern, rule));
  compiled.set(rule, known);
  return known;
}

/** True when a value fits a rule. Empty values fit: they are counted on their own. */
export function fitsRule(rule: MeaningRule, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'number' && rule.range)
    return Number.isFinite(value) && value >= rule.range[0] && value <= rule.range[1];
  if (typeof value !== 'string') return true;
  const text = value.trim();
  if (text === '') return true;
  if (rule.values) return rule.values().has(folded(text, rule.caseSensitive));
  return patternOf(rule)?.test(text) ?? true;
}

/** True when a value fits what it should mean. Empty values fit: they are counted on their own. */
export function fitsMeaning(meaning: Meaning, value: unknown): boolean {
  if (typeof value === 'number' && (!Number.isFinite(value) || (meaning === 'integer' && !Number.isInteger(value))))
    return false;
  return fitsRule(meaningRules[meaning], value);
}

/** True when a cell is neither empty nor fit for its column: what the grid marks. */
export function isInvalidCell(column: Ruled, value: unknown): boolean {
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return column.type === 'double';
  const rule = ruleOf(column);
  if (!column.meaning || !rule) return false;
  // Whole numbers are read as texts.
  if (isOwn(column.meaning)) return !fitsRule(rule, value === null ? null : String(value));
  if (numericTypes.includes(column.type))
    return !fitsMeaning(column.meaning, typeof value === 'string' ? Number(value) : value);
  return column.type === 'string' && !fitsRule(rule, value);
}

interface Guess {
  meaning: Meaning;
  names?: RegExp;
  /** Share of the values that must fit, 0–1. */
  share: number;
  /** The name alone must speak for it. */
  needsName?: boolean;
}

const textGuesses: readonly Guess[] = [
  { meaning: 'email', share: 0.8 },
  { meaning: 'url', share: 0.8 },
  { meaning: 'ip', share: 0.8 },
  { meaning: 'us-state', names: /state|province|(^|_)st$/i, share: 0.8, needsName: true },
  { meaning: 'country', names: /country|nation|land$|(^|_)iso/i, share: 0.7, needsName: true },
  { meaning: 'currency', names: /curr|price|amount|cost|betrag|preis|salary|revenue/i, share: 0.8, needsName: true },
  { meaning: 'latitude', names: /^lat(itude)?$|[_ ]lat(itude)?$/i, share: 0.8, needsName: true },
  {
    meaning: 'longitude',
    names: /^(lon|lng|long|longitude)$|[_ ](lon|lng|long|longitude)$/i,
    share: 0.8,
    needsName: true,
  },
  { meaning: 'date', share: 0.8 },
  { meaning: 'integer', share: 0.9 },
  { meaning: 'decimal', share: 0.9 },
];

const idName = /(^|[_ -])(id|uuid|guid|key|no|nr|number|code)$|[a-z]I[Dd]$/;
const codeWithZeros = /^0[0-9]+$/;

/** What the values of a column most likely mean, by its name and a sample of them; undefined: nothing in particular. */
export function guessMeaning(column: Pick<Column, 'name' | 'type'>, sample: readonly unknown[]): Meaning | undefined {
  const values = sample.filter((value) => value !== null && value !== undefined && String(value).trim() !== '');
  if (values.length === 0) return undefined;
  const { name, type } = column;
  if (numericTypes.includes(type)) return guessOfNumbers(name, type, values);
  if (type !== 'string') return undefined;
  const distinct = new Set(values.map(String));
  if (idName.test(name) && distinct.size === values.length && !/^(zip|postal)/i.test(name)) return 'id';
  for (const { meaning, names, share, needsName } of textGuesses) {
    if (needsName && !names?.test(name)) continue;
    if ((meaning === 'integer' || meaning === 'decimal') && values.some((value) => codeWithZeros.test(String(value))))
      continue;
    const fitting = values.filter((value) => fitsMeaning(meaning, value)).length;
    if (fitting / values.length >= share) return meaning;
  }
  return values.length >= 20 && distinct.size <= Math.min(50, values.length / 4) ? 'category' : undefined;
}

function guessOfNumbers(name: string, type: DataType, values: readonly unknown[]): Meaning | undefined {
  const all = (meaning: Meaning) => values.every((value) => fitsMeaning(meaning, Number(value)));
  for (const meaning of ['latitude', 'longitude'] as const) {
    const guess = textGuesses.find((one) => one.meaning === meaning);
    if (guess?.names?.test(name) && all(meaning)) return meaning;
  }
  const distinct = new Set(values.map(String));
  const whole = type === 'int' || type === 'bigint';
  return whole && idName.test(name) && distinct.size === values.length ? 'id' : undefined;
}

/** Meanings whose values can be told from others. */
export const tellingMeanings = Object.entries(meaningRules)
  .filter(([, { pattern, values, range }]) => pattern ?? values ?? range)
  .map(([value, { label }]) => ({ value, label }));
