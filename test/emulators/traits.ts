import type { Transport } from './exchange';
import type { ProviderEmulator, Traits } from './script';

const USUAL: Traits = {
  framing: 'lines',
  maxLineLength: 1_048_576,
  carriesLineEnds: true,
  trimsReply: false,
};

export function traitsOf({ traits }: Pick<ProviderEmulator, 'traits'>): Traits {
  return { ...USUAL, ...traits };
}

/** What can arrive of a reply's `text`, when all goes well. */
export function arriving(
  text: string,
  { crlf = false, noFinalNewline = false }: Transport,
  { framing, carriesLineEnds, trimsReply }: Traits,
): string {
  let arrived = carriesLineEnds ? text : text.replaceAll(/[\r\n]/g, '');
  if (framing === 'none' && noFinalNewline) arrived = arrived.replace(/\n+$/, '');
  if (framing === 'none' && crlf) arrived = arrived.replaceAll('\n', '\r\n');
  return trimsReply ? arrived.trim() : arrived;
}
