type Operation = { summary?: string; operationId?: string; security?: { key: string[] }[] };

/** A plain page that lists the operations of an OpenAPI description. */
export function docsPage(api: Record<string, unknown>): string {
  const { title, version } = api.info as { title: string; version: string };
  const rows = Object.entries(api.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) =>
        `<tr><td><code>${method.toUpperCase()}</code></td><td><code>${escapeHtml(path)}</code></td>` +
        `<td>${escapeHtml(operation.summary ?? '')}</td><td>${operation.security?.[0]?.key[0] ?? ''}</td></tr>`,
    ),
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>
body{font:15px/1.5 system-ui;max-width:70rem;margin:3rem auto;padding:0 1.5rem;color:#1c2430}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .8rem;border-bottom:1px solid #e3e7ee;vertical-align:top}
code{font:13px ui-monospace,monospace}</style></head><body>
<h1>${escapeHtml(title)} <small>${escapeHtml(version)}</small></h1>
<p>Send the key as <code>Authorization: Bearer …</code>. The machine-readable form is <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).</p>
<table><tr><th>Method</th><th>Path</th><th>What it does</th><th>Right</th></tr>${rows.join('')}</table></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
