import { ChatError } from '@/lib/chat/errors';
import { callApi } from '../shared/api';
import { adjust, type Body } from './adjustments';
import { parseErrorBody } from './errors';
import type { Server } from './server';
import type { Context } from './settings';

/** A model may think for minutes, or be loaded first, before it says a word. */
export const PATIENCE_MS = 180_000;

/** Asks for what is at `url`. @throws {ChatError} for every answer that is an error. */
export function get(url: string, context: Context): Promise<Response> {
  return callApi(url, { headers: headersFor(context) }, context, { parseError: parseErrorBody });
}

/**
 * Posts `body`; where the server refuses one of its fields that is not essential, once more without it.
 * @throws {ChatError} for every answer that is an error.
 */
export async function post(
  path: `/${string}`,
  body: Body,
  { server, context }: { readonly server: Server; readonly context: Context },
): Promise<Response> {
  const headers = headersFor(context);
  headers.set('content-type', 'application/json');
  for (let sent: Body | null = body; ;) {
    let refusal = '';
    const init = { method: 'POST', headers, body: JSON.stringify(sent) };
    const parseError = (text: string, status: number) => {
      if (status === 400 || status === 404 || status === 422) refusal = text;
      return parseErrorBody(text, status);
    };
    try {
      const options = { parseError, timeoutMs: PATIENCE_MS };
      return await callApi(`${server.baseUrl}${path}`, init, context, options);
    } catch (error) {
      sent = refusal === '' ? null : adjust(sent, refusal);
      if (sent === null) throw error;
    }
  }
}

/** The user's own headers count first: some services take their key in another one. */
function headersFor({ apiKey, headers: own }: Context): Headers {
  try {
    const headers = new Headers({ accept: 'application/json, text/event-stream' });
    if (apiKey !== null) headers.set('authorization', `Bearer ${apiKey}`);
    for (const [name, value] of Object.entries(own)) headers.set(name, value);
    return headers;
  } catch {
    // What the browser says of it would quote it.
    throw new ChatError('credentials', 'The key or a header holds characters that cannot be sent');
  }
}
