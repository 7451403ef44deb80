import { clike } from '@codemirror/legacy-modes/mode/clike';
import type { StreamParser, StringStream } from '@codemirror/streamparser';
import { copyEmbedded, embed, embeddedToken, type Embedded } from '../embedded';
import { INDENT_UNIT } from '../language';
import { html } from './html';
import { words } from './words';

const code = clike({
  name: 'php',
  keywords: words(
    'abstract and as break callable case catch class clone const continue declare default do echo ' +
      'else elseif empty enddeclare endfor endforeach endif endswitch endwhile enum eval exit ' +
      'extends final finally fn for foreach from function global goto if implements include ' +
      'include_once instanceof insteadof interface isset list match namespace new or print private ' +
      'protected public readonly require require_once return static switch throw trait try unset ' +
      'use var while xor yield die self parent',
  ),
  types: words('array bool float int iterable mixed never object string void'),
  blockKeywords: words('catch do else elseif for foreach if switch try while finally'),
  atoms: words('true false null TRUE FALSE NULL __CLASS__ __DIR__ __FILE__ __LINE__ __METHOD__'),
  multiLineStrings: true,
  hooks: {
    $(stream: StringStream) {
      stream.eatWhile(/[\w$]/);
      return 'variable';
    },
    '#'(stream: StringStream) {
      if (stream.eat('[')) return 'meta';
      stream.skipToEnd();
      return 'comment';
    },
  },
});

interface PhpState {
  readonly markup: Embedded;
  /** What is between `<?php` and `?>`. */
  code: Embedded | null;
  hasStarted: boolean;
}

/** PHP in HTML, or alone, as it often is in a reply. */
export const php: StreamParser<PhpState> = {
  name: 'php',
  startState: () => ({ markup: embed(html), code: null, hasStarted: false }),
  copyState: (state) => ({
    ...state,
    markup: copyEmbedded(state.markup),
    code: state.code && copyEmbedded(state.code),
  }),
  blankLine(state) {
    const inner = state.code ?? state.markup;
    inner.language.blankLine?.(inner.state, INDENT_UNIT);
  },
  token(stream, state) {
    if (!state.hasStarted) {
      state.hasStarted = true;
      if (!/^\s*</.test(stream.string)) state.code = embed(code);
    }
    if (state.code) {
      if (!stream.match('?>')) return embeddedToken(stream, state.code);
      state.code = null;
      return 'meta';
    }
    if (stream.match(/^<\?(?:php\b|=)?/i)) {
      state.code = embed(code);
      return 'meta';
    }
    const next = stream.string.indexOf('<?', stream.pos);
    return embeddedToken(stream, state.markup, next < 0 ? undefined : next);
  },
};
