/** Some words of a video, and when they are said. */
export interface Cue {
  /** From the start of the video. */
  readonly startMs: number;
  readonly text: string;
}

interface Transcript {
  readonly title: string;
  /** Empty where it is not known. */
  readonly channel: string;
  /** Of the language, empty where it is not known. */
  readonly label: string;
  readonly cues: readonly Cue[];
}

/** How often a line starts, with its time. */
const LINE_MS = 30_000;

/** What is said in a video, as Markdown with a time every so often. */
export function toTranscriptText({ title, channel, label, cues }: Transcript): string {
  const facts = [
    `# ${title}`,
    ...(channel === '' ? [] : [`Channel: ${channel}`]),
    `Transcript${label === '' ? '' : `: ${label}`}`,
  ];
  return [...facts, toLines(cues).join('\n')].join('\n\n');
}

function toLines(cues: readonly Cue[]): string[] {
  const lines: { startMs: number; text: string }[] = [];
  for (const { startMs, text } of cues) {
    const words = text.replaceAll(/\s+/g, ' ').trim();
    if (words === '') continue;
    const line = lines.at(-1);
    if (line === undefined || startMs - line.startMs >= LINE_MS)
      lines.push({ startMs, text: words });
    else line.text += ` ${words}`;
  }
  return lines.map(({ startMs, text }) => `[${formatTime(startMs)}] ${text}`);
}

/** `1:05`, or `1:02:03` after an hour. */
function formatTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, '0');
  return hours === 0
    ? `${minutes}:${rest}`
    : `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
}

/** The milliseconds of a time that a page shows: `1:05`. */
export function parseTime(shown: string): number {
  return (
    shown.split(':').reduce((sum, part) => sum * 60 + (Number.parseInt(part, 10) || 0), 0) * 1000
  );
}
