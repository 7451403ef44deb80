import { copyState, INDENT_UNIT, startState, type Language } from './language';
import { LineStream } from './line-stream';
import { kindOf, type TokenKind } from './token-kind';

export interface Token {
  readonly text: string;
  readonly kind: TokenKind | null;
}

/** A longer line is data rather than code, and may cost a mode time that grows with its square. */
const LINE_LIMIT = 1000;
/** A line of more is minified, and would cost more to draw than its colours tell. */
const MOST_TOKENS = 150;
/** Modes know none of these, and some wait for ever for a `.` to match one. */
const LINE_ENDS = /[\n\r\u2028\u2029]/g;
/** A mode may return nothing while it changes its state; one that goes on so is stuck. */
const MOST_EMPTY_TOKENS = 10;

/** Cuts code into tokens, one line after the other. */
export class Highlighter {
  readonly #language: Language;
  readonly #state: unknown;

  constructor(language: Language, state = startState(language)) {
    this.#language = language;
    this.#state = state;
  }

  /** The tokens of the next line, with its line end if it has one; joined, they are `text`. */
  line(text: string): readonly Token[] {
    if (text.length > LINE_LIMIT) return plain(text);
    const code = text.replace(/\r?\n$/, '');
    try {
      return this.#tokens(code, text);
    } catch {
      return plain(text); // a mode that cannot read a line costs its colours, nothing else
    }
  }

  /** A highlighter that goes on from here, on its own. */
  copy(): Highlighter {
    return new Highlighter(this.#language, copyState(this.#language, this.#state));
  }

  #tokens(code: string, text: string): readonly Token[] {
    if (code === '') this.#language.blankLine?.(this.#state, INDENT_UNIT);
    const stream = new LineStream(code.replace(LINE_ENDS, ' '));
    const tokens: Token[] = [];
    let start = 0;
    let kind: TokenKind | null = null;
    while (!stream.eol()) {
      const end = characterStart(code, stream.pos);
      const next = this.#nextKind(stream);
      if (next === kind) continue;
      if (end > start) tokens.push({ text: code.slice(start, end), kind });
      start = end;
      kind = next;
    }
    if (start < code.length) tokens.push({ text: code.slice(start), kind });
    if (text.length > code.length) tokens.push({ text: text.slice(code.length), kind: null });
    return tokens.length > MOST_TOKENS ? plain(text) : tokens;
  }

  #nextKind(stream: LineStream): TokenKind | null {
    stream.start = stream.pos;
    for (let count = 0; count < MOST_EMPTY_TOKENS; count += 1) {
      const style = this.#language.token(stream, this.#state);
      if (stream.pos > stream.start) return kindOf(style);
    }
    throw new Error(`${this.#language.name} does not advance`);
  }
}

/** `text` without colours. */
export function plain(text: string): readonly Token[] {
  return [{ text, kind: null }];
}

/** `index`, or the one after it where that is between the halves of one character. */
function characterStart(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return index > 0 && code >= 0xdc00 && code <= 0xdfff ? index + 1 : index;
}
