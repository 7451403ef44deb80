import { simpleMode } from '@codemirror/legacy-modes/mode/simple-mode';

/** YAML. CodeMirror's own mode needs cubic time for a row of spaces. */
export const yaml = simpleMode({
  start: [
    { regex: /\s+/, token: 'space' },
    { regex: /#.*/, token: 'comment' },
    { sol: true, regex: /(?:---|\.\.\.)(?=\s|$)|%\S*/, token: 'meta' },
    { regex: /[-?:](?=\s|$)|[[\]{},]/, token: 'punctuation' },
    { regex: /(?:"(?:[^\\"]|\\.)*"|'[^']*')(?=:(?:\s|$))/, token: 'property' },
    { regex: /"(?:[^\\"]|\\.)*$/, token: 'string', next: 'double' },
    { regex: /'[^']*$/, token: 'string', next: 'single' },
    { regex: /"(?:[^\\"]|\\.)*"|'[^']*'/, token: 'string' },
    { regex: /(?:&|\*|!)[^\s,[\]{}]*/, token: 'meta' },
    { regex: /[|>][-+\d]*(?=\s|$)/, token: 'keyword' },
    { regex: /(?:true|false|yes|no|on|off|null|~)(?=\s*(?:[,\]}]|$)|\s+#)/i, token: 'atom' },
    {
      regex: /[-+]?(?:0x[\da-f]+|\.?\d[\d_.]*(?:e[-+]?\d+)?)(?=\s*(?:[,\]}]|$)|\s+#)/i,
      token: 'number',
    },
    { regex: /[^\s,[\]{}#'"][^\s:,[\]{}]*(?: [^\s:#,[\]{}]+)*(?=:(?:\s|$))/, token: 'property' },
    { regex: /[^\s,[\]{}]+/, token: 'variable' },
  ],
  double: [
    { regex: /(?:[^\\"]|\\.)*"/, token: 'string', next: 'start' },
    { regex: /.+/, token: 'string' },
  ],
  single: [
    { regex: /[^']*'/, token: 'string', next: 'start' },
    { regex: /.+/, token: 'string' },
  ],
});
