import { clike } from '@codemirror/legacy-modes/mode/clike';
import type { StringStream } from '@codemirror/streamparser';
import { words } from './words';

/** Groovy. CodeMirror's own mode counts braces where no copy of its state can hold them. */
export const groovy = clike({
  name: 'groovy',
  keywords: words(
    'abstract as assert break case catch class continue def default do else enum extends final ' +
      'finally for if implements import in instanceof interface native new package private ' +
      'protected public return static super switch synchronized this throw throws trait try ' +
      'transient var volatile while',
  ),
  types: words('boolean byte char double float int long short void'),
  blockKeywords: words('catch class do else enum finally for if interface switch trait try while'),
  atoms: words('true false null'),
  multiLineStrings: true,
  hooks: {
    '@'(stream: StringStream) {
      stream.eatWhile(/[\w$.]/);
      return 'meta';
    },
  },
});
