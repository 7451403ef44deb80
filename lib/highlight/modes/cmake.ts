import { simpleMode } from '@codemirror/legacy-modes/mode/simple-mode';

/** CMake. CodeMirror's own mode needs cubic time for a long number. */
export const cmake = simpleMode({
  start: [
    { regex: /#.*/, token: 'comment' },
    { regex: /"/, token: 'string', next: 'string' },
    { regex: /\$(?:ENV)?\{[\w.-]*\}?/, token: 'property' },
    { regex: /[a-zA-Z_]\w*(?=\s*\()/, token: 'def' },
    { regex: /(?:TRUE|FALSE|ON|OFF|\d[\d.]*)\b/, token: 'atom' },
    { regex: /[A-Z][A-Z_]+\b/, token: 'keyword' },
    { regex: /[^\s#"$()]+/, token: 'variable' },
  ],
  string: [
    { regex: /"/, token: 'string', next: 'start' },
    { regex: /\$(?:ENV)?\{[\w.-]*\}?/, token: 'property' },
    { regex: /(?:[^\\"$]|\\.|\\$)+|\$/, token: 'string' },
  ],
});
