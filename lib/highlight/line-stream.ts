import { StringStream } from '@codemirror/streamparser';
import { INDENT_UNIT, TAB_SIZE } from './language';

/** Far more than any mode needs, and soon spent by one that runs in a circle. */
const STEPS_PER_CHARACTER = 200;
const MOST_STEPS_AT_LEAST = 2000;

/**
 * A line that a mode reads.
 *
 * @throws when the mode takes so many steps that it would likely never come to an end.
 */
export class LineStream extends StringStream {
  #stepsLeft: number;

  constructor(line: string) {
    super(line, TAB_SIZE, INDENT_UNIT);
    this.#stepsLeft = MOST_STEPS_AT_LEAST + line.length * STEPS_PER_CHARACTER;
  }

  override eol(): boolean {
    this.#step();
    return super.eol();
  }

  override peek(): string | undefined {
    this.#step();
    return super.peek();
  }

  override next(): string | void {
    this.#step();
    return super.next();
  }

  override eat(match: string | RegExp | ((character: string) => boolean)): string | void {
    this.#step();
    return super.eat(match);
  }

  override match(pattern: string | RegExp, consume?: boolean, caseInsensitive?: boolean) {
    this.#step();
    return super.match(pattern, consume, caseInsensitive);
  }

  #step(): void {
    this.#stepsLeft -= 1;
    if (this.#stepsLeft < 0) throw new Error('The mode runs in a circle');
  }
}
