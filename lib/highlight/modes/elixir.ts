import { simpleMode } from '@codemirror/legacy-modes/mode/simple-mode';

/** Elixir, which CodeMirror has no such mode for. */
export const elixir = simpleMode({
  start: [
    { regex: /#.*/, token: 'comment' },
    { regex: /(@(?:module|type)?doc\s+)?(?:~[sS])?"""/, token: 'string', next: 'heredoc' },
    {
      regex: /~[a-zA-Z](?:\/(?:[^\\/]|\\.)*\/|"(?:[^\\"]|\\.)*"|\[[^\]]*\]|\([^)]*\))\w*/,
      token: 'string',
    },
    { regex: /"(?:[^\\"]|\\.)*"?/, token: 'string' },
    { regex: /'(?:[^\\']|\\.)*'?/, token: 'string' },
    { regex: /@\w+/, token: 'meta' },
    { regex: /[a-z_]\w*[?!]?:(?!:)/, token: 'atom' },
    { regex: /:(?:[a-zA-Z_]\w*[?!]?|"(?:[^\\"]|\\.)*")/, token: 'atom' },
    {
      regex: /(defp?|defmacrop?|defguardp?|defdelegate)(\s+)([a-z_]\w*[?!]?)/,
      token: ['keyword', 'space', 'def'],
    },
    {
      regex:
        /(?:after|alias|and|case|catch|cond|def\w*|do|else|end|fn|for|if|import|in|not|or|quote|raise|receive|require|rescue|super|throw|try|unless|unquote|use|when|with)\b/,
      token: 'keyword',
    },
    { regex: /(?:true|false|nil)\b/, token: 'atom' },
    { regex: /[A-Z][\w.]*/, token: 'type' },
    { regex: /(?:0[xob][\da-fA-F_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)/, token: 'number' },
    { regex: /[a-z_]\w*[?!]?/, token: 'variable' },
  ],
  heredoc: [
    { regex: /.*?"""/, token: 'string', next: 'start' },
    { regex: /.+/, token: 'string' },
  ],
});
