import { simpleMode } from '@codemirror/legacy-modes/mode/simple-mode';

const DIRECTIVES =
  / *(?:-?include|sinclude|ifn?def|ifn?eq|else|endif|define|endef|export|unexport|override|vpath)\b/;

/** Makefiles. A recipe's line begins with a tab, so none of the rules for starts of lines meets it. */
export const makefile = simpleMode({
  start: [
    { sol: true, regex: DIRECTIVES, token: 'keyword' },
    { sol: true, regex: /\.[A-Z_]+(?=\s*:)/, token: 'meta' },
    { sol: true, regex: /[\w.-]+(?=\s*(?:::?|[?+!])?=)/, token: 'property' },
    { sol: true, regex: /[^\s:=#$"'][^:=#$"']*(?=:)/, token: 'def' },
    { regex: /#.*/, token: 'comment' },
    { regex: /\$(?:\([^()\s]*\)?|\{[^{}\s]*\}?|[@<^+?*%]|\w)/, token: 'property' },
    { regex: /"(?:[^\\"$]|\\.)*"?|'(?:[^\\'$]|\\.)*'?/, token: 'string' },
    { regex: /[^#$"']+/, token: null },
  ],
});
