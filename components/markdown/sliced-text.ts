import type { BlockList } from '@/lib/markdown/ast';
import { lastOf } from '@/lib/markdown/chunked-list';
import { knowsEntitiesIn, MAX_ENTITY_LENGTH } from '@/lib/markdown/entities';
import { createMarkdownParser, type MarkdownParser } from '@/lib/markdown/parser';

/** Characters that a slow machine can read, draw and lay out within a frame or two. */
const SLICE_LENGTH = 2048;
/** Most texts are no longer: they are there at once. */
const FIRST_SLICE_LENGTH = 4096;

/** Code costs little to draw, and is folded from the start only where much of it comes at once. */
const CODE_SLICE_LENGTH = 262_144;

/** As much is read at once of what fills groups, all but the last of which wait for their turn. */
const GROUPS_SLICE_LENGTH = 32_768;
/** A slice is no more than so many times what is there: the first are what a reader waits for. */
const MOST_GROWTH = 4;
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
    } while (end < text.length && (this.#fillsCode(start, end) || this.#fillsGroups(start, end)));
    this.#read = text.slice(0, end);
    if (isStreaming || end < text.length) return;
    this.#isFinished = true;
    this.parser.finish();
  }

  #fillsCode(start: number, end: number): boolean {
    return end - start < CODE_SLICE_LENGTH && endsInCode(this.parser.blocks);
  }

  /** Whether groups are filled quickly. What is shown first is little: none waits in the first slice. */
  #fillsGroups(start: number, end: number): boolean {
    const fullGroups = fullGroupsIn(this.parser.blocks);
    if (fullGroups !== this.#fullGroups) {
      this.#fullGroups = fullGroups;
      this.#groupEnd = end;
    }
    const isQuick = fullGroups > 0 && end - this.#groupEnd < GROUP_LENGTH;
    return isQuick && end - start < Math.min(MOST_GROWTH * start, GROUPS_SLICE_LENGTH);
  }
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
