import * as z from '@/lib/schema';

/** A run of YouTube's texts, or all of one. */
const labelSchema = z.object({
  simpleText: z.nullish(z.string()),
  runs: z.nullish(z.array(z.object({ text: z.string() }))),
});

const trackSchema = z.object({
  baseUrl: z.string(),
  languageCode: z.string(),
  name: z.nullish(labelSchema),
  /** `asr` was recognised by a machine. */
  kind: z.nullish(z.string()),
});
export type CaptionTrack = z.infer<typeof trackSchema>;

const playerSchema = z.object({
  videoDetails: z.object({ videoId: z.string(), title: z.string(), author: z.string() }),
  captions: z.nullish(
    z.object({
      playerCaptionsTracklistRenderer: z.nullish(
        z.object({ captionTracks: z.nullish(z.array(trackSchema)) }),
      ),
    }),
  ),
});

/** A video, and in which languages the page offers what is said in it. */
export interface Video {
  readonly id: string;
  readonly title: string;
  readonly channel: string;
  readonly tracks: readonly CaptionTrack[];
}

/** What a script of a watch page, or its whole source, tells of the video; `null` where it is nothing. */
export function findVideo(source: string): Video | null {
  const assignment = /\bytInitialPlayerResponse\s*=\s*(?=\{)/.exec(source);
  if (assignment === null) return null;
  const player = z.safeParse(playerSchema, jsonAt(source, assignment.index + assignment[0].length));
  if (!player.success) return null;
  const { videoDetails, captions } = player.data;
  return {
    id: videoDetails.videoId,
    title: videoDetails.title,
    channel: videoDetails.author,
    tracks: captions?.playerCaptionsTracklistRenderer?.captionTracks ?? [],
  };
}

/** The object that is written at `start`, where other code follows it. */
function jsonAt(source: string, start: number): unknown {
  const tokens = /"(?:[^"\\]|\\.)*"|[{}]/g;
  tokens.lastIndex = start;
  let depth = 0;
  for (let token = tokens.exec(source); token !== null; token = tokens.exec(source)) {
    if (token[0] === '{') depth += 1;
    if (token[0] === '}') depth -= 1;
    if (depth === 0) return parseJson(source.slice(start, tokens.lastIndex));
  }
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The track in the user's language, else in the one that is spoken; people's words before a machine's. */
export function chooseTrack(
  tracks: readonly CaptionTrack[],
  userLanguage: string,
): CaptionTrack | null {
  const spoken = tracks.find(isGenerated)?.languageCode;
  for (const language of [userLanguage, spoken]) {
    const fitting = tracks.filter(
      ({ languageCode }) => primary(languageCode) === primary(language),
    );
    const track = fitting.find((each) => !isGenerated(each)) ?? fitting[0];
    if (track !== undefined) return track;
  }
  return tracks[0] ?? null;
}

/** The language without its region. */
function primary(language: string | undefined): string | undefined {
  return language?.toLowerCase().split('-')[0];
}

function isGenerated({ kind }: CaptionTrack): boolean {
  return kind === 'asr';
}

/** What a track is called, and whether a machine wrote it. */
export function labelOf(track: CaptionTrack): string {
  const { simpleText, runs } = track.name ?? {};
  const name = simpleText ?? runs?.map(({ text }) => text).join('') ?? track.languageCode;
  const isTold = !isGenerated(track) || /\(.+\)/.test(name); // YouTube's own names often say so
  return isTold ? name : `${name} (auto-generated)`;
}
