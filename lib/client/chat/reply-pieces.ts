import type { MessagePart } from '@/lib/chat/message';
import type { Seam } from './reply-authors';

/** A stretch of a part that one model wrote. */
interface Piece {
  readonly part: MessagePart;
  /** Where it begins in the part, in UTF-16 code units. */
  readonly offset: number;
  /** Set where it begins with another model than the one before. */
  readonly seam: Seam | null;
}

/** A part, taken apart where other models took it up. */
export function piecesOf(part: MessagePart, seams: readonly Seam[]): Piece[] {
  const first = seams.find(({ offset }) => offset === 0) ?? null;
  const inside = seams.filter(({ offset }) => offset > 0);
  if (part.type !== 'text' || inside.length === 0) return [{ part, offset: 0, seam: first }];
  const { text } = part;
  const begins = [{ offset: 0, seam: first }, ...inside.map((seam) => ({ ...seam, seam }))];
  return begins.map(({ offset, seam }, at) => {
    const own = text.slice(offset, begins[at + 1]?.offset);
    return { part: { type: 'text', text: reopenFence(text.slice(0, offset)) + own }, offset, seam };
  });
}

/** https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
const FENCE = /^ {0,3}(?<marks>`{3,}|~{3,})(?<info>.*)$/u;

/** The first line of the code block that `text` ends in, so that what follows goes on as code. */
function reopenFence(text: string): string {
  let open: { readonly line: string; readonly marks: string } | null = null;
  for (const line of text.split('\n')) {
    const { marks, info = '' } = FENCE.exec(line)?.groups ?? {};
    if (marks === undefined) continue;
    if (open === null) {
      if (marks.startsWith('~') || !info.includes('`')) open = { line, marks };
    } else if (marks.startsWith(open.marks) && info.trim() === '') {
      open = null;
    }
  }
  return open === null ? '' : `${open.line}\n`;
}
