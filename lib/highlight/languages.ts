import type { Language } from './language';

type Load = () => Promise<Language>;

/** What people write after a fence, and what reads it. Each import is a file of its own. */
const LANGUAGES: readonly (readonly [names: string, load: Load])[] = [
  ['javascript js mjs cjs node jsx', () => import('./modes/jsx').then(({ jsx }) => jsx)],
  ['tsx', () => import('./modes/jsx').then(({ tsx }) => tsx)],
  [
    'typescript ts mts cts',
    () => import('@codemirror/legacy-modes/mode/javascript').then(({ typescript }) => typescript),
  ],
  [
    'json jsonc json5 jsonl geojson',
    () => import('@codemirror/legacy-modes/mode/javascript').then(({ json }) => json),
  ],
  ['html htm xhtml vue svelte', () => import('./modes/html').then(({ html }) => html)],
  [
    'xml svg xsl xslt xsd plist rss',
    () => import('@codemirror/legacy-modes/mode/xml').then(({ xml }) => xml),
  ],
  ['css', () => import('@codemirror/legacy-modes/mode/css').then(({ css }) => css)],
  ['scss sass', () => import('@codemirror/legacy-modes/mode/css').then(({ sCSS }) => sCSS)],
  ['less', () => import('@codemirror/legacy-modes/mode/css').then(({ less }) => less)],
  [
    'python py py3 python3 pyi',
    () => import('@codemirror/legacy-modes/mode/python').then(({ python }) => python),
  ],
  ['c h', () => import('@codemirror/legacy-modes/mode/clike').then(({ c }) => c)],
  [
    'c++ cpp cxx cc hpp hh arduino ino',
    () => import('@codemirror/legacy-modes/mode/clike').then(({ cpp }) => cpp),
  ],
  [
    'c# cs csharp',
    () => import('@codemirror/legacy-modes/mode/clike').then(({ csharp }) => csharp),
  ],
  ['java', () => import('@codemirror/legacy-modes/mode/clike').then(({ java }) => java)],
  [
    'objective-c objectivec objc',
    () => import('@codemirror/legacy-modes/mode/clike').then(({ objectiveC }) => objectiveC),
  ],
  [
    'objective-c++ objc++ mm',
    () => import('@codemirror/legacy-modes/mode/clike').then(({ objectiveCpp }) => objectiveCpp),
  ],
  [
    'kotlin kt kts',
    () => import('@codemirror/legacy-modes/mode/clike').then(({ kotlin }) => kotlin),
  ],
  ['scala sc', () => import('@codemirror/legacy-modes/mode/clike').then(({ scala }) => scala)],
  ['dart', () => import('@codemirror/legacy-modes/mode/clike').then(({ dart }) => dart)],
  [
    'glsl hlsl shader',
    () => import('@codemirror/legacy-modes/mode/clike').then(({ shader }) => shader),
  ],
  ['go golang', () => import('@codemirror/legacy-modes/mode/go').then(({ go }) => go)],
  ['rust rs', () => import('@codemirror/legacy-modes/mode/rust').then(({ rust }) => rust)],
  ['ruby rb', () => import('@codemirror/legacy-modes/mode/ruby').then(({ ruby }) => ruby)],
  ['php', () => import('./modes/php').then(({ php }) => php)],
  ['swift', () => import('@codemirror/legacy-modes/mode/swift').then(({ swift }) => swift)],
  [
    'shell bash sh zsh ksh console terminal shellscript',
    () => import('@codemirror/legacy-modes/mode/shell').then(({ shell }) => shell),
  ],
  [
    'powershell ps1 ps pwsh',
    () => import('@codemirror/legacy-modes/mode/powershell').then(({ powerShell }) => powerShell),
  ],
  ['sql', () => import('@codemirror/legacy-modes/mode/sql').then(({ standardSQL }) => standardSQL)],
  ['mysql mariadb', () => import('@codemirror/legacy-modes/mode/sql').then(({ mySQL }) => mySQL)],
  [
    'postgresql postgres pgsql psql',
    () => import('@codemirror/legacy-modes/mode/sql').then(({ pgSQL }) => pgSQL),
  ],
  ['sqlite', () => import('@codemirror/legacy-modes/mode/sql').then(({ sqlite }) => sqlite)],
  ['tsql mssql', () => import('@codemirror/legacy-modes/mode/sql').then(({ msSQL }) => msSQL)],
  ['plsql', () => import('@codemirror/legacy-modes/mode/sql').then(({ plSQL }) => plSQL)],
  ['yaml yml', () => import('./modes/yaml').then(({ yaml }) => yaml)],
  ['toml', () => import('@codemirror/legacy-modes/mode/toml').then(({ toml }) => toml)],
  [
    'ini properties cfg conf env dotenv editorconfig',
    () => import('@codemirror/legacy-modes/mode/properties').then(({ properties }) => properties),
  ],
  [
    'dockerfile docker containerfile',
    () => import('@codemirror/legacy-modes/mode/dockerfile').then(({ dockerFile }) => dockerFile),
  ],
  ['makefile make mk', () => import('./modes/makefile').then(({ makefile }) => makefile)],
  ['cmake', () => import('./modes/cmake').then(({ cmake }) => cmake)],
  ['diff patch', () => import('@codemirror/legacy-modes/mode/diff').then(({ diff }) => diff)],
  ['lua', () => import('@codemirror/legacy-modes/mode/lua').then(({ lua }) => lua)],
  ['perl pl', () => import('@codemirror/legacy-modes/mode/perl').then(({ perl }) => perl)],
  ['r', () => import('@codemirror/legacy-modes/mode/r').then(({ r }) => r)],
  ['julia jl', () => import('@codemirror/legacy-modes/mode/julia').then(({ julia }) => julia)],
  [
    'matlab octave',
    () => import('@codemirror/legacy-modes/mode/octave').then(({ octave }) => octave),
  ],
  [
    'haskell hs',
    () => import('@codemirror/legacy-modes/mode/haskell').then(({ haskell }) => haskell),
  ],
  [
    'clojure clj cljs edn',
    () => import('@codemirror/legacy-modes/mode/clojure').then(({ clojure }) => clojure),
  ],
  [
    'lisp commonlisp elisp emacs-lisp',
    () => import('@codemirror/legacy-modes/mode/commonlisp').then(({ commonLisp }) => commonLisp),
  ],
  [
    'scheme racket rkt',
    () => import('@codemirror/legacy-modes/mode/scheme').then(({ scheme }) => scheme),
  ],
  ['elixir ex exs', () => import('./modes/elixir').then(({ elixir }) => elixir)],
  ['erlang erl', () => import('@codemirror/legacy-modes/mode/erlang').then(({ erlang }) => erlang)],
  ['ocaml ml', () => import('@codemirror/legacy-modes/mode/mllike').then(({ oCaml }) => oCaml)],
  [
    'f# fsharp fs',
    () => import('@codemirror/legacy-modes/mode/mllike').then(({ fSharp }) => fSharp),
  ],
  ['groovy gradle', () => import('./modes/groovy').then(({ groovy }) => groovy)],
  ['nginx', () => import('@codemirror/legacy-modes/mode/nginx').then(({ nginx }) => nginx)],
  ['http', () => import('@codemirror/legacy-modes/mode/http').then(({ http }) => http)],
  [
    'protobuf proto',
    () => import('@codemirror/legacy-modes/mode/protobuf').then(({ protobuf }) => protobuf),
  ],
  ['graphql gql', () => import('./modes/graphql').then(({ graphql }) => graphql)],
  ['latex tex', () => import('@codemirror/legacy-modes/mode/stex').then(({ stex }) => stex)],
  ['markdown md mdx', () => import('./modes/markdown').then(({ markdown }) => markdown)],
];

const LOAD_BY_NAME: ReadonlyMap<string, Load> = new Map(
  LANGUAGES.flatMap(([names, load]) => names.split(' ').map((name) => [name, load] as const)),
);

/** All names that `loadLanguage` knows. */
export const LANGUAGE_NAMES: readonly string[] = [...LOAD_BY_NAME.keys()];

/** What reads the language that a fence names, as in `ts`, `C++` or `python:main.py`. */
export async function loadLanguage(name: string): Promise<Language | null> {
  const word = name.toLowerCase();
  const load = LOAD_BY_NAME.get(word) ?? LOAD_BY_NAME.get(/^[^:,{]*/.exec(word)?.[0] ?? '');
  if (load === undefined) return null;
  try {
    return await load();
  } catch {
    return null; // its file is gone, as after an update: code is readable without colours
  }
}
