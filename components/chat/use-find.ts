import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { textOf, type Message } from '@/lib/chat/message';
import {
  findIn,
  matchAfter,
  matchNear,
  NOTHING_FOUND,
  numberOf,
  patternOf,
  type Findings,
  type Match,
} from '@/lib/client/find';
import { MatchView } from '@/lib/client/match-view';
import type { ThreadScroller } from '@/lib/client/thread-scroller';
import { plainTexts } from '@/lib/markdown/plain-text';

interface FindInput {
  readonly branch: readonly Message[];
  readonly scroller: ThreadScroller;
}

interface Found {
  readonly findings: Findings;
  readonly current: Match | null;
  /** What was looked for when this was found. */
  readonly query: string;
}

const NOTHING: Found = { findings: NOTHING_FOUND, current: null, query: '' };

/** A reply that streams changes with every frame; it is searched this often. */
const SAMPLE_INTERVAL_MS = 250;

/** Searches a thread for what is typed, and goes from match to match. */
export function useFind({ branch, scroller }: FindInput) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState(NOTHING);
  const [view] = useState(() => new MatchView(scroller));
  const messages = useSampled(branch);

  useEffect(() => {
    const pattern = patternOf(query);
    const controller = new AbortController();
    if (pattern === null) setFound({ ...NOTHING, query });
    else void search(pattern, controller.signal);
    return () => controller.abort();

    async function search(wanted: RegExp, signal: AbortSignal): Promise<void> {
      const findings = await findIn(messages, { pattern: wanted, textsOf, signal });
      if (findings === null) return;
      const from = scroller.visiblePlace()?.messageId ?? null;
      setFound(({ current, query: before }) => {
        const isStillThere = before === query && current && numberOf(findings, current) > 0;
        const near = () => matchNear(findings, messages, current?.messageId ?? from);
        return { query, findings, current: isStillThere ? current : near() };
      });
    }
  }, [messages, query, scroller]);

  const { findings, current } = found;
  useLayoutEffect(() => {
    const pattern = patternOf(found.query);
    if (pattern === null) view.clear();
    else view.show({ pattern, current });
  }, [view, found.query, current]);
  useEffect(() => () => view.clear(), [view]);

  return {
    query,
    setQuery,
    /** Whether `number` and `total` are those of what is typed now. */
    isFound: found.query === query,
    number: current === null ? 0 : numberOf(findings, current),
    total: findings.total,
    go(step: 1 | -1) {
      if (current !== null) setFound({ ...found, current: matchAfter(findings, current, step) });
    },
  };
}

/** `value` as it was up to a moment ago, so that not every change is worth a search. */
function useSampled<Value>(value: Value): Value {
  const [sample, setSample] = useState(value);
  const latestRef = useRef(value);
  const isOld = sample !== value;
  useLayoutEffect(() => {
    latestRef.current = value;
  }, [value]);
  useEffect(() => {
    if (!isOld) return;
    const timer = setTimeout(() => setSample(latestRef.current), SAMPLE_INTERVAL_MS);
    return () => clearTimeout(timer);
  }, [isOld]);
  return sample;
}

const texts = new WeakMap<Message, readonly string[]>();

/** The texts of a message as they are drawn. What a model thought is folded, and not searched. */
function textsOf(message: Message): readonly string[] {
  const known = texts.get(message);
  if (known !== undefined) return known;
  const read =
    message.role === 'user'
      ? [textOf(message)]
      : message.parts.flatMap((part) => (part.type === 'text' ? plainTexts(part.text) : []));
  texts.set(message, read);
  return read;
}
