import type { TextRequestInit } from '../provider';
import { errorFromResponse, request } from '../shared/http';
import { parseErrorBody } from './errors';
import { takeTurn } from './pacing';
import type { Context } from './settings';

interface Options {
  readonly retries?: number;
}

/** A paced request to the service's API. The answer may be an error: see `checked`. */
export async function callApi(
  path: `/duckchat/${string}`,
  init: TextRequestInit,
  context: Context,
  options?: Options,
): Promise<Response> {
  await takeTurn(context, options);
  const headers = {
    accept: 'text/event-stream',
    'accept-language': 'en-US,en;q=0.9',
    'content-type': 'application/json',
    ...init.headers,
  };
  const url = `https://${context.settings.host}${path}`;
  return request(url, { ...init, headers, credentials: 'include', redirect: 'manual' }, context);
}

/** `response` unless it is an error. @throws {ChatError} */
export async function checked(response: Response, { signal, clock }: Context): Promise<Response> {
  if (response.ok) return response;
  throw await errorFromResponse(response, { signal, now: clock.now(), parse: parseErrorBody });
}

/** A paced visit to one of the service's pages. It may lead to another page. */
export async function visitPage(path: string, context: Context): Promise<Response> {
  await takeTurn(context);
  const headers = { accept: 'text/html', 'accept-language': 'en-US,en;q=0.9' };
  const url = `https://${context.settings.host}${path}`;
  return checked(await request(url, { headers, credentials: 'include' }, context), context);
}
