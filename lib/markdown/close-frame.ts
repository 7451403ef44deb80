import type { Block } from './ast';
import { emptyList, itemsFrom, listOf } from './chunked-list';
import { readDefinition } from './definitions';
import type { BlockContext, Closed, FenceFrame, Frame, ParagraphFrame } from './frames';
import { ParagraphText } from './paragraph-text';

/** What a frame becomes when it is closed; `null` for a paragraph of nothing but link definitions. */
export function closeFrame(frame: Frame, context: BlockContext): Closed | null {
  switch (frame.type) {
    case 'paragraph': {
      const paragraph = withoutDefinitions(frame, context);
      if (paragraph === null) return null;
      return { type: 'paragraph', content: context.paragraph(paragraph) };
    }
    case 'list':
      return {
        type: 'list',
        start: frame.marker.start,
        spacing: frame.isLoose ? 'loose' : 'tight',
        items: frame.children,
      };
    case 'item':
      return { task: frame.task, children: frame.children };
    case 'quote':
      return { type: 'quote', alert: frame.alert, children: frame.children };
    case 'fence':
      return closeFence(frame);
    case 'math':
      return { type: 'math', source: frame.source, state: 'closed' };
    case 'footnote':
      return { type: 'footnote', label: frame.label, children: frame.children };
    case 'indented-code':
      return { type: 'code', language: '', pieces: frame.pieces };
    case 'table':
      return {
        type: 'table',
        alignments: frame.alignments,
        header: frame.header,
        rows: frame.rows,
        source: frame.source,
      };
    case 'document':
      return null;
  }
}

function closeFence({ language, pieces }: FenceFrame): Block {
  if (!isMath({ language, pieces })) return { type: 'code', language, pieces };
  return { type: 'math', source: itemsFrom(pieces, 0).join('').trim(), state: 'closed' };
}

/** Whether a fence holds a formula. One so long that its pieces fill a chunk stays code. */
export function isMath({ language, pieces }: Pick<FenceFrame, 'language' | 'pieces'>): boolean {
  return language === 'math' && pieces.full.length === 0;
}

/** Whether a blank line was the last of a frame that is being closed. */
export function endsBlank(frame: Frame): boolean {
  switch (frame.type) {
    case 'list':
    case 'item':
      return frame.lastLineIsBlank || frame.lastChildEndsBlank;
    case 'indented-code':
      return frame.blankLines.length > 0;
    case 'document':
    case 'quote':
    case 'paragraph':
    case 'fence':
    case 'table':
    case 'math':
    case 'footnote':
      return false;
  }
}

/** A paragraph that ends here, without the definitions it begins with; `null` if nothing is left. */
export function withoutDefinitions(
  frame: ParagraphFrame,
  context: BlockContext,
): ParagraphFrame | null {
  if (!frame.mayDefine) return frame;
  let text = itemsFrom(frame.lines, 0).join('\n');
  const { length } = text;
  let found = readDefinition(text, context.toHref);
  while (found.type === 'definition') {
    context.define(found.definition);
    text = text.slice(found.end);
    found = readDefinition(text, context.toHref);
  }
  if (text === '') return null;
  if (text.length === length) return { ...frame, mayDefine: false };
  return withLines(frame, text);
}

/** Most characters in which definitions are looked for while the paragraph is open. */
const MAX_OPEN_DEFINITION_LENGTH = 512;

/** An open paragraph without the definitions that no line to come can change. */
export function withoutSettledDefinitions(
  frame: ParagraphFrame,
  context: BlockContext,
): ParagraphFrame {
  if (!frame.mayDefine || frame.lines.length > MAX_OPEN_DEFINITION_LENGTH) return frame;
  const text = itemsFrom(frame.lines, 0).join('\n');
  if (text.length > MAX_OPEN_DEFINITION_LENGTH) return frame;
  const found = readDefinition(text, context.toHref);
  switch (found.type) {
    case 'none':
      return { ...frame, mayDefine: false };
    case 'unfinished':
      return frame;
    case 'definition': {
      if (!found.isSettled) return frame;
      context.define(found.definition);
      return withLines(frame, text.slice(found.end));
    }
  }
}

function withLines(frame: ParagraphFrame, text: string): ParagraphFrame {
  return {
    ...frame,
    lines: text === '' ? emptyList() : listOf(text.split('\n')),
    text: new ParagraphText(),
  };
}
