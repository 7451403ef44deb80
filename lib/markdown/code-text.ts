import { appended, CHUNK_WEIGHT, type ChunkedList } from './chunked-list';

/** `pieces` of code with one more line. A very long line is cut, so that no piece is long. */
export function withCodeLine(pieces: ChunkedList<string>, line: string): ChunkedList<string> {
  let list = pieces;
  let start = 0;
  for (let end = nextCut(line, start); end < line.length; end = nextCut(line, start)) {
    list = appended(list, line.slice(start, end), end - start);
    start = end;
  }
  return appended(list, `${line.slice(start)}\n`, line.length - start + 1);
}

/** Where a piece that begins at `start` ends: never between the halves of one character. */
function nextCut(line: string, start: number): number {
  const end = start + CHUNK_WEIGHT;
  const code = line.charCodeAt(end);
  return code >= 0xdc00 && code <= 0xdfff ? end - 1 : end;
}
