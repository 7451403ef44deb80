import { css } from '@codemirror/legacy-modes/mode/css';
import { javascript } from '@codemirror/legacy-modes/mode/javascript';
import { html as markup } from '@codemirror/legacy-modes/mode/xml';
import type { StreamParser } from '@codemirror/streamparser';
import { copyEmbedded, embed, embeddedToken, type Embedded } from '../embedded';
import { INDENT_UNIT } from '../language';

interface HtmlState {
  readonly markup: Embedded;
  /** What is inside the open script or style. */
  content: { readonly code: Embedded; readonly end: RegExp } | null;
  /** The name of the start tag that is being read. */
  startTag: string | null;
  lastToken: string;
}

/** HTML with the scripts and styles in it. */
export const html: StreamParser<HtmlState> = {
  name: 'html',
  startState: () => ({ markup: embed(markup), content: null, startTag: null, lastToken: '' }),
  copyState: (state) => ({
    ...state,
    markup: copyEmbedded(state.markup),
    content: state.content && { ...state.content, code: copyEmbedded(state.content.code) },
  }),
  blankLine(state) {
    const inner = state.content?.code ?? state.markup;
    inner.language.blankLine?.(inner.state, INDENT_UNIT);
  },
  token(stream, state) {
    if (state.content) {
      const { code, end } = state.content;
      const length = stream.string.slice(stream.pos).search(end);
      if (length < 0) return embeddedToken(stream, code);
      if (length > 0) return embeddedToken(stream, code, stream.pos + length);
      state.content = null;
    }
    const style = embeddedToken(stream, state.markup);
    const token = stream.current();
    if (state.lastToken === '<' && style === 'tag') state.startTag = token.toLowerCase();
    if (token === '>') {
      state.content = contentOf(state.startTag);
      state.startTag = null;
    }
    state.lastToken = token;
    return style;
  },
};

function contentOf(tag: string | null): HtmlState['content'] {
  if (tag === 'script') return { code: embed(javascript), end: /<\/script/i };
  if (tag === 'style') return { code: embed(css), end: /<\/style/i };
  return null;
}
