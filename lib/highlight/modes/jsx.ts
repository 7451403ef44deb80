import { javascript, typescript } from '@codemirror/legacy-modes/mode/javascript';
import type { StreamParser, StringStream } from '@codemirror/streamparser';
import { copyEmbedded, embed, embeddedToken, type Embedded } from '../embedded';
import { INDENT_UNIT, type Language } from '../language';

/** Where in nested code and elements the stream is. */
type Place =
  | { readonly type: 'code'; readonly code: Embedded; openBraces: number }
  | { readonly type: 'tag'; isNamed: boolean; isEndTag: boolean }
  | { readonly type: 'children' };

interface JsxState {
  readonly places: Place[];
  /** Whether the last token lets an expression follow, so that `<` begins an element. */
  expectsValue: boolean;
}

/** JavaScript, with or without elements in it. */
export const jsx = withElements(javascript);
/** TypeScript with elements. */
export const tsx = withElements(typescript);

/** `<T,>` and `<T extends X>` begin a generic function. */
const ELEMENT_START = /^<(?=[A-Za-z_$>])(?![\w$]+\s*(?:,|extends\b))/;
const MARK_BEFORE_VALUE = /(?:[([{,;=?:&|!]|=>)$/;
const KEYWORD_BEFORE_VALUE = /^(?:return|default|case|else|yield|await)$/;

function withElements(language: Language): StreamParser<JsxState> {
  const plainTokenizer = tokenizerOf(embed(language));
  return {
    name: 'jsx',
    startState: () => ({ places: [codeIn(language)], expectsValue: true }),
    copyState: ({ places, expectsValue }) => ({ places: places.map(copyPlace), expectsValue }),
    blankLine({ places }) {
      const place = places.at(-1);
      if (place?.type === 'code') language.blankLine?.(place.code.state, INDENT_UNIT);
    },
    token(stream, state) {
      const place = state.places.at(-1) ?? codeIn(language);
      switch (place.type) {
        case 'code': {
          const mayStart = state.expectsValue && tokenizerOf(place.code) === plainTokenizer;
          if (mayStart && stream.match(ELEMENT_START)) return openTag(state, { isEndTag: false });
          return codeToken(stream, state, place);
        }
        case 'tag':
          if (stream.eat('{')) return openCode(state, language);
          return tagToken(stream, state, place);
        case 'children':
          if (stream.eat('{')) return openCode(state, language);
          if (stream.match('</')) return openTag(state, { isEndTag: true });
          if (stream.match(ELEMENT_START)) return openTag(state, { isEndTag: false });
          stream.next();
          stream.eatWhile(/[^<{]/);
          return null;
      }
    },
  };
}

function codeToken(stream: StringStream, state: JsxState, place: Place & { type: 'code' }) {
  const style = embeddedToken(stream, place.code);
  const token = stream.current();
  if (token.trim() === '' || style === 'comment') return style;
  const isMark = typeof style !== 'string'; // a bracket, a comma, a colon
  if (style === 'keyword') state.expectsValue = KEYWORD_BEFORE_VALUE.test(token);
  else state.expectsValue = (isMark || style === 'operator') && MARK_BEFORE_VALUE.test(token);
  if (isMark && token === '{') place.openBraces += 1;
  if (isMark && token === '}') {
    if (place.openBraces > 0) place.openBraces -= 1;
    else if (state.places.length > 1) state.places.pop();
  }
  return style;
}

function tagToken(stream: StringStream, state: JsxState, place: Place & { type: 'tag' }) {
  if (stream.eatSpace()) return null;
  if (stream.match('/>')) return closeElement(state);
  if (stream.eat('>')) {
    if (!place.isEndTag) {
      state.places.splice(-1, 1, { type: 'children' });
      return null;
    }
    state.places.pop(); // and the children it ends
    return closeElement(state);
  }
  if (stream.match(/^(?:"[^"]*"?|'[^']*'?)/)) return 'string';
  if (stream.match(/^[\w$.:-]+/)) {
    const style = place.isNamed ? 'attribute' : 'tag';
    place.isNamed = true;
    return style;
  }
  stream.next();
  return null;
}

function openTag(state: JsxState, { isEndTag }: { isEndTag: boolean }) {
  state.places.push({ type: 'tag', isNamed: false, isEndTag });
  return null;
}

function openCode(state: JsxState, language: Language) {
  state.places.push(codeIn(language));
  state.expectsValue = true;
  return null;
}

function closeElement(state: JsxState) {
  state.places.pop();
  state.expectsValue = false;
  return null;
}

function codeIn(language: Language): Place {
  return { type: 'code', code: embed(language), openBraces: 0 };
}

function copyPlace(place: Place): Place {
  return place.type === 'code' ? { ...place, code: copyEmbedded(place.code) } : { ...place };
}

/** What reads the next token: another function inside a comment or a template than outside. */
function tokenizerOf({ state }: Embedded): unknown {
  return typeof state === 'object' && state !== null && 'tokenize' in state ? state.tokenize : null;
}
