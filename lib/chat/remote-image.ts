import * as z from '@/lib/schema';

/** What browsers draw and a script cannot hide in; never SVG, which is a document. */
export const imageTypeSchema = z.literal([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
]);
export type ImageType = z.infer<typeof imageTypeSchema>;

export const imageFailureSchema = z.literal([
  'address', // no public `https:` address: nothing was asked
  'host-access', // the browser has not granted us the host
  'network', // the host could not be reached, refused, or led elsewhere
  'timeout',
  'not-an-image', // by its first bytes, whatever the host calls it
  'too-large', // in bytes or in pixels
]);
export type ImageFailure = z.infer<typeof imageFailureSchema>;

/** An image that a reply points to, as it travels from the background; or why there is none. */
export const remoteImageSchema = z.oneOf('type', [
  z.object({ type: z.literal('image'), mediaType: imageTypeSchema, base64: z.string() }),
  z.object({ type: z.literal('failure'), failure: imageFailureSchema }),
]);
export type RemoteImage = z.infer<typeof remoteImageSchema>;

/** Names that mean something in a home or an office only. */
const PRIVATE_SUFFIX =
  /\.(?:local|localhost|localdomain|internal|intranet|private|corp|home|lan|home\.arpa|onion|test|invalid)$/;
/** A name with a dot in it. No address has letters at its end, in the form that URLs are brought to. */
const PUBLIC_NAME = /^(?:[a-z0-9_-]{1,63}\.)+(?:[a-z][a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * The normal form of an address that an image may be loaded from; `null` for all but `https:` on
 * the usual port of a public name. A number is no name, so that no spelling of an address in the
 * user's own network passes.
 */
export function toImageAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, port, username, password, href } = new URL(address);
  const isPlain = protocol === 'https:' && port === '' && username === '' && password === '';
  const isPublic = PUBLIC_NAME.test(hostname) && !PRIVATE_SUFFIX.test(hostname);
  return isPlain && isPublic && href.length <= MAX_ADDRESS_LENGTH ? href : null;
}

/** In UTF-16 code units. */
const MAX_ADDRESS_LENGTH = 8192;
