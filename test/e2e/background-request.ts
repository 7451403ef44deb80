import type { Page } from '@playwright/test';
import type { RequestInput, RequestName } from '@/lib/messaging/requests';
import type { RequestOutput } from '@/lib/messaging/responses';

/** What the background answers to a request of one of our pages. @throws with the error's kind. */
export async function request<Name extends RequestName>(
  page: Page,
  name: Name,
  input: RequestInput<Name>,
): Promise<RequestOutput<Name>> {
  const response = await page.evaluate(
    (frame) => chrome.runtime.sendMessage<unknown, Response>(frame),
    { type: 'request', name, input },
  );
  if (!response.ok) throw new Error(response.error.kind);
  return response.output as RequestOutput<Name>;
}

type Response =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly error: { readonly kind: string } };
