import { readBytes } from '../images/read-bytes';

/** A larger file is not read. */
const MAX_BYTES = 50_000_000;
const TIMEOUT_MS = 60_000;
/** A PDF has its mark among its first bytes. */
const MARK = '%PDF-';
const MARK_WITHIN_BYTES = 1024;

/**
 * The file that a tab shows, fetched as the user may see it; `null` where it is no PDF, or too large.
 *
 * @throws where the browser or the site does not let us
 */
export async function fetchPdf(url: string): Promise<ArrayBuffer | null> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  // A tab shows the address where all redirects ended; another one might lead to a quiet site.
  const response = await fetch(url, { credentials: 'include', redirect: 'error', signal });
  if (!response.ok || response.body === null) throw new Error(`${response.status} from ${url}`);
  const bytes = await readBytes(response.body, MAX_BYTES);
  const start = new TextDecoder('latin1').decode(bytes?.subarray(0, MARK_WITHIN_BYTES));
  return bytes !== null && start.includes(MARK) ? bytes.buffer : null;
}
