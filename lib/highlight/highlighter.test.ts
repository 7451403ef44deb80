import { expect, test } from 'vitest';
import { Highlighter } from './highlighter';
import type { Language } from './language';
import { loadLanguage } from './languages';

/** `kind:text` for each token that has a kind. */
async function highlighted(name: string, code: string): Promise<string[]> {
  const language = await loadLanguage(name);
  if (language === null) throw new Error(`No language for ${name}`);
  const highlighter = new Highlighter(language);
  const tokens = code.split('\n').flatMap((line) => highlighter.line(`${line}\n`));
  return tokens.flatMap(({ text, kind }) => (kind === null ? [] : [`${kind}:${text}`]));
}

test('strings and comments go on over lines', async () => {
  expect(await highlighted('js', 'a = `one\ntwo`; /* three\nfour */ if')).toEqual([
    'string:`one',
    'string:two`',
    'comment:/* three',
    'comment:four */',
    'keyword:if',
  ]);
});

test('elements stand in JavaScript, and JavaScript in elements', async () => {
  const code = `const App = () => (
  <List size={1 < 2 ? "a" : 'b'} {...rest}>
    It's here: {items.map((item) => <b key="x">{item}</b>)} if
  </List>
);
if (a < b) return <hr/>;`;
  expect(await highlighted('jsx', code)).toEqual([
    'keyword:const',
    'definition:App',
    'keyword:List',
    'property:size',
    'constant:1',
    'constant:2',
    'string:"a"',
    "string:'b'",
    'meta:...',
    'property:map',
    'keyword:b',
    'property:key',
    'string:"x"',
    'keyword:b',
    'keyword:List',
    'keyword:if',
    'keyword:return',
    'keyword:hr',
  ]);
});

test('type parameters are no elements', async () => {
  expect(await highlighted('tsx', 'const f = <T,>(x: T) => useState<string>(x); <a/>')).toEqual([
    'keyword:const',
    'definition:f',
    'definition:x',
    'type:T',
    'type:string',
    'keyword:a',
  ]);
});

test('scripts and styles in a page are read as what they are', async () => {
  const code = '<p>if</p><script>if (1) "<p>"\n</script><style>p { color: red }</style><p>';
  expect(await highlighted('html', code)).toEqual([
    'keyword:p',
    'keyword:p',
    'keyword:script',
    'keyword:if',
    'constant:1',
    'string:"<p>"',
    'keyword:script',
    'keyword:style',
    'keyword:p',
    'property:color',
    'keyword:red',
    'keyword:style',
    'keyword:p',
  ]);
});

test('PHP stands alone or in a page', async () => {
  const echo = ['keyword:echo', 'string:"hi"'];
  expect(await highlighted('php', 'echo "hi";')).toEqual(echo);
  expect(await highlighted('php', '<b><?php echo "hi"; ?></b>')).toEqual([
    'keyword:b',
    'meta:<?php',
    ...echo,
    'meta:?>',
    'keyword:b',
  ]);
});

test.each([
  ['json', '{"a": [1, true]}', ['property:"a"', 'constant:1', 'constant:true']],
  [
    'yaml',
    'a b: "c" # d\n- e: 12\n  f: no',
    [
      'property:a b',
      'string:"c"',
      'comment:# d',
      'property:e',
      'constant:12',
      'property:f',
      'constant:no',
    ],
  ],
  ['diff', '+a\n-b\n c', ['inserted:+a', 'deleted:-b']],
  ['makefile', 'all: $(X)\n\techo all: # no', ['definition:all', 'property:$(X)', 'comment:# no']],
  [
    'elixir',
    'def go(x), do: :ok',
    ['keyword:def', 'definition:go', 'constant:do:', 'constant::ok'],
  ],
  ['graphql', 'type A { b: C! }', ['keyword:type', 'definition:A', 'property:b', 'type:C']],
  [
    'cmake',
    'set(A "${B}") # c',
    ['definition:set', 'string:"', 'property:${B}', 'string:"', 'comment:# c'],
  ],
  ['markdown', '# A\n- `b`', ['heading:# A', 'keyword:-', 'string:`b`']],
])('%s: %j', async (name, code, expected) => {
  expect(await highlighted(name, code)).toEqual(expected);
});

const stuck: Language = {
  token: (stream) => {
    if (stream.match('stay')) stream.backUp(4);
    else if (stream.match('circle')) while (!stream.match('end')) stream.peek();
    else if (stream.match('throw')) throw new Error('as modes may');
    else stream.skipToEnd();
    return 'keyword';
  },
};

test.each(['stay', 'circle', 'throw'])('a mode that fails costs a line its colours: %s', (line) => {
  const highlighter = new Highlighter(stuck);
  expect(highlighter.line(`${line}\n`)).toEqual([{ text: `${line}\n`, kind: null }]);
  expect(highlighter.line('next')).toEqual([{ text: 'next', kind: 'keyword' }]);
});

test('a very long line has no colours, and those after it do', () => {
  const highlighter = new Highlighter(stuck);
  const long = 'x'.repeat(5000);
  expect(highlighter.line(long)).toEqual([{ text: long, kind: null }]);
  expect(highlighter.line('next')).toEqual([{ text: 'next', kind: 'keyword' }]);
});

test('a line of very many tokens has no colours', async () => {
  expect(await highlighted('json', '1,'.repeat(300))).toEqual([]);
  expect(await highlighted('json', '1,'.repeat(30))).toHaveLength(30);
});

test('a token never holds half of a character', () => {
  const kinds = ['keyword', 'string'];
  const halves: Language = {
    token: (stream) => {
      stream.next();
      return kinds[stream.pos % 2] ?? null;
    },
  };
  const tokens = new Highlighter(halves).line('a😀b');
  for (const { text } of tokens) expect(text.isWellFormed()).toBe(true);
  expect(tokens.map(({ text }) => text).join('')).toBe('a😀b');
});
