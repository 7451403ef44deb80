import * as z from 'zod/mini';
import { readImageFormat } from '@/lib/background/images/image-format';
import { ChatError } from '@/lib/chat/errors';
import { toImageAddress } from '@/lib/chat/remote-image';
import { loadEntities } from '@/lib/markdown/entities';
import { toHref } from '@/lib/markdown/links';
import { createMarkdownParser } from '@/lib/markdown/parser';
import { visibleParts } from '@/lib/markdown/visible-characters';
import { readReply } from '@/lib/providers/duckduckgo/stream';
import { readLines } from '@/lib/providers/shared/lines';
import { documentHtml } from '@/test/fixtures/markdown/to-html';
import { codePointsWith, sequencesIn, stringsIn, type Corpus } from './corpus';
import { PAYLOAD_SETS, pathological, urlInputs } from './payload-sets';

await loadEntities(); // the parser is given all names beforehand

/** What one corpus shows about a part of ours that runs without a browser. */
export interface ParserCheck {
  /** The folder, and what it is given to. */
  readonly name: string;
  readonly run: (corpus: Corpus) => Promise<CheckResult>;
}

export interface CheckResult {
  readonly count: number;
  readonly faults: readonly string[];
}

export const PARSER_CHECKS: readonly ParserCheck[] = [
  { name: 'jsontestsuite', run: jsonInAStream },
  { name: 'sse-wpt', run: eventStreams },
  { name: 'eventsource-parser-multibyte', run: multibyteLines },
  { name: 'utf8', run: brokenText },
  { name: 'commonmark', run: streamedExamples('commonmark') },
  { name: 'gfm', run: streamedExamples('gfm') },
  { name: 'unicode', run: hiddenCharacters },
  { name: 'url-wpt', run: addresses },
  { name: 'pngsuite', run: images },
  { name: 'markdown-pathological', run: pathologicalTexts },
];

/** Whatever JSON a service sends, a reply ends, or fails by a kind of ours. */
async function jsonInAStream(corpus: Corpus): Promise<CheckResult> {
  const files = await corpus.files('jsontestsuite');
  const bodies = await Promise.all(files.map((file) => corpus.bytes(file)));
  const faults = await Promise.all(
    bodies.map(async (body, index) => {
      const stream = joined([bytesOf('data: '), body, bytesOf('\n\ndata: [DONE]\n\n')]);
      const fault = await replyFault(stream);
      return fault === null ? [] : [`${files[index]}: ${fault}`];
    }),
  );
  return { count: files.length, faults: faults.flat() };
}

const sseSchema = z.array(z.object({ file: z.string(), body_base64: z.string() }));

/** Where a stream is cut changes nothing. */
async function eventStreams(corpus: Corpus): Promise<CheckResult> {
  const cases = sseSchema.parse(await corpus.json('sse-wpt/cases.json'));
  const faults: string[] = [];
  for (const { file, body_base64: base64 } of cases) {
    const body = Uint8Array.from(Buffer.from(base64, 'base64'));
    const fault = (await replyFault(body)) ?? (await cutFault(body));
    if (fault !== null) faults.push(`${file}: ${fault}`);
  }
  return { count: cases.length, faults };
}

async function multibyteLines(corpus: Corpus): Promise<CheckResult> {
  const lines = stringsIn(await corpus.json('eventsource-parser-multibyte/multibyte.json'));
  const faults: string[] = [];
  for (const line of lines) {
    const fault = await cutFault(bytesOf(`${line}\n`));
    if (fault !== null) faults.push(`${line}: ${fault}`);
  }
  return { count: lines.length, faults };
}

/** What is not UTF-8 becomes U+FFFD as often as the standard says, however it is cut. */
async function brokenText(corpus: Corpus): Promise<CheckResult> {
  const files = ['utf8/UTF-8-test-kuhn.txt', 'utf8/utf8tests.bin'];
  const faults: string[] = [];
  for (const file of files) {
    const bytes = await corpus.bytes(file);
    const expected = new TextDecoder().decode(bytes).split(/\r\n|\r|\n/);
    for (const size of [1, 2, 3, 5, bytes.length]) {
      const lines = await linesOf(inChunks(bytes, size));
      if (!isSameText(lines, expected)) faults.push(`${file} in pieces of ${size} bytes differs`);
    }
  }
  const replaced = await corpus.text('utf8/utf8.replace.ref.txt');
  const lines = await linesOf([await corpus.bytes('utf8/utf8tests.bin')]);
  if (!isSameText(lines, replaced.split('\n')))
    faults.push('other replacements than the reference');
  return { count: files.length + 1, faults };
}

/** What streamed reads like what came whole, cut after every character. */
function streamedExamples(name: string): ParserCheck['run'] {
  return async (corpus) => {
    const set = PAYLOAD_SETS.find((each) => each.name === name);
    const examples = (await set?.read(corpus)) ?? [];
    const differing = examples.filter((example) => {
      return markdownHtml([example]) !== markdownHtml([...example]);
    });
    const faults = differing.map((example) => `streamed, it differs: ${JSON.stringify(example)}`);
    return { count: examples.length, faults };
  };
}

function markdownHtml(pieces: readonly string[]): string {
  const parser = createMarkdownParser();
  for (const piece of pieces) {
    parser.append(piece);
    void parser.blocks;
  }
  parser.finish();
  return documentHtml(parser);
}

/** Emoji join with these; alone they are marked where every character counts. */
const LETTERS_BEFORE = 'a';

/** What nobody sees is marked in code and links, what turns text around everywhere; emoji stay whole. */
async function hiddenCharacters(corpus: Corpus): Promise<CheckResult> {
  const ignorable = codePointsWith(
    'Default_Ignorable_Code_Point',
    await corpus.text('unicode/Default_Ignorable.txt'),
  );
  const controls = codePointsWith('Bidi_Control', await corpus.text('unicode/PropList-subset.txt'));
  const emoji = sequencesIn(await corpus.text('unicode/emoji-zwj-sequences.txt'));
  return {
    count: ignorable.length + controls.length + emoji.length,
    faults: [
      ...[...ignorable, ...controls]
        .filter((code) => !isMarked(code, 'exact'))
        .map((code) => `U+${code.toString(16)} is not seen in code`),
      ...controls
        .filter((code) => isTurning(code) && !isMarked(code, 'prose'))
        .map((code) => `U+${code.toString(16)} is not seen in prose`),
      ...emoji
        .filter((each) => visibleParts(each, 'exact').length !== 1)
        .map((each) => `${each} is taken apart`),
    ],
  };
}

function isMarked(code: number, scope: 'prose' | 'exact'): boolean {
  return visibleParts(`${LETTERS_BEFORE}${String.fromCodePoint(code)}b`, scope).length === 3;
}

/** Overrides, embeddings, isolates and what ends them; marks only lean on their neighbours. */
function isTurning(code: number): boolean {
  return code >= 0x202a && code <= 0x2069;
}

/** Nothing but web and mail is linked, without a user's name; images come from public names alone. */
async function addresses(corpus: Corpus): Promise<CheckResult> {
  const inputs = await urlInputs(corpus);
  const faults = inputs.flatMap((input) => {
    const href = toHref(input);
    const image = toImageAddress(input);
    const isFine =
      (href === null || /^(?:https?:\/\/[^/?#@\\]+(?:[/?#]|$)|mailto:)/.test(href)) &&
      (image === null || /^https:\/\/[a-z0-9_.-]+\.[a-z][a-z0-9-]*[/?#]/.test(image));
    return isFine ? [] : [`${JSON.stringify(input)} gives ${href} and ${image}`];
  });
  return { count: inputs.length, faults };
}

/** A file is told by its bytes; what is broken in it stops nothing. */
async function images(corpus: Corpus): Promise<CheckResult> {
  const files = (await corpus.files('pngsuite')).filter((file) => /\.(?:png|bmp|ico)$/.test(file));
  const faults: string[] = [];
  for (const file of files) {
    const bytes = await corpus.bytes(file);
    const format = readImageFormat(bytes);
    const isPng = Buffer.from(bytes.subarray(0, 8)).equals(PNG_SIGNATURE);
    if ((format?.type === 'image/png') !== isPng)
      faults.push(`${file} is taken for ${format?.type}`);
    if (format !== null && format.type !== 'image/png') faults.push(`${file} is ${format.type}`);
  }
  return { count: files.length, faults };
}

const PNG_SIGNATURE = Buffer.from('\u0089PNG\r\n\u001A\n', 'latin1');
const MAX_STEP_MS = 1000;
const PIECE_LENGTH = 200;

/** Each is read within a second, and where it streams no step takes longer. */
async function pathologicalTexts(corpus: Corpus): Promise<CheckResult> {
  const texts = await pathological(corpus);
  const faults = texts.flatMap((text) => {
    const ms = Math.max(longestStepMs(text, text.length), longestStepMs(text, PIECE_LENGTH));
    const name = JSON.stringify(text.slice(0, 40));
    return ms > MAX_STEP_MS ? [`${name} takes ${Math.round(ms)} ms`] : [];
  });
  return { count: texts.length, faults };
}

/** Of the processor's time: other programs may want it meanwhile. */
function longestStepMs(text: string, pieceLength: number): number {
  const parser = createMarkdownParser();
  const count = Math.max(1, Math.ceil(text.length / pieceLength));
  const times = Array.from({ length: count }, (_, index) => {
    const start = process.cpuUsage();
    parser.append(text.slice(index * pieceLength, (index + 1) * pieceLength));
    if (index === count - 1) parser.finish();
    void parser.blocks;
    return process.cpuUsage(start).user / 1000;
  });
  return times.reduce((longest, ms) => Math.max(longest, ms));
}

/** `null` if the reply ended or failed by a kind of ours. */
async function replyFault(body: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const response = new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  try {
    const reply = readReply(response, new AbortController().signal);
    while (!(await reply.next()).done);
    return null;
  } catch (error) {
    return error instanceof ChatError ? null : String(error);
  }
}

/** `null` if its lines are the same in whichever two pieces it comes. */
async function cutFault(body: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const expected = await linesOf([body]);
  for (let at = 0; at <= body.length; at += 1) {
    const lines = await linesOf([body.subarray(0, at), body.subarray(at)]);
    if (!isSameText(lines, expected)) return `cut at byte ${at}, it differs`;
  }
  return null;
}

async function linesOf(chunks: readonly Uint8Array[]): Promise<string[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const lines: string[] = [];
  for await (const group of readLines(body, new AbortController().signal)) lines.push(...group);
  return lines;
}

function inChunks(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

/** The same but for an empty line at the end. */
function isSameText(a: readonly string[], b: readonly string[]): boolean {
  return a.join('\n').replace(/\n$/, '') === b.join('\n').replace(/\n$/, '');
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text));
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
