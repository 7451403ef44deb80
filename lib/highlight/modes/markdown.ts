import { simpleMode } from '@codemirror/legacy-modes/mode/simple-mode';

/** Markdown as text, with its marks. */
export const markdown = simpleMode({
  start: [
    { sol: true, regex: /#{1,6}(?:\s.*|$)/, token: 'heading' },
    { sol: true, regex: /\s*(?:```|~~~).*/, token: 'meta', next: 'code' },
    { sol: true, regex: /\s*>+/, token: 'comment' },
    { sol: true, regex: /\s*(?:[-*+]|\d+[.)])(?=\s)/, token: 'keyword' },
    { sol: true, regex: /(?:---+|===+|\*\*\*+)\s*$/, token: 'meta' },
    { regex: /(`+)[^`]+`+/, token: 'string' },
    { regex: /\*\*[^*]+\*\*|__[^_]+__/, token: 'keyword' },
    { regex: /!?\[[^\]]*\]\([^)]*\)/, token: 'link' },
    { regex: /<!--.*?-->/, token: 'comment' },
    { regex: /[^`*_!<[]+/, token: null },
  ],
  code: [
    { sol: true, regex: /\s*(?:```|~~~)\s*$/, token: 'meta', next: 'start' },
    { regex: /.+/, token: null },
  ],
});
