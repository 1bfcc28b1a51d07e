/** The part of `marked` 4 that is used: its lexer. The tokens are drawn by React, never as HTML. */
declare module 'marked' {
  export interface Token {
    type: string;
    raw: string;
    text?: string;
    depth?: number;
    href?: string;
    ordered?: boolean;
    lang?: string;
    tokens?: Token[];
    items?: Token[];
    header?: Token[];
    rows?: Token[][];
  }
  export const marked: { lexer(source: string): Token[] };
}
