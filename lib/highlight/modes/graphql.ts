import { simpleMode } from '@codemirror/legacy-modes/mode/simple-mode';

/** GraphQL: queries and schemas. */
export const graphql = simpleMode({
  start: [
    { regex: /#.*/, token: 'comment' },
    { regex: /"""/, token: 'string', next: 'description' },
    { regex: /"(?:[^\\"]|\\.)*"?/, token: 'string' },
    {
      regex:
        /(type|interface|input|enum|union|scalar|query|mutation|subscription|fragment)(\s+)(\w+)/,
      token: ['keyword', 'space', 'def'],
    },
    {
      regex:
        /(?:directive|enum|extend|fragment|implements|input|interface|mutation|on|query|repeatable|scalar|schema|subscription|type|union)\b(?!\s*[:(])/,
      token: 'keyword',
    },
    { regex: /(?:true|false|null)\b/, token: 'atom' },
    { regex: /[@$]\w+/, token: 'meta' },
    { regex: /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, token: 'number' },
    { regex: /[A-Z]\w*/, token: 'type' },
    { regex: /[a-z_]\w*/, token: 'property' },
  ],
  description: [
    { regex: /.*?"""/, token: 'string', next: 'start' },
    { regex: /.+/, token: 'string' },
  ],
});
