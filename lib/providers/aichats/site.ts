import * as z from '@/lib/schema';
import { ChatError } from '@/lib/chat/errors';
import type { ProviderContext, TextRequestInit } from '../provider';
import { readText, request } from '../shared/http';
import { postJson } from '../shared/post-json';

export const ORIGIN = 'https://ai-chats.org';
/** The service's own page has one for images too; a header rule names one page for all requests. */
export const PAGE = `${ORIGIN}/chat/`;

type Context = ProviderContext<unknown>;

/** Names of session values. */
const VISITED = 'visited';
const CSRF_TOKEN = 'csrfToken';

/** Sees to the service's cookies as a browser does: its page sets them. */
export async function visitOnce(context: Context): Promise<void> {
  const hasVisited = z.parse(z.catch(z.boolean(), false), await context.session.get(VISITED));
  if (!hasVisited) await visitPage(context);
}

/**
 * Sends one prompt. Yii, which the site is built with, may want the token of its page with it; then
 * it is asked for once more with one.
 */
export async function post(
  type: 'chat' | 'image',
  prompt: string,
  context: Context,
): Promise<Response> {
  const { session } = context;
  const body = { type, messagesHistory: [{ from: 'you', content: prompt }] };
  const send = (token: string | null) =>
    postJson(`${ORIGIN}/chat/send2/`, { headers: headersWith(token), body }, context);
  const known = z.parse(z.catch(z.nullable(z.string()), null), await session.get(CSRF_TOKEN));
  try {
    return await send(known);
  } catch (error) {
    if (!(error instanceof ChatError) || !wantsToken(error)) throw error;
    const token = findCsrfToken(await visitPage(context));
    if (token === null) throw error;
    await session.set(CSRF_TOKEN, token);
    return send(token);
  }
}

function headersWith(token: string | null): Record<string, string> {
  return {
    accept: 'application/json, text/event-stream',
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    ...(token !== null && { 'x-csrf-token': token }),
  };
}

/** Yii says "Unable to verify your data submission", in the language of the site. */
function wantsToken({ facts }: ChatError): boolean {
  return facts.status === 400;
}

/** In UTF-16 code units; the token stands in the head. */
const MAX_PAGE_LENGTH = 500_000;

/** The page as text; empty where it cannot be had: a prompt may be taken all the same. */
async function visitPage(context: Context): Promise<string> {
  const { signal, session } = context;
  try {
    const init: TextRequestInit = { headers: { accept: 'text/html' }, credentials: 'include' };
    const { ok, body } = await request(PAGE, init, context);
    const html = await readText(body, { maxLength: MAX_PAGE_LENGTH, signal });
    if (!ok) return '';
    await session.set(VISITED, true);
    return html;
  } catch {
    signal.throwIfAborted();
    return '';
  }
}

/** The content of `<meta name="csrf-token">`, whose attributes stand in any order. */
export function findCsrfToken(html: string): string | null {
  const tag = /<meta\b[^>]*\bname=["']csrf-token["'][^>]*>/i.exec(html)?.[0] ?? '';
  const content = /\bcontent=(?:"([^"]*)"|'([^']*)')/i.exec(tag);
  return (content?.[1] ?? content?.[2]) || null;
}
