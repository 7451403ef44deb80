import { inReadingOrder } from './columns';
import { toLines } from './lines';
import { toParagraphs } from './paragraphs';
import { toRuns, type DrawnText, type Matrix } from './runs';

/** Shapes of letters, and radicals that look like a character, where a file maps its glyphs to those. */
const SHAPES = /[\u2F00-\u2FD5\uFB00-\uFDFF\uFE70-\uFEFC]+/g;

/** The text of a page of a PDF as it is read; `page` turns its points into those from the top. */
export function textOfPage(items: readonly DrawnText[], page: Matrix): string {
  const { runs, turned } = toRuns(items, page);
  const blocks = inReadingOrder(toLines(runs)).map(toParagraphs);
  const rest = turned.join('').trim();
  return [...blocks, rest]
    .filter((text) => text !== '')
    .join('\n\n')
    .replaceAll(SHAPES, (shapes) => shapes.normalize('NFKC'));
}
