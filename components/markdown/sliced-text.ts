import type { BlockList } from '@/lib/markdown/ast';
import { lastOf } from '@/lib/markdown/chunked-list';
import { knowsEntitiesIn, MAX_ENTITY_LENGTH } from '@/lib/markdown/entities';
import { createMarkdownParser, type MarkdownParser } from '@/lib/markdown/parser';

/** Characters that a slow machine can read, draw and lay out within a frame or two. */
const SLICE_LENGTH = 2048;
/** Most texts are no longer: they are there at once. */
const FIRST_SLICE_LENGTH = 4096;

/** Code costs little to draw, and is folded from the start only where much of it comes at once. */
const CODE_SLICE_LENGTH = 32_768;

/** A text that is read slice by slice, so that what comes with each is drawn in little time. */
export class SlicedText {
  readonly parser: MarkdownParser = createMarkdownParser();
  /** Whether the next slice has entities whose names are to be fetched first. */
  waitsForEntities = false;
  #read = '';
  #isFinished = false;

  /** Whether `text` may be read on from here. */
  isBeginningOf(text: string): boolean {
    return !this.#isFinished && text.startsWith(this.#read);
  }

  /** How many characters of `text` are still to be read. */
  unreadLength(text: string): number {
    return text.length - this.#read.length;
  }

  /** Whether there is nothing more to read of `text` now. */
  hasReadAll(text: string, { isStreaming }: { readonly isStreaming: boolean }): boolean {
    return this.unreadLength(text) === 0 && (isStreaming || this.#isFinished);
  }

  /** Reads some more of `text`; with its end, that this is the end, unless it is streaming. */
  readSlice(text: string, { isStreaming }: { readonly isStreaming: boolean }): void {
    const start = this.#read.length;
    let end = start;
    do {
      const from = end;
      const next = Math.min(from + (from === 0 ? FIRST_SLICE_LENGTH : SLICE_LENGTH), text.length);
      // An entity may have begun in the slice before.
      this.waitsForEntities = !knowsEntitiesIn(
        text.slice(Math.max(0, from - MAX_ENTITY_LENGTH), next),
      );
      if (this.waitsForEntities) break;
      end = next;
      this.parser.append(text.slice(from, end));
    } while (
      end < text.length &&
      end - start < CODE_SLICE_LENGTH &&
      endsInCode(this.parser.blocks)
    );
    this.#read = text.slice(0, end);
    if (isStreaming || end < text.length) return;
    this.#isFinished = true;
    this.parser.finish();
  }
}

function endsInCode(blocks: BlockList): boolean {
  const last = lastOf(blocks);
  switch (last?.type) {
    case 'code':
      return true;
    case 'quote':
      return endsInCode(last.children);
    case 'list': {
      const item = lastOf(last.items);
      return item !== undefined && endsInCode(item.children);
    }
    case 'paragraph':
    case 'heading':
    case 'table':
    case 'math':
    case 'rule':
    case undefined:
      return false;
  }
}
