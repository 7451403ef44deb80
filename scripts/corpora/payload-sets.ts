import * as z from 'zod/mini';
import { MAX_REPLY_LENGTH } from '@/lib/background/replies/run';
import { fromHex, sequencesIn, stringsIn, type Corpus } from './corpus';

/** Payloads of one corpus, to be shown in the panel. */
export interface PayloadSet {
  /** The folder they are from. */
  readonly name: string;
  readonly read: (corpus: Corpus) => Promise<string[]>;
  /** Whether they are worth being shown as titles and names, too: conformance examples are not. */
  readonly isHostile: boolean;
}

const exampleSchema = z.array(z.object({ markdown: z.string() }));
const urlSchema = z.object({ input: z.string() });
const repeatedSchema = z.record(z.string(), z.array(z.tuple([z.string(), z.number()])));

export const PAYLOAD_SETS: readonly PayloadSet[] = [
  {
    name: 'blns',
    isHostile: true,
    read: async (corpus) => stringsIn(await corpus.json('blns/blns.json')),
  },
  { name: 'html5sec', isHostile: true, read: html5sec },
  {
    name: 'owasp-filter-evasion',
    isHostile: true,
    read: async (corpus) => stringsIn(await corpus.json('owasp-filter-evasion/vectors.json')),
  },
  { name: 'prompt-injection', isHostile: true, read: promptInjection },
  { name: 'trojan-source', isHostile: true, read: trojanSource },
  { name: 'markdown-it-fixtures', isHostile: true, read: markdownItFixtures },
  {
    name: 'eventsource-parser-multibyte',
    isHostile: false,
    read: async (corpus) =>
      stringsIn(await corpus.json('eventsource-parser-multibyte/multibyte.json')),
  },
  { name: 'commonmark', isHostile: false, read: commonmark },
  {
    name: 'gfm',
    isHostile: false,
    read: async (corpus) => {
      const files = ['gfm/spec.json', 'gfm/extensions.json', 'gfm/regression.json'];
      return (await Promise.all(files.map((file) => examplesIn(corpus, file)))).flat();
    },
  },
  { name: 'url-wpt', isHostile: false, read: addresses },
  { name: 'unicode', isHostile: false, read: unicode },
  {
    name: 'jsontestsuite',
    isHostile: false,
    read: async (corpus) => {
      const files = await corpus.files('jsontestsuite');
      return Promise.all(files.map((file) => corpus.text(file)));
    },
  },
  {
    name: 'utf8',
    isHostile: false,
    read: async (corpus) => [
      await corpus.text('utf8/UTF-8-test-kuhn.txt'),
      await corpus.text('utf8/utf8tests.bin'),
    ],
  },
  { name: 'markdown-pathological', isHostile: false, read: pathological },
];

async function html5sec(corpus: Corpus): Promise<string[]> {
  const items = z
    .array(z.object({ data: z.string() }))
    .parse(await corpus.json('html5sec/items.json'));
  const fillings = z
    .record(z.string(), z.string())
    .parse(await corpus.json('html5sec/payloads.json'));
  return items.map(({ data }) =>
    data.replaceAll(/%(\w+)%/g, (placeholder, name: string) => fillings[name] ?? placeholder),
  );
}

/** Injected orders are what a model may repeat; the templates are filled as garak fills them. */
async function promptInjection(corpus: Corpus): Promise<string[]> {
  const files = await corpus.files('prompt-injection');
  const texts = files.map(async (file) => {
    const text = await corpus.text(file);
    if (file.endsWith('.json')) return stringsIn(JSON.parse(text));
    const lines = text.split('\n').filter((line) => line !== '');
    return file.endsWith('.jsonl') ? lines.flatMap((line) => stringsIn(JSON.parse(line))) : lines;
  });
  const folder = 'prompt-injection/garak/xss';
  const domains = (await corpus.text(`${folder}/xss_domains.txt`)).trim().split('\n');
  const labels = (await corpus.text(`${folder}/xss_link_display_texts.txt`)).trim().split('\n');
  const exfiltration = domains.flatMap((domain) =>
    labels.map(
      (label) =>
        `![${label}](https://${domain}/logo.png?q=SECRET) [${label}](http://${domain}/?q=SECRET)`,
    ),
  );
  return [...(await Promise.all(texts)).flat(), ...exfiltration];
}

async function trojanSource(corpus: Corpus): Promise<string[]> {
  const samples = stringsIn(await corpus.json('trojan-source/samples.json'));
  return samples.flatMap((sample) => [sample, `\`\`\`c\n${sample}\n\`\`\``, `\`${sample}\``]);
}

/** Inputs stand between two lines with a dot, then comes what is expected, up to another. */
async function markdownItFixtures(corpus: Corpus): Promise<string[]> {
  const files = await corpus.files('markdown-it-fixtures');
  const texts = await Promise.all(files.map((file) => corpus.text(file)));
  return texts.flatMap((text) =>
    [...text.matchAll(/^\.\n([^]*?)^\.\n[^]*?^\.$/gm)].map(([, input = '']) => input),
  );
}

async function commonmark(corpus: Corpus): Promise<string[]> {
  const spec = await examplesIn(corpus, 'commonmark/commonmark-0.31.json');
  const others = await Promise.all(
    ['commonmark/regression.txt', 'commonmark/smart_punct.txt'].map((file) => corpus.text(file)),
  );
  const cutOut = others.flatMap((text) =>
    [...text.matchAll(/^`{32} example\n([^]*?)^\.\n/gm)].map(([, input = '']) => input),
  );
  return [...spec, ...cutOut.map((input) => input.replaceAll('→', '\t'))];
}

async function examplesIn(corpus: Corpus, file: string): Promise<string[]> {
  return exampleSchema.parse(await corpus.json(file)).map(({ markdown }) => markdown);
}

/** Each address in all the places that Markdown has for one. */
async function addresses(corpus: Corpus): Promise<string[]> {
  const inputs = [...(await urlInputs(corpus)), ...(await dataAddresses(corpus))];
  return inputs.map(
    (input) => `[x](${input}) [x](<${input}>) ![x](<${input}>) <${input}> ${input}`,
  );
}

/** The inputs of the URL parser's own tests. */
export async function urlInputs(corpus: Corpus): Promise<string[]> {
  const cases = z.array(z.unknown()).parse(await corpus.json('url-wpt/urltestdata.json'));
  return cases.flatMap((each) => {
    const { success, data } = urlSchema.safeParse(each); // strings between them are comments
    return success ? [data.input] : [];
  });
}

async function dataAddresses(corpus: Corpus): Promise<string[]> {
  const cases = z.array(z.array(z.unknown())).parse(await corpus.json('url-wpt/data-urls.json'));
  return cases.flatMap(([address]) => stringsIn(address));
}

/** Emoji are short: some dozens make a reply. */
const EMOJI_PER_REPLY = 60;

async function unicode(corpus: Corpus): Promise<string[]> {
  const breaks = await corpus.text('unicode/GraphemeBreakTest.txt');
  const clusters = breaks
    .split('\n')
    .filter((line) => line.startsWith('÷'))
    .map((line) => fromHex(line.replace(/#.*$/, '')));
  const emoji = sequencesIn(await corpus.text('unicode/emoji-zwj-sequences.txt'));
  const count = Math.ceil(emoji.length / EMOJI_PER_REPLY);
  const replies = Array.from({ length: count }, (_, index) =>
    emoji.slice(index * EMOJI_PER_REPLY, (index + 1) * EMOJI_PER_REPLY).join(' '),
  );
  return [...clusters, ...replies];
}

/** The inputs that took other parsers minutes, as long as a reply may be. */
export async function pathological(corpus: Corpus): Promise<string[]> {
  const repeated = repeatedSchema.parse(await corpus.json('markdown-pathological/cmark.json'));
  const cmark = Object.values(repeated).map((parts) =>
    parts.map(([text, count]) => text.repeat(count)).join(''),
  );
  const marked = stringsIn(await corpus.json('markdown-pathological/marked-redos.json'));
  return [...cmark, ...marked].map((text) => text.slice(0, MAX_REPLY_LENGTH));
}
