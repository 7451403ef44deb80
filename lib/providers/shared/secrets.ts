import { ChatError } from '@/lib/chat/errors';

/** Stands where a secret was. */
export const LEFT_OUT = '[left out]';

/** What is shorter is no secret, and may stand anywhere. */
export const MIN_SECRET_LENGTH = 8;

/** What proves to a service who asks. */
interface Secrets {
  readonly apiKey: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * An error without the user's key in it, nor a part of it: some services quote the key they refuse,
 * and error texts are shown, stored and exported.
 */
export function withoutSecrets(error: unknown, secrets: Secrets): unknown {
  if (!(error instanceof ChatError)) return error;
  const conceal = concealer(secrets);
  const { code } = error.facts;
  const message = conceal(error.message);
  if (message === error.message && (code === undefined || conceal(code) === code)) return error;
  return new ChatError(error.kind, message, {
    ...error.facts,
    code: code === undefined ? undefined : conceal(code),
  });
}

function concealer({ apiKey, headers }: Secrets): (text: string) => string {
  const secrets = [apiKey ?? '', ...Object.values(headers)].filter(
    (secret) => secret.length >= MIN_SECRET_LENGTH,
  );
  const marks = secrets.flatMap(partsOf);
  return (text) => marks.reduce((all, mark) => all.replaceAll(mark, LEFT_OUT), withoutStars(text));
}

/** A key with stars in its middle shows both its ends. */
function withoutStars(text: string): string {
  return text.replaceAll(/\S*\*{3,}\S*/g, LEFT_OUT);
}

/** The whole of a secret, then its beginnings and ends, the longest first. */
function partsOf(secret: string): string[] {
  const lengths = Array.from(
    { length: secret.length - MIN_SECRET_LENGTH + 1 },
    (_, index) => secret.length - index,
  );
  return lengths.flatMap((length) => [secret.slice(0, length), secret.slice(-length)]);
}
