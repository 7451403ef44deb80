/** What a typed address comes to: one to use, one that says nothing, or one that would be overheard. */
export type BaseUrl =
  | { readonly type: 'usable'; readonly url: string }
  | { readonly type: 'invalid' }
  | { readonly type: 'insecure' };

/**
 * The address of a server as people type or paste it. Without a scheme it is `http` for this computer
 * and its network, else `https`; `http` to anywhere else would show the key and every prompt to
 * whoever carries them.
 */
export function readBaseUrl(text: string): BaseUrl {
  const typed = text.trim();
  const url = parse(typed);
  if (url === null || url.username !== '' || url.password !== '') return { type: 'invalid' };
  if (url.protocol === 'http:' && !isPrivateHost(url.hostname)) return { type: 'insecure' };
  return { type: 'usable', url: `${url.origin}${url.pathname}`.replace(/\/+$/, '') };
}

function parse(typed: string): URL | null {
  if (typed === '' || /\s/.test(typed)) return null;
  if (/^https?:\/\//i.test(typed)) return toUrl(typed);
  if (typed.includes('://')) return null;
  const url = toUrl(`https://${typed}`);
  return url !== null && isPrivateHost(url.hostname) ? toUrl(`http://${typed}`) : url;
}

function toUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null; // `URL.parse` is younger than the oldest Chrome we run in
}

const PRIVATE_IPV4 = [
  /^127\./,
  /^10\./,
  /^192\.168\./,
  /^172\.(?:1[6-9]|2\d|3[01])\./,
  /^169\.254\./,
];
const PRIVATE_NAMES = [
  /^(?:[^.]+\.)*localhost$/,
  /^\[::1\]$/,
  /^\[f[cd][\da-f]{2}:/, // unique local addresses
  /^\[fe[89ab][\da-f]:/, // link-local addresses
  /^[^.:[\]]+$/, // a name without a dot is of the network we are in
  /\.(?:local|lan|internal|home\.arpa)$/,
];

/** Whether a host, as `URL` writes it, is this computer or in a private network. */
export function isPrivateHost(hostname: string): boolean {
  const isIpv4 = /^(?:\d+\.){3}\d+$/.test(hostname); // `10.example.com` is a name like any other
  return (isIpv4 ? PRIVATE_IPV4 : PRIVATE_NAMES).some((pattern) => pattern.test(hostname));
}
