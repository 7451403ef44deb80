const TAB = 9;
const SPACE = 32;
const TAB_STOP = 4;

/** Four columns of indentation make code. */
export const CODE_INDENT = 4;

/** A place in a line, counted in characters and in columns, since a tab may belong to two blocks. */
export class LineCursor {
  readonly line: string;
  offset = 0;
  column = 0;
  /** Where the first character that is neither space nor tab stands, seen from `offset`. */
  nonspace = 0;
  #nonspaceColumn = 0;
  #isInsideTab = false;

  constructor(line: string) {
    this.line = line;
    this.#findNonspace();
  }

  get indent(): number {
    return this.#nonspaceColumn - this.column;
  }

  get isIndented(): boolean {
    return this.indent >= CODE_INDENT;
  }

  get isBlank(): boolean {
    return this.nonspace >= this.line.length;
  }

  /** The code of the first character that is neither space nor tab; NaN on a blank line. */
  get nextCode(): number {
    return this.line.charCodeAt(this.nonspace);
  }

  get isAtSpace(): boolean {
    return isSpaceOrTab(this.line.charCodeAt(this.offset));
  }

  skipSpaces(): void {
    this.offset = this.nonspace;
    this.column = this.#nonspaceColumn;
    this.#isInsideTab = false;
  }

  skipCharacters(count: number): void {
    this.offset += count;
    this.column += count;
    this.#isInsideTab = false;
    this.#findNonspace();
  }

  /** Goes over spaces and tabs, of the last tab perhaps only a part. */
  skipColumns(count: number): void {
    let left = count;
    while (left > 0 && this.offset < this.line.length) {
      const isTab = this.line.charCodeAt(this.offset) === TAB;
      const width = isTab ? TAB_STOP - (this.column % TAB_STOP) : 1;
      this.#isInsideTab = width > left;
      this.column += Math.min(width, left);
      if (!this.#isInsideTab) this.offset += 1;
      left -= width;
    }
    if (this.offset > this.nonspace) this.#findNonspace();
  }

  /** What is left of the line, with the rest of a tab that was gone over in part as spaces. */
  rest(): string {
    if (!this.#isInsideTab) return this.line.slice(this.offset);
    return ' '.repeat(TAB_STOP - (this.column % TAB_STOP)) + this.line.slice(this.offset + 1);
  }

  #findNonspace(): void {
    let index = this.offset;
    let { column } = this;
    for (; ; index += 1) {
      const code = this.line.charCodeAt(index);
      if (code === TAB) column += TAB_STOP - (column % TAB_STOP);
      else if (code === SPACE) column += 1;
      else break;
    }
    this.nonspace = index;
    this.#nonspaceColumn = column;
  }
}

export function isSpaceOrTab(code: number): boolean {
  return code === SPACE || code === TAB;
}
