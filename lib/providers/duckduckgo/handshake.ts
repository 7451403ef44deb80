import * as z from '@/lib/schema';
import { ChatError } from '@/lib/chat/errors';
import { dataOf, readText } from '../shared/http';
import { parseJson } from '../shared/json';
import { answerChallenge } from './challenge';
import { errorOfType } from './errors';
import { callApi, checked, visitPage } from './requests';
import type { Context } from './settings';
import { statusSchema } from './wire';

/** What the service gives out with each answer and wants back with the next request. */
export const tokensSchema = z.object({
  /** `x-vqd-4`; late in 2025 the service ceased to send it. */
  vqd: z.nullable(z.string()),
  /** `x-vqd-hash-1`: a challenge to answer; empty where there is none. */
  challenge: z.string(),
});
export type Tokens = z.infer<typeof tokensSchema>;

/** The tokens an answer brings; `null` where it brings none. */
export function tokensIn({ headers }: Response): Tokens | null {
  const vqd = headers.get('x-vqd-4') || null;
  const challenge = headers.get('x-vqd-hash-1') ?? '';
  return vqd === null && challenge === '' ? null : { vqd, challenge };
}

/** `tokens` as request headers. @throws {ChatError} `blocked` for a challenge we cannot answer. */
export async function tokenHeaders(
  { vqd, challenge }: Tokens,
  context: Context,
): Promise<Record<string, string>> {
  return {
    ...(vqd !== null && { 'x-vqd-4': vqd }),
    'x-vqd-hash-1': await answerChallenge(challenge, context), // sent even when empty
  };
}

const MAX_STATUS_LENGTH = 10_000;

/** Asks for the tokens of a first request. */
export async function fetchTokens(context: Context, retries: number): Promise<Tokens> {
  const headers = { 'cache-control': 'no-cache', pragma: 'no-cache', 'x-vqd-accept': '1' };
  const answer = await callApi('/duckchat/v1/status', { headers }, context, { retries });
  const response = await checked(answer, context);
  const { signal } = context;
  const body = await readText(dataOf(response), { maxLength: MAX_STATUS_LENGTH, signal });
  const status = String(parseJson(statusSchema, body)?.status ?? '');
  if (status === '1') throw errorOfType('ERR_USER_LIMIT');
  if (status === '2') throw errorOfType('ERR_SERVICE_LIMIT');
  const tokens = tokensIn(response);
  if (!tokens) throw new ChatError('protocol', 'Neither x-vqd-4 nor x-vqd-hash-1 in the answer');
  return tokens;
}

/** Cookies that the service's page sets when someone agrees to its terms. */
const COOKIES = { dcs: '1', dcm: '3' };

/** Sees to the cookies that the service wants; visits its page first where one is missing. */
export async function ensureCookies(context: Context): Promise<void> {
  const { cookies, settings } = context;
  const url = `https://${settings.host}/`;
  const names = Object.entries(COOKIES);
  const present = await Promise.all(names.map(([name]) => cookies.has(url, name)));
  if (present.every(Boolean)) return;
  await tryPage('/aichat', context);
  for (const [name, value] of names) await cookies.set(url, name, value);
}

const MAX_PAGE_LENGTH = 2_000_000;

/** A page that could not be had is not asked for again for a while: each visit delays a reply. */
const MISSING_VERSION_MS = 600_000;

const versionSchema = z.catch(
  z.nullable(z.object({ version: z.string(), askAgainAt: z.nullable(z.number()) })),
  null,
);

/** The version of the service's page, which requests name; empty where the page does not tell. */
export async function frontEndVersion(context: Context): Promise<string> {
  const { session, settings, clock } = context;
  const key = `frontEndVersion:${settings.host}`;
  const known = z.parse(versionSchema, await session.get(key));
  if (known && (known.askAgainAt ?? Infinity) > clock.now()) return known.version;
  const version = await fetchVersion(context);
  const askAgainAt = version === '' ? clock.now() + MISSING_VERSION_MS : null;
  await session.set(key, { version, askAgainAt } satisfies z.infer<typeof versionSchema>);
  return version;
}

async function fetchVersion(context: Context): Promise<string> {
  const page = await tryPage('/?q=DuckDuckGo+AI+Chat&ia=chat&duckai=1', context);
  if (!page) return '';
  const { signal } = context;
  return findVersion(await readText(page.body, { maxLength: MAX_PAGE_LENGTH, signal }));
}

/** The page has told its version in three ways over time. */
export function findVersion(html: string): string {
  const first = (pattern: RegExp) => pattern.exec(html)?.[1];
  const backEnd = first(/__DDG_BE_VERSION__="([^"]*)"/);
  const frontEnd = first(/__DDG_FE_CHAT_HASH__="([^"]*)"/);
  if (backEnd && frontEnd) return `${backEnd}-${frontEnd}`;
  const tag = first(/\bdata-version-tag="([^"]*)"/);
  const sha = first(/\bdata-version-sha="([^"]*)"/);
  if (tag && sha) return `${tag}-${sha}`;
  return first(/\b(serp_\d{8}_\d{6}_[A-Z]{2}-[0-9a-f]{20,40})\b/) ?? '';
}

/** A page that we can do without: `null` where it cannot be had. */
async function tryPage(path: string, context: Context): Promise<Response | null> {
  try {
    return await visitPage(path, context);
  } catch {
    context.signal.throwIfAborted();
    return null;
  }
}
