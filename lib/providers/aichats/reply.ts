import * as z from '@/lib/schema';
import { ChatError } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import type { ProviderEvent } from '../provider';
import { dataOf, refuseWebPage } from '../shared/http';
import { decodeImage } from '../shared/images';
import { readItems, type Emit } from '../shared/items';
import { parseJson } from '../shared/json';
import { readLines } from '../shared/lines';
import { readPieces } from '../shared/pieces';
import { ORIGIN } from './site';

const DATA = 'data: ';

/**
 * The text of a chat answer: what follows `data: ` in its lines, with nothing between and no white
 * space around the whole. It has no end mark but the end of the body.
 */
export async function* readText(
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  let hasText = false;
  let held = ''; // white space that counts only if text follows
  function read(line: string, emit: Emit): void {
    if (!hasText) refuseWebPage(line);
    if (!line.startsWith(DATA)) return;
    const piece = held + line.slice(DATA.length);
    const text = (hasText ? piece : piece.trimStart()).trimEnd();
    held = hasText || text !== '' ? piece.slice(piece.trimEnd().length) : '';
    if (text === '') return;
    hasText = true;
    emit({ type: 'text-delta', text });
  }
  yield* readItems(readLines(dataOf(response), signal), read);
  if (hasText) return 'stop';
  throw new ChatError('protocol', 'The reply is empty');
}

const imagesSchema = z.object({
  data: z.array(z.object({ url: z.catch(z.nullish(z.string()), null) }), z.isFilled),
});

/** In UTF-16 code units: an image in base64. */
const MAX_ANSWER_LENGTH = 60_000_000;

/** The image of an answer, or where the service left it. */
export async function readImage(
  response: Response,
  prompt: string,
  signal: AbortSignal,
): Promise<ProviderEvent> {
  let answer = '';
  for await (const piece of readPieces(dataOf(response), signal)) {
    answer += piece;
    if (answer.length > MAX_ANSWER_LENGTH) throw unreadable('The answer is too long', answer);
  }
  refuseWebPage(answer);
  const images = parseJson(imagesSchema, answer);
  if (images === null) throw unreadable('Unexpected response format', answer);
  const event = imageEvent(images.data[0]?.url ?? '', prompt);
  if (event === null) throw unreadable('No image URL found in the response', answer);
  return event;
}

function imageEvent(address: string, alt: string): ProviderEvent | null {
  if (address.startsWith('data:')) {
    const image = decodeImage(address);
    return image && { type: 'image', image, alt };
  }
  if (address === '' || !URL.canParse(address, ORIGIN)) return null;
  const { protocol, href } = new URL(address, ORIGIN);
  return protocol === 'https:' ? { type: 'image-address', url: href, alt } : null;
}

const MAX_QUOTED_LENGTH = 300;

function unreadable(reason: string, answer: string): ChatError {
  const quoted = answer.slice(0, MAX_QUOTED_LENGTH);
  return new ChatError('protocol', `${reason}. Response: ${quoted}`);
}
