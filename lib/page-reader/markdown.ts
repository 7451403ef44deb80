import TurndownService from 'turndown';

/** Elements that say nothing to a model, or hold what a user typed: those are never read. */
export const UNREAD =
  'script,style,noscript,template,svg,canvas,iframe,object,embed,video,audio,map,input,textarea,select,button,datalist,[contenteditable]:not([contenteditable="false"])';

/** An element's content as Markdown: headings, lists, tables and code are kept, links are their text. */
export function toMarkdown(root: HTMLElement): string {
  const service = new TurndownService({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    hr: '---',
  });
  service.escape = (text) => text; // a model reads it, not a parser
  service.addRule('link', { filter: 'a', replacement: (content) => content });
  service.addRule('image', { filter: ['img', 'picture'], replacement: () => '' });
  service.addRule('table', {
    filter: (node) => node instanceof HTMLTableElement && isOfData(node),
    replacement: (_content, node) => (node instanceof HTMLTableElement ? toRows(node) : ''),
  });
  return service
    .turndown(root)
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** Not one that only arranges a page: those hold blocks, and often other tables. */
function isOfData(table: HTMLTableElement): boolean {
  return table.rows.length > 1 && table.querySelector('table,p p,ul,ol,pre,h1,h2,h3') === null;
}

function toRows(table: HTMLTableElement): string {
  const rows = [...table.rows].map((row) => [...row.cells].map(textOfCell));
  const columns = Math.max(...rows.map(({ length }) => length));
  const lines = rows.map((cells) => `| ${padded(cells, columns).join(' | ')} |`);
  const rule = `|${' --- |'.repeat(columns)}`;
  const caption = table.caption?.textContent.trim() ?? '';
  return `\n\n${caption}\n\n${[lines[0], rule, ...lines.slice(1)].join('\n')}\n\n`;
}

function textOfCell({ textContent }: HTMLTableCellElement): string {
  return textContent.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
}

function padded(cells: readonly string[], columns: number): string[] {
  return Array.from({ length: columns }, (_, index) => cells[index] ?? '');
}
