import { MAX_DEPTH, MAX_VALUES } from './format';

export type JsonExcess = 'too-deep' | 'too-many';

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/**
 * Counts how deep and how many the values of a JSON text are while it is read, before anything is
 * made of it.
 */
export class JsonLimits {
  #depth = 0;
  #values = 0;
  #isInText = false;
  #isEscaped = false;

  /** Looks at the next piece of the text; tells what there is too much of. */
  add(piece: string): JsonExcess | null {
    for (let at = 0; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at);
      if (this.#isInText) this.#addInText(code);
      else if (code === QUOTE) this.#isInText = true;
      else if (isOpening(code)) {
        this.#depth += 1;
        this.#values += 1;
        if (this.#depth > MAX_DEPTH) return 'too-deep';
      } else if (isClosing(code)) this.#depth -= 1;
      else if (code === COMMA) this.#values += 1;
    }
    return this.#values > MAX_VALUES ? 'too-many' : null;
  }

  #addInText(code: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (code === BACKSLASH) this.#isEscaped = true;
    else if (code === QUOTE) this.#isInText = false;
  }
}

function isOpening(code: number): boolean {
  return code === 0x5b || code === 0x7b;
}

function isClosing(code: number): boolean {
  return code === 0x5d || code === 0x7d;
}
