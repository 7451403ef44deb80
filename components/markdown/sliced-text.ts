import type { BlockList } from '@/lib/markdown/ast';
import { lastOf } from '@/lib/markdown/chunked-list';
import { knowsEntitiesIn, MAX_ENTITY_LENGTH } from '@/lib/markdown/entities';
import { createMarkdownParser, type MarkdownParser } from '@/lib/markdown/parser';

/** Characters that a slow machine can read, draw and lay out within a frame or two. */
const SLICE_LENGTH = 2048;
/** Most texts are no longer: they are there at once. */
const FIRST_SLICE_LENGTH = 4096;

/** What costs little to draw is read on by so much at a time. */
const PIECE_LENGTH = 4096;
/** Milliseconds to read on, in which a fast machine reads a hundred thousand characters. */
const READ_MS = 8;
/** So much is read without time, too: code is folded from the start only where much comes at once. */
const CODE_SLICE_LENGTH = 65_536;
/** And so much of what fills groups, all but the last two of which wait for their turn. */
const GROUPS_SLICE_LENGTH = 4096;
/** What fills no group with so much text is to be drawn as it is. */
const GROUP_LENGTH = 5 * SLICE_LENGTH;

/** A text that is read slice by slice, so that what comes with each is drawn in little time. */
export class SlicedText {
  readonly parser: MarkdownParser = createMarkdownParser();
  /** Whether the next slice has entities whose names are to be fetched first. */
  waitsForEntities = false;
  #read = '';
  #isFinished = false;
  #fullGroups = 0;
  /** Where the last group of blocks was full. */
  #groupEnd = 0;

  /** Whether `text` may be read on from here. */
  isBeginningOf(text: string): boolean {
    return text === this.#read || (!this.#isFinished && text.startsWith(this.#read));
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
    const timeEnd = performance.now() + READ_MS;
    let end = start;
    let next = start === 0 ? FIRST_SLICE_LENGTH : start + SLICE_LENGTH;
    do {
      // An entity may have begun in the piece before.
      this.waitsForEntities = !knowsEntitiesIn(
        text.slice(Math.max(0, end - MAX_ENTITY_LENGTH), next),
      );
      if (this.waitsForEntities) break;
      this.parser.append(text.slice(end, next));
      end = Math.min(next, text.length);
      next = end + PIECE_LENGTH;
    } while (end < text.length && this.#maySliceGrow({ start, end, timeEnd }));
    this.#read = text.slice(0, end);
    if (isStreaming || end < text.length) return;
    this.#isFinished = true;
    this.parser.finish();
  }

  /** Whether more may be read at once, since what was read up to `end` costs little to draw. */
  #maySliceGrow({ start, end, timeEnd }: Slice): boolean {
    const hasTime = performance.now() < timeEnd;
    if (endsInCode(this.parser.blocks)) return hasTime || end - start < CODE_SLICE_LENGTH;
    if (start === 0) return false; // what is shown first is little: none waits in it
    return this.#fillsGroups(end) && (hasTime || end - start < GROUPS_SLICE_LENGTH);
  }

  /** Whether groups are filled quickly. */
  #fillsGroups(end: number): boolean {
    const fullGroups = fullGroupsIn(this.parser.blocks);
    if (fullGroups !== this.#fullGroups) {
      this.#fullGroups = fullGroups;
      this.#groupEnd = end;
    }
    return fullGroups > 0 && end - this.#groupEnd < GROUP_LENGTH;
  }
}

interface Slice {
  readonly start: number;
  /** So far. */
  readonly end: number;
  /** Until when more may be read than little. */
  readonly timeEnd: number;
}

/** How many groups can wait: of blocks, and of what the last block consists of. */
function fullGroupsIn({ full, tail }: BlockList): number {
  const last = tail.at(-1);
  switch (last?.type) {
    case 'paragraph':
      return full.length + last.content.segments.full.length;
    case 'list':
      return full.length + (last.start === null ? last.items.full.length : 0);
    case 'table':
      return full.length + last.rows.full.length;
    case 'heading':
    case 'code':
    case 'quote':
    case 'math':
    case 'rule':
    case undefined:
      return full.length;
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
