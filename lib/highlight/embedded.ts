import type { StringStream } from '@codemirror/streamparser';
import { copyState, startState, type Language } from './language';
import { LineStream } from './line-stream';

/** A language inside another one, and where it is. */
export interface Embedded {
  readonly language: Language;
  readonly state: unknown;
}

/** `language` before its first line. */
export function embed(language: Language): Embedded {
  return { language, state: startState(language) };
}

/** The style of the next token, which ends at `end` at the latest, where the line goes on after it. */
export function embeddedToken(stream: StringStream, { language, state }: Embedded, end?: number) {
  if (end === undefined) return language.token(stream, state);
  const inner = new LineStream(stream.string.slice(0, end));
  inner.pos = stream.pos;
  inner.start = stream.start;
  const style = language.token(inner, state);
  stream.pos = inner.pos;
  return style;
}

/** A copy that goes on on its own. */
export function copyEmbedded({ language, state }: Embedded): Embedded {
  return { language, state: copyState(language, state) };
}
