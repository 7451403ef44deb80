import * as z from '@/lib/schema';
import type { PageText } from '@/lib/chat/page-reading';
import { withoutInvisible } from '@/lib/context/invisible';
import { MAX_TEXT_LENGTH } from '@/lib/context/max-text-length';
import { parseTime, toTranscriptText, type Cue } from './transcript-text';
import { chooseTrack, findVideo, labelOf, type CaptionTrack, type Video } from './transcript-track';

const TIMEOUT_MS = 5000;

/**
 * What is said in the video of the watch page that this runs in, where the page offers it: its captions, fetched as its
 * player fetches them, else the transcript that it shows; `null` where there is neither.
 */
export async function readTranscript(): Promise<PageText | null> {
  const videoId = new URLSearchParams(location.search).get('v');
  if (videoId === null) return null;
  const video = await findVideoOf(videoId).catch(() => null);
  const track = chooseTrack(video?.tracks ?? [], navigator.language);
  const fetched = track === null ? [] : await fetchCues(track).catch(() => []);
  const cues = fetched.length > 0 ? fetched : shownCues();
  if (cues.length === 0) return null;
  const title = video?.title ?? document.title.replace(/ - YouTube$/, '');
  const label = track !== null && fetched.length > 0 ? labelOf(track) : '';
  const { text, removed } = withoutInvisible(
    toTranscriptText({ title, channel: video?.channel ?? '', label, cues }),
  );
  return {
    title,
    url: location.href,
    text: text.slice(0, MAX_TEXT_LENGTH),
    length: text.length,
    hiddenCharacters: removed,
    source: 'transcript',
  };
}

/** From the document, else from its source: YouTube goes to the next video without a new document. */
async function findVideoOf(videoId: string): Promise<Video | null> {
  for (const { textContent } of document.scripts) {
    const video = findVideo(textContent ?? '');
    if (video?.id === videoId) return video;
  }
  const response = await fetch(location.href, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const video = findVideo(await response.text());
  return video?.id === videoId ? video : null;
}

/** `fmt=json3` of YouTube's timed texts, which nobody documents: what its own player reads. */
const captionsSchema = z.object({
  events: z.array(
    z.object({
      tStartMs: z.nullish(z.number()),
      segs: z.nullish(z.array(z.object({ utf8: z.nullish(z.string()) }))),
    }),
  ),
});

async function fetchCues({ baseUrl }: CaptionTrack): Promise<Cue[]> {
  const url = new URL(baseUrl, location.origin);
  if (url.origin !== location.origin) return [];
  url.searchParams.set('fmt', 'json3');
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const { events } = z.parse(captionsSchema, await response.json());
  return events.map(({ tStartMs, segs }) => ({
    startMs: tStartMs ?? 0,
    text: (segs ?? []).map(({ utf8 }) => utf8 ?? '').join(''),
  }));
}

/** The lines of the transcript that is open beside the video, in YouTube's older and newer layout. */
function shownCues(): Cue[] {
  const lines = document.querySelectorAll(
    'ytd-transcript-segment-renderer, transcript-segment-view-model',
  );
  const open = [...lines].filter((line) => line.checkVisibility());
  return open.map((line) => ({
    startMs: parseTime(textIn(line, '.segment-timestamp, .ytwTranscriptSegmentViewModelTimestamp')),
    text: textIn(line, '.segment-text, .yt-core-attributed-string'),
  }));
}

function textIn(element: Element, selector: string): string {
  return element.querySelector(selector)?.textContent ?? '';
}
