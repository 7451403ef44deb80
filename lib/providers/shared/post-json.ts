import type { ProviderContext, TextRequestInit } from '../provider';
import { errorFromResponse, request } from './http';

interface Post {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * Posts to a service that has a site and no published API, as its page does: with what the browser
 * keeps of that site's cookies.
 * @throws {ChatError} for every answer that is an error.
 */
export async function postJson(
  url: string,
  { headers, body }: Post,
  context: Pick<ProviderContext<unknown>, 'fetch' | 'signal' | 'clock'>,
): Promise<Response> {
  const { signal, clock } = context;
  const init: TextRequestInit = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    credentials: 'include',
    redirect: 'manual',
  };
  const response = await request(url, init, context);
  if (response.ok) return response;
  throw await errorFromResponse(response, { signal, now: clock.now() });
}
