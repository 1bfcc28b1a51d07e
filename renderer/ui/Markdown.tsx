import { marked, type Token } from 'marked';
import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import styles from './markdown.module.css';

const tags: Record<string, string> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  strong: 'strong',
  em: 'em',
  del: 's',
  list_item: 'li',
};

/** Texts of the lexer are escaped for HTML; React escapes by itself. */
const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const drawAll = (tokens: readonly Token[] = []): ReactNode[] =>
  // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
  tokens.map((token, index) => <Fragment key={index}>{draw(token)}</Fragment>);

const cells = (row: readonly Token[] | undefined, tag: 'th' | 'td') =>
  (row ?? []).map((cell, index) => createElement(tag, { key: index }, drawAll(cell.tokens)));

/** One token as elements. Raw HTML is shown as the text it is; links open outside and only to the web. */
function draw(token: Token): ReactNode {
  const { type, text = '', tokens } = token;
  const tag = tags[type];
  if (tag) return createElement(tag, null, drawAll(tokens));
  if (type === 'heading') return createElement(`h${Math.min(4, (token.depth ?? 1) + 1)}`, null, drawAll(tokens));
  if (type === 'list') return createElement(token.ordered ? 'ol' : 'ul', null, drawAll(token.items));
  if (type === 'link' && /^(https?:|mailto:)/i.test(token.href ?? '')) {
    return (
      <a href={token.href} target="_blank" rel="noreferrer noopener">
        {drawAll(tokens)}
      </a>
    );
  }
  if (type === 'codespan') return <code>{unescaped(text)}</code>;
  if (type === 'code') {
    return (
      <pre>
        <code>{text}</code>
      </pre>
    );
  }
  if (type === 'hr') return <hr />;
  if (type === 'br') return <br />;
  if (type === 'space') return null;
  if (type === 'table') {
    return (
      <table>
        <thead>
          <tr>{cells(token.header, 'th')}</tr>
        </thead>
        <tbody>
          {(token.rows ?? []).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            <tr key={index}>{cells(row, 'td')}</tr>
          ))}
        </tbody>
      </table>
    );
  }
  return tokens ? drawAll(tokens) : unescaped(text || token.raw);
}

/** Markdown drawn as elements: nothing in it can run. */
export function Markdown({ text }: { text: string }) {
  const tokens = useMemo(() => marked.lexer(text), [text]);
  return <div className={styles.markdown}>{drawAll(tokens)}</div>;
}
