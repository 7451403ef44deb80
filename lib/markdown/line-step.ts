import type { Block } from './ast';
import { closeFrame, endsBlank } from './close-frame';
import { isContainer, withChild, type BlockContext, type Frame, type Stack } from './frames';
import { LineCursor } from './line-cursor';

/** The work on one line: which of the open blocks it continues, and what it adds to them. */
export class LineStep {
  readonly cursor: LineCursor;
  readonly context: BlockContext;
  /** The open blocks before the line. */
  readonly before: Stack;
  /** Our own copy; the frames in it are never changed. */
  readonly #stack: Frame[];
  /** The index of the innermost block that the line belongs to so far. */
  #matched = 0;

  constructor(stack: Stack, line: string, context: BlockContext) {
    this.before = stack;
    this.#stack = [...stack];
    this.cursor = new LineCursor(line);
    this.context = context;
  }

  get stack(): Stack {
    return this.#stack;
  }

  /** The innermost block that the line belongs to so far. */
  get block(): Frame {
    return frameAt(this.#stack, this.#matched);
  }

  /** The innermost open block, which the line may have left. */
  get tip(): Frame {
    return frameAt(this.#stack, this.#stack.length - 1);
  }

  get hasUnmatched(): boolean {
    return this.#matched < this.#stack.length - 1;
  }

  /** How many quotes, list items and footnotes the line is in. */
  get depth(): number {
    let depth = 0;
    for (let index = 0; index <= this.#matched; index += 1) {
      const type = this.#stack[index]?.type;
      if (type === 'quote' || type === 'item' || type === 'footnote') depth += 1;
    }
    return depth;
  }

  /** Goes one block further in; `null` if there is none. */
  enter(): Frame | null {
    if (!this.hasUnmatched) return null;
    this.#matched += 1;
    return this.block;
  }

  leave(): void {
    this.#matched -= 1;
  }

  closeUnmatched(): void {
    while (this.hasUnmatched) this.closeTip();
  }

  /** Closes the tip into its parent. */
  closeTip(): void {
    const frame = this.tip;
    this.dropTip();
    const closed = closeFrame(frame, this.context);
    if (closed !== null) this.replaceTip(withChild(this.tip, closed, endsBlank(frame)));
  }

  /** Takes the tip away; nothing comes of it. */
  dropTip(): void {
    this.#stack.pop();
    this.#matched = Math.min(this.#matched, this.#stack.length - 1);
  }

  /** Opens `frame` in the block that the line belongs to. */
  open(frame: Frame): void {
    this.#makeRoomFor(frame.type);
    this.#stack.push(frame);
    this.#matched = this.#stack.length - 1;
  }

  /** Adds a block that begins and ends with this line. */
  add(block: Block): void {
    this.#makeRoomFor('leaf');
    this.replaceTip(withChild(this.tip, block, false));
  }

  /** Puts `frame` in the place of the innermost block. */
  replaceTip(frame: Frame): void {
    this.#stack[this.#stack.length - 1] = frame;
  }

  /** Remembers which blocks a blank line was the last of. */
  noteLine({ isBlank }: { readonly isBlank: boolean }): void {
    for (let index = 0; index <= this.#matched; index += 1) {
      const frame = this.#stack[index];
      if (frame === undefined || !isContainer(frame)) continue;
      const lastLineIsBlank = isBlank && index === this.#matched && frame.type !== 'quote';
      if (frame.lastLineIsBlank !== lastLineIsBlank) {
        this.#stack[index] = { ...frame, lastLineIsBlank };
      }
    }
    const { block } = this;
    if (isBlank && isContainer(block) && block.children.length > 0 && !block.lastChildEndsBlank) {
      this.#stack[this.#matched] = { ...block, lastChildEndsBlank: true };
    }
  }

  /** Closes what cannot hold a block of this type, and sees whether blank lines make its list loose. */
  #makeRoomFor(type: Frame['type'] | 'leaf'): void {
    this.closeUnmatched();
    while (!canHold(this.tip, type)) this.closeTip();
    const { tip } = this;
    if (!isContainer(tip) || !tip.lastChildEndsBlank) return;
    const index = this.#stack.length - (tip.type === 'item' ? 2 : 1);
    const list = this.#stack[index];
    if (list?.type === 'list' && !list.isLoose) this.#stack[index] = { ...list, isLoose: true };
  }
}

function canHold(parent: Frame, type: Frame['type'] | 'leaf'): boolean {
  return parent.type === 'list' ? type === 'item' : isContainer(parent);
}

function frameAt(stack: readonly Frame[], index: number): Frame {
  const frame = stack[index];
  if (frame === undefined) throw new RangeError('The document is always open');
  return frame;
}
