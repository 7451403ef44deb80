import type { MessageId } from '@/lib/chat/ids';
import type { Receipt } from '@/lib/chat/receipt';
import type { Database } from './database';
import { read, resultOf, write } from './transaction';

/** Stores what was sent for a reply, in the place of what was known before. */
export async function saveReceipt(database: Database, receipt: Receipt): Promise<void> {
  const compressed = await compress(JSON.stringify(receipt));
  await write(database, ['receipts'], ({ receipts }) => {
    receipts.put(compressed, receipt.replyId);
  });
}

/** `null` where nothing was sent for it, or before receipts were kept. */
export async function findReceipt(database: Database, replyId: MessageId): Promise<Receipt | null> {
  const compressed = await read(database, ['receipts'], ({ receipts }) =>
    resultOf(receipts.get(replyId)),
  );
  if (compressed === undefined) return null;
  return JSON.parse(await decompress(compressed)) as Receipt; // as `saveReceipt` wrote it
}

/** A body repeats the whole conversation, and the messages repeat the body. */
function compress(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}

function decompress(bytes: ArrayBuffer): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}
