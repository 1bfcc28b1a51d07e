/** White space of the text functions: blank, tab, line feed, vertical tab, form feed, carriage return, no-break space. */
export const WHITESPACE_SQL = `E' \\t\\n\\x0B\\f\\r\u00A0'`;

const START = /^[ \t\n\v\f\r\u00A0]+/;
const END = /[ \t\n\v\f\r\u00A0]+$/;

export const trimStart = (text: string) => text.replace(START, '');
export const trimEnd = (text: string) => text.replace(END, '');
export const trimSpaces = (text: string) => trimEnd(trimStart(text));
