import type { RecordedRequest } from './emulator';

interface PageHeaders {
  readonly origin: string;
  /** Pages of the service that a prompt may come from. */
  readonly referers: readonly string[];
  readonly accept: string;
}

/** User agents of the clients that these services knew; ours is the browser's own. */
const FORGED = /Chrome\/127\./;

/** What in a prompt's headers the service's own page would not send, in words; `null` for nothing. */
export function headerFault(
  { headers }: Pick<RecordedRequest, 'headers'>,
  { origin, referers, accept }: PageHeaders,
): string | null {
  const { referer = '' } = headers;
  if (headers['content-type'] !== 'application/json') {
    return `the content type ${headers['content-type']}`;
  }
  if (headers.accept !== accept) return `the accept header ${headers.accept}`;
  if (headers.origin !== origin) return `the origin ${headers.origin}`;
  if (!referers.includes(referer)) return `the referer ${referer}`;
  return FORGED.test(headers['user-agent'] ?? '') ? 'a forged user agent' : null;
}
